import { describe, expect, it } from 'vitest'
import { ShapeDesk, type Layer } from './desk'
import { shapeAt } from './hit'
import { idle, step, type Event, type Mode } from './machine'
import { corners, grown, movedWithin, outline, resized, turnedTo, upright, type Box, type Tool } from './place'

const spot = (x: number, y: number) => ({ x, y })
const box = (x: number, y: number, width: number, height: number, angle = 0): Box => ({ is: 'box', x, y, width, height, angle })
const press = (x: number, y: number): Event => ({ do: 'press', at: spot(x, y), target: { on: 'nothing' }, isPicked: false, isMore: false })
const move = (x: number, y: number): Event => ({ do: 'move', at: spot(x, y) })
const mark = (x: number, y: number): Event => ({ do: 'mark', at: spot(x, y) })

function run(tool: Tool, events: Event[], from: Mode = idle) {
  return events.reduce<{ mode: Mode; acts: unknown[] }>(
    (now, event) => {
      const next = step(now.mode, event, { tool, reach: 4 })
      return { mode: next.mode, acts: [...now.acts, ...next.acts.filter((act) => act.act !== 'pick')] }
    },
    { mode: from, acts: [] },
  )
}

const every: Mode[] = [
  idle,
  { state: 'pressed', from: spot(1, 1), under: undefined },
  { state: 'drawing', from: spot(1, 1), to: spot(5, 5) },
  { state: 'outlining', points: [spot(1, 1), spot(9, 1), spot(9, 9)], to: spot(0, 0) },
  { state: 'dragging', from: spot(1, 1), to: spot(2, 2) },
  { state: 'resizing', key: 'a', handle: 'se', from: spot(1, 1), to: spot(2, 2) },
  { state: 'rotating', key: 'a', from: spot(1, 1), to: spot(2, 2) },
  { state: 'bending', key: 'a', vertex: 0, isNew: false, from: spot(1, 1), to: spot(2, 2) },
  { state: 'panning', from: spot(1, 1), to: spot(2, 2) },
]

