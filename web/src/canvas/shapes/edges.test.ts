import { expect, it } from 'vitest'
import { toEdge, toSides, type Piece } from './edges'

const SIDE = 33
const MIDDLE = 16

const pieceOf = (grey: (x: number, y: number) => number): Piece => ({
  side: SIDE,
  grey: Array.from({ length: SIDE * SIDE }, (_, n) => grey(n % SIDE, Math.floor(n / SIDE))),
})

// What is dark left of column 20 has its edge between 19 and 20: three and a half samples from the middle.
const upright = pieceOf((x) => (x < 20 ? 40 : 200))
const corner = pieceOf((x, y) => (x < 12 || y < 19 ? 220 : 90))
// No dice: the same grain each time.
const grain = pieceOf((x, y) => 120 + (((x * 7 + y * 13) * 31) % 17) - 8)

it('a side is drawn to an upright edge, between two samples', () => {
  expect(toSides(upright).x).toBeCloseTo(3.5, 1)
  expect(toSides(upright).y).toBe(0)
})

it('a corner of a box is drawn to two edges at once', () => {
  const { x, y } = toSides(corner)
  expect(x).toBeCloseTo(11.5 - MIDDLE, 0)
  expect(y).toBeCloseTo(18.5 - MIDDLE, 0)
})

it('the corner of an outline goes to the nearest place of an edge, not along it', () => {
  const { x, y } = toEdge(upright)
  expect(x).toBeCloseTo(3.5, 0)
  expect(Math.abs(y)).toBeLessThanOrEqual(1)
})

it('of two edges alike the nearer one wins', () => {
  const two = pieceOf((x) => (x < 6 || x >= 19 ? 200 : 60))
  expect(toSides(two).x).toBeCloseTo(2.5, 1)
})

it('a slanted edge is met', () => {
  const { x, y } = toEdge(pieceOf((column, row) => (column + row < 36 ? 30 : 210)))
  expect(MIDDLE + x + MIDDLE + y).toBeCloseTo(35.5, 0)
})

it.each([
  ['a plain piece', pieceOf(() => 128)],
  ['grain', grain],
  ['a gentle slope', pieceOf((x) => 100 + x)],
])('in %s nothing is drawn anywhere', (_, piece) => {
  expect(toEdge(piece)).toEqual({ x: 0, y: 0 })
  expect(toSides(piece)).toEqual({ x: 0, y: 0 })
})
