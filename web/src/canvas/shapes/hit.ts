import { apart, bounds, handles, handleSpot, holds, middle, toEdge, turnSpot, type Handle, type Place, type Spot } from './place'

/** Something drawn: by a person, or suggested. */
export interface Shape {
  key: string
  place: Place
  label: string
}

/** What lies under a pointer. */
export type Target =
  | { on: 'nothing' }
  | { on: 'shape'; key: string; isEdge: boolean }
  | { on: 'handle'; key: string; handle: Handle }
  | { on: 'turn'; key: string }
  | { on: 'vertex'; key: string; vertex: number }
  /** Between two vertices: pulled, it becomes one. */
  | { on: 'between'; key: string; vertex: number }

/** How far above a box its turning handle stands, in reaches of a pointer. */
export const TURN_REACHES = 3.5

/** The handle of a picked shape at a spot; `reach` is how near is near enough, in pixels of the picture. */
export function handleAt({ key, place }: Shape, spot: Spot, reach: number, { canTurn = false } = {}): Target {
  const near = (other: Spot) => apart(spot, other) <= reach
  if (place.is === 'box') {
    if (canTurn && near(turnSpot(place, reach * TURN_REACHES))) return { on: 'turn', key }
    const handle = handles.find((one) => near(handleSpot(place, one)))
    return handle ? { on: 'handle', key, handle } : { on: 'nothing' }
  }
  if (place.is === 'point') return { on: 'nothing' }
  const vertex = place.points.findIndex(near)
  if (vertex >= 0) return { on: 'vertex', key, vertex }
  const between = place.points.findIndex((a, index) => near(middle(a, place.points[(index + 1) % place.points.length] ?? a)))
  return between >= 0 ? { on: 'between', key, vertex: between + 1 } : { on: 'nothing' }
}

const extent = (place: Place): number => {
  const { width, height } = bounds(place)
  return width * height
}

/** The topmost shape whose edge is near, else the smallest that holds the spot. Shapes come back to front. */
export function shapeAt(shapes: readonly Shape[], spot: Spot, reach: number): Target {
  const edge = shapes.findLast(({ place }) => toEdge(place, spot) <= reach)
  if (edge) return { on: 'shape', key: edge.key, isEdge: true }
  const inside = shapes.filter(({ place }) => place.is !== 'point' && holds(place, spot))
  const smallest = inside.toSorted((a, b) => extent(a.place) - extent(b.place))[0]
  return smallest ? { on: 'shape', key: smallest.key, isEdge: false } : { on: 'nothing' }
}
