import { expect, it } from 'vitest'
import { levelFor, levelsOf, tilesIn } from './pyramid'

const levels = levelsOf(20_000, 15_000)

it('cuts a picture as the server does', () => {
  expect(levelsOf(5_000, 3_000).map(({ width, height, first }) => [width, height, first])).toEqual([[5_000, 3_000, 0], [2_500, 1_500, 60]])
  expect(levels.map(({ columns, rows }) => columns * rows)).toEqual([1_200, 300, 80, 20])
  expect(levelsOf(60_000, 1)[0]).toMatchObject({ columns: 118, rows: 1 })
  expect(levelsOf(2_048, 10)).toEqual([])
})

it('takes the coarsest level that is sharp, and none where the view is', () => {
  expect([700, 2_048, 2_100, 2_600, 9_000, 20_000, 90_000].map((across) => levelFor(levels, across))).toEqual([undefined, undefined, 3, 2, 1, 0, 0])
  expect(levelFor([], 9_000)).toBeUndefined()
})

it('finds the tiles of a part, the middle first, and never one outside', () => {
  const found = tilesIn(levels[0]!, { left: 0.5, top: 0.5, right: 0.56, bottom: 0.58 })
  expect(found.map(({ number }) => number)).toContain(14 * 40 + 19)
  expect(found).toHaveLength(9)
  expect(found[0]!.number).toBe(15 * 40 + 20)
  const corner = tilesIn(levels[0]!, { left: -1, top: -1, right: 0.001, bottom: 0.001 })
  expect(corner.map(({ number }) => number)).toEqual([0])
  const all = tilesIn(levels[3]!, { left: -1, top: -1, right: 2, bottom: 2 })
  expect(all).toHaveLength(20)
  expect(Math.max(...all.map(({ right }) => right))).toBe(1)
})
