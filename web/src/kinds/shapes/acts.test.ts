import { expect, it } from 'vitest'
import type { BoxesQuestion, PolygonsQuestion, ShapesQuestion } from '@/api'
import { ShapeDesk } from '@/canvas/shapes/desk'
import '../registry'
import * as acts from './acts'
import { Hand } from './hand'
import type { Shape } from './shape'

const label = (id: string) => ({ id, name: id, code: 0, retired: false })
const boxes: BoxesQuestion = { id: 'q', kind: 'boxes', name: 'What is there?', on: 'photo', labels: [label('car'), label('van')], attributes: [{ id: 'lit', name: 'Lit', kind: 'flag', labels: ['car'] }], rotate: true }
const polygons: PolygonsQuestion = { id: 'q', kind: 'polygons', name: 'Where?', on: 'photo', labels: [label('road')] }
const box = (x: number, y: number, more: Partial<Shape> = {}): Shape => ({ x, y, width: 20, height: 10, label: 'car', ...more })

/** A question at its desk, whose answer changes as the workbench would have it. */
function opened(question: ShapesQuestion, first: Shape[] = [], suggestion: unknown = null) {
  const desk = new ShapeDesk()
  let value: Shape[] | null | undefined = first.length > 0 ? first : undefined
  const hand = () => new Hand(desk, { question, value, suggestion, onChange: (next) => void (value = next) })
  desk.open('item', { width: 100, height: 80 })
  return { desk, hand, value: () => value }
}

it('takes suggestions one by one or all, and none comes back that was turned down', () => {
  const suggested = [{ ...box(0, 0), p: 0.9 }, { ...box(30, 0), p: 0.4 }, box(60, 0), { ...box(0, 0), width: -1 }]
  const { hand, value } = opened(boxes, [], suggested)
  expect(hand().suggested.map(({ p }) => p)).toEqual([0.9, 0.4, null])
  acts.reject(hand(), acts.suggestionInHand(hand()))
  acts.accept(hand(), [acts.suggestionInHand(hand())!])
  expect(value()).toEqual([box(30, 0)])
  acts.accept(hand(), hand().suggested)
  expect(value()).toEqual([box(30, 0), box(60, 0)])
  expect(hand().suggested).toEqual([])
  hand().back('undo')
  hand().back('undo')
  expect(hand().suggested).toHaveLength(2)
  hand().back('undo')
  expect(hand().suggested).toHaveLength(3)
  hand().back('redo')
  hand().back('redo')
  expect(hand().suggested.map(({ p }) => p)).toEqual([null])
})

it('corrects a suggestion by the label that it gets', () => {
  const { desk, hand, value } = opened(boxes, [], [{ ...box(0, 0), attributes: { lit: true } }])
  desk.pick(hand().suggested[0]!.key)
  acts.chooseLabel(hand(), 'van')
  expect(value()).toEqual([box(0, 0, { label: 'van' })])
  expect(hand().suggested).toEqual([])
})

it('moves and sizes what is picked as far as the picture goes, and leaves what is locked', () => {
  const { desk, hand, value } = opened(boxes, [box(0, 0), box(50, 50)])
  desk.pickAll(hand().parts.map(hand().key))
  acts.mark(hand(), 'locked', [hand().parts[1]!])
  acts.nudge(hand(), 10, -10)
  acts.grow(hand(), 500, 2)
  expect(value()).toEqual([{ ...box(10, 0), width: 90, height: 12 }, box(50, 50)])
  acts.turn(hand(), 5)
  expect(value()?.[0]).toMatchObject({ angle: 5 })
  acts.turn(hand(), -5)
  expect(value()?.[0]).not.toHaveProperty('angle')
})

it('copies with all that is said, and keeps front and back apart', () => {
  const { desk, hand, value } = opened(boxes, [box(0, 0, { attributes: { lit: true } }), box(50, 50)])
  desk.pick(hand().key(hand().parts[0]!))
  acts.copy(hand())
  acts.paste(hand())
  expect(value()?.[2]).toEqual(box(12, 12, { attributes: { lit: true } }))
  acts.reorder(hand(), -1)
  expect(value()?.map((shape) => 'x' in shape && shape.x)).toEqual([0, 12, 50])
  expect(hand().picked).toEqual([value()?.[1]])
  acts.drop(hand())
  hand().back('undo')
  expect(value()).toHaveLength(3)
})

it('goes from corner to corner, adds one and takes it away; three stay', () => {
  const { desk, hand, value } = opened(polygons, [{ points: [[0, 0], [40, 0], [40, 40]], label: 'road' }])
  desk.pick(hand().key(hand().parts[0]!))
  acts.stepCorner(hand())
  acts.addCorner(hand())
  acts.nudge(hand(), 0, 5)
  expect(value()).toEqual([{ points: [[0, 0], [20, 5], [40, 0], [40, 40]], label: 'road' }])
  acts.drop(hand())
  acts.stepCorner(hand())
  acts.drop(hand())
  expect(value()).toEqual([{ points: [[0, 0], [40, 0], [40, 40]], label: 'road' }])
})

it('says that there is nothing to draw, and takes it back', () => {
  const { hand, value } = opened(boxes)
  acts.nothing(hand())
  expect(value()).toEqual([])
  acts.nothing(hand())
  expect(value()).toBeUndefined()
})

it('steps through shapes and suggestions, and says which', () => {
  const { desk, hand } = opened(boxes, [box(0, 0)], [box(30, 30)])
  acts.stepShape(hand(), 1)
  expect(desk.snapshot().said.words).toBe('car, 20 × 10 px, 1 of 2')
  acts.stepShape(hand(), 1)
  expect(desk.snapshot().said.words).toBe('suggestion car, 20 × 10 px, 2 of 2')
})

it('picks what an undo brings back, and leaves the rest alone', () => {
  const { desk, hand, value } = opened(boxes, [box(0, 0), box(30, 0)])
  acts.drop(hand(), [hand().parts[0]!])
  expect(hand().picked).toEqual([])
  hand().back('undo')
  expect(hand().picked).toEqual([box(0, 0)])
  desk.pick(hand().key(hand().parts[1]!))
  acts.chooseLabel(hand(), 'van')
  hand().back('undo')
  expect(value()).toEqual([box(0, 0), box(30, 0)])
  expect(hand().picked).toEqual([box(30, 0)])
})
