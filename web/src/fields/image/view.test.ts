import { expect, it } from 'vitest'
import { moved, whole, zoomed } from './view'

it('keeps the point under the pointer while it zooms', () => {
  const view = zoomed(whole, 2, 0.25, 0.5)
  expect((0.25 - view.x) / view.scale).toBeCloseTo(0.25)
  expect(view).toEqual({ scale: 2, x: -0.25, y: -0.5 })
})

it('never shows less than the whole picture nor what is beside it', () => {
  expect(zoomed(whole, 0.5)).toEqual(whole)
  expect(moved(whole, 0.3, -0.3)).toEqual({ scale: 1, x: 0, y: 0 })
  expect(moved(zoomed(whole, 2), -9, 9)).toEqual({ scale: 2, x: -1, y: 0 })
  expect(zoomed(whole, 1e9).scale).toBe(16)
})