describe('the table of methods and states', () => {
  it('leads back to idle by Escape from everywhere, and changes nothing', () => {
    for (const mode of every) expect(run('box', [{ do: 'escape' }], mode)).toEqual({ mode: idle, acts: [] })
  })

  it.each<[Event, string[]]>([
    [press(50, 50), ['pressed', 'pressed', 'drawing', 'outlining', 'dragging', 'resizing', 'rotating', 'bending', 'panning']],
    [{ do: 'pan', at: spot(50, 50) }, ['panning', 'panning', 'drawing', 'outlining', 'dragging', 'resizing', 'rotating', 'bending', 'panning']],
    [move(50, 50), ['idle', 'drawing', 'drawing', 'outlining', 'dragging', 'resizing', 'rotating', 'bending', 'panning']],
    [{ do: 'pinch' }, ['idle', 'idle', 'idle', 'outlining', 'idle', 'idle', 'idle', 'idle', 'idle']],
    [mark(50, 50), ['drawing', 'pressed', 'idle', 'outlining', 'dragging', 'resizing', 'rotating', 'bending', 'panning']],
    [{ do: 'release' }, ['idle', 'idle', 'idle', 'outlining', 'idle', 'idle', 'idle', 'idle', 'idle']],
    [{ do: 'finish' }, ['idle', 'pressed', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle']],
    [{ do: 'back' }, ['idle', 'pressed', 'idle', 'outlining', 'idle', 'idle', 'idle', 'idle', 'idle']],
  ])('knows what $do leads to in each state', (event, states) => {
    expect(every.map((mode) => step(mode, event, { tool: 'box', reach: 4 }).mode.state)).toEqual(states)
  })

  it('draws a box between two corners, whichever comes first', () => {
    expect(run('box', [press(30, 40), move(10, 10), { do: 'release' }]).acts).toEqual([{ act: 'make', place: box(10, 10, 20, 30) }])
    expect(run('box', [mark(10, 10), move(30, 40), mark(30, 40)]).acts).toEqual([{ act: 'make', place: box(10, 10, 20, 30) }])
  })

  it('takes a click for no box', () => {
    expect(run('box', [press(30, 40), move(31, 40), { do: 'release' }])).toEqual({ mode: idle, acts: [] })
  })

  it('outlines a polygon until its first corner or a word closes it', () => {
    const points = [spot(0, 0), spot(20, 0), spot(20, 20)]
    const made = [{ act: 'make', place: { is: 'polygon', points } }]
    expect(run('polygon', [press(0, 0), { do: 'release' }, press(20, 0), press(20, 20), press(1, 1)]).acts).toEqual(made)
    expect(run('polygon', [mark(0, 0), mark(20, 0), mark(40, 0), { do: 'back' }, mark(20, 20), { do: 'finish' }]).acts).toEqual(made)
    expect(run('polygon', [mark(0, 0), mark(20, 0), { do: 'finish' }]).acts).toEqual([])
  })

  it('puts a point where it is pressed', () => {
    expect(run('point', [press(3, 4), { do: 'release' }]).acts).toEqual([{ act: 'make', place: { is: 'point', x: 3, y: 4 } }])
  })
})

describe('places', () => {
  it('keeps the corner across where it is when a turned box is drawn larger', () => {
    const before = box(10, 10, 40, 20, 30)
    const after = resized(before, 'se', spot(90, 70))
    expect(corners(after)[0]!.x).toBeCloseTo(corners(before)[0]!.x)
    expect(corners(after)[0]!.y).toBeCloseTo(corners(before)[0]!.y)
    expect(corners(grown(before, 5, 0))[3]!.x).toBeCloseTo(corners(before)[3]!.x)
    expect(grown(before, 5, -50)).toMatchObject({ angle: 30 })
  })

  it('turns its upper edge to where one points, over −180 to 180 degrees', () => {
    expect(turnedTo(box(0, 0, 10, 10), spot(50, 5)).angle).toBe(90)
    expect([upright(180), upright(-180), upright(190), upright(-365)]).toEqual([180, 180, -170, -5])
  })

  it('leaves the picture with no shape, and is drawn on by a border that is near', () => {
    const size = { width: 100, height: 100 }
    expect(movedWithin(box(10, 10, 20, 20), -50, 300, size)).toEqual(box(0, 80, 20, 20))
    expect(movedWithin(box(10, 10, 20, 20), -7, 1, size, 5)).toEqual(box(0, 11, 20, 20))
  })

  it('hits the topmost edge first, then the smallest that holds the spot', () => {
    const shapes = [
      { key: 'small', label: '', place: box(40, 40, 10, 10) },
      { key: 'large', label: '', place: box(0, 0, 100, 100) },
    ]
    expect(shapeAt(shapes, spot(45, 45), 3)).toEqual({ on: 'shape', key: 'small', isEdge: false })
    expect(shapeAt(shapes, spot(2, 50), 3)).toEqual({ on: 'shape', key: 'large', isEdge: true })
    expect(shapeAt(shapes, spot(150, 50), 3)).toEqual({ on: 'nothing' })
  })
})

describe('the desk', () => {
  const look = { name: 'car', colour: 0, label: 'car' }
  const layer: Layer = { id: 'q', tool: 'box', canTurn: true, suggested: [], shapes: [{ key: 'a', place: box(10, 10, 20, 20), ...look }, { key: 'b', place: box(60, 60, 20, 20), ...look }] }
  const opened = () => {
    const desk = new ShapeDesk()
    desk.open('item', { width: 200, height: 100 })
    desk.show([layer], 'q')
    return desk
  }

  it('drags all that is picked, but not what is locked', () => {
    const desk = opened()
    desk.pickAll(['a', 'b'])
    desk.toggle('locked', ['b'])
    desk.press(spot(15, 15), 4, false)
    desk.step(move(35, 15), 4)
    expect(layer.shapes.map((shape) => outline(desk.placeOf(shape))[0])).toEqual([spot(30, 10), spot(60, 60)])
    expect(desk.step({ do: 'release' }, 4)).toHaveLength(1)
  })

  it('touches nothing that is hidden or locked', () => {
    const desk = opened()
    desk.toggle('hidden', ['a'])
    expect(desk.target(spot(10, 15), 4)).toEqual({ on: 'nothing' })
    expect(desk.toggle('hidden', ['a'])).toBe(false)
    expect(desk.target(spot(10, 15), 4)).toMatchObject({ on: 'shape', key: 'a' })
  })

  it('picks several one by one, and offers handles of one alone', () => {
    const desk = opened()
    desk.press(spot(10, 15), 4, false)
    desk.step({ do: 'release' }, 4)
    expect(desk.target(spot(30, 30), 4)).toEqual({ on: 'handle', key: 'a', handle: 'se' })
    desk.press(spot(60, 65), 4, true)
    expect([...desk.snapshot().picked]).toEqual(['a', 'b'])
    expect(desk.one).toBeUndefined()
  })

  it('starts each picture anew, with the label that was active', () => {
    const desk = opened()
    desk.activate('q', 'car')
    desk.pick('a')
    desk.open('next', { width: 10, height: 10 })
    expect(desk.snapshot()).toMatchObject({ active: { q: 'car' }, picked: new Set() })
  })
})
