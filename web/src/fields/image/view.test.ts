import { expect, it } from 'vitest'
import { closest, fitted, moved, whole, zoomed } from './view'

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

it('looks closely enough at a large picture to tell its pixels apart', () => {
  expect(zoomed(whole, 1e9, 0.5, 0.5, closest(20_000, 800)).scale).toBe(200)
  expect(closest(600, 800)).toBe(16)
})

it('lays a picture into the middle of a box', () => {
  expect(fitted({ width: 800, height: 400 }, { width: 300, height: 300 })).toEqual({ x: 200, y: 0, width: 400, height: 400 })
})
