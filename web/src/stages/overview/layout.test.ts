import { describe, expect, test } from 'vitest'
import { loopLayout, type Box } from './layout'

const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe.each([326, 620, 768, 960, 1360, 2400])('the loop in %i pixels', (width) => {
  const { boxes, paths, height } = loopLayout(width)

  test('has a box for each of nine stages and a line from each to the next, back to the first', () => {
    expect(boxes).toHaveLength(9)
    expect(paths).toHaveLength(9)
    expect(paths.join()).not.toContain('NaN')
  })

  test('stays inside its frame', () => {
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01)
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      expect(box.width).toBeGreaterThan(110)
    }
  })

  test('lets no stage cover another', () => {
    const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const))
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([])
  })
})

test('a wide loop goes out along the top and comes back below', () => {
  const { boxes } = loopLayout(1300)
  const top = boxes.slice(0, 5)
  const below = boxes.slice(5)
  expect(new Set(top.map((box) => box.y)).size).toBe(1)
  expect(top.map((box) => box.x)).toEqual(top.map((box) => box.x).toSorted((a, b) => a - b))
  expect(below.map((box) => box.x)).toEqual(below.map((box) => box.x).toSorted((a, b) => b - a))
})
