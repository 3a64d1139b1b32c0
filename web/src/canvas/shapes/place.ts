/** Where shapes lie on a picture, in its pixels, and what moving, sizing and turning make of them. */

export interface Spot {
  x: number
  y: number
}

export type Box = { is: 'box'; x: number; y: number; width: number; height: number; angle: number }
export type Polygon = { is: 'polygon'; points: readonly Spot[] }
export type Point = { is: 'point' } & Spot
export type Place = Box | Polygon | Point
export type Tool = Place['is']

/** Which edges of a box a handle moves. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w'
export const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w']

export interface Size {
  width: number
  height: number
}

export const centre = ({ x, y, width, height }: Box): Spot => ({ x: x + width / 2, y: y + height / 2 })
export const apart = (a: Spot, b: Spot): number => Math.hypot(a.x - b.x, a.y - b.y)
export const middle = (a: Spot, b: Spot): Spot => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))

/** A spot turned clockwise about another. */
export function turnedAbout(spot: Spot, about: Spot, degrees: number): Spot {
  if (!degrees) return spot
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const [dx, dy] = [spot.x - about.x, spot.y - about.y]
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos }
}

export const boxOf = (a: Spot, b: Spot): Box => ({ is: 'box', x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y), angle: 0 })

/** The corners of a box as it lies, clockwise from the left upper one. */
export function corners(box: Box): Spot[] {
  const { x, y, width, height, angle } = box
  const about = centre(box)
  return [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }].map((spot) => turnedAbout(spot, about, angle))
}

export const outline = (place: Place): readonly Spot[] => (place.is === 'box' ? corners(place) : place.is === 'polygon' ? place.points : [place])

/** The upright box around a place. */
export function bounds(place: Place): Box {
  const spots = outline(place)
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  return boxOf({ x: Math.min(...xs), y: Math.min(...ys) }, { x: Math.max(...xs), y: Math.max(...ys) })
}

/** Where the handle of a box is. */
export function handleSpot(box: Box, handle: Handle): Spot {
  const { x, y, width, height, angle } = box
  const spot = {
    x: handle.includes('w') ? x : handle.includes('e') ? x + width : x + width / 2,
    y: handle.includes('n') ? y : handle.includes('s') ? y + height : y + height / 2,
  }
  return turnedAbout(spot, centre(box), angle)
}

/** Where the handle stands that turns a box: above its upper edge. */
export const turnSpot = (box: Box, above: number): Spot => turnedAbout({ x: box.x + box.width / 2, y: box.y - above }, centre(box), box.angle)

export function moved(place: Place, dx: number, dy: number): Place {
  if (place.is === 'polygon') return { ...place, points: place.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })) }
  return { ...place, x: place.x + dx, y: place.y + dy }
}

/** Move it as far as it stays on the picture; a border that is near draws it on. Of a turned box the middle stays. */
export function movedWithin(place: Place, dx: number, dy: number, size: Size, slack = 0): Place {
  const around = place.is === 'box' && place.angle ? { ...centre(place), width: 0, height: 0 } : bounds(place)
  const along = (at: number, length: number, whole: number, by: number): number => {
    const to = within(at + by, 0, whole - length)
    if (by !== 0 && to < slack) return -at
    return by !== 0 && whole - length - to < slack ? whole - length - at : to - at
  }
  return moved(place, along(around.x, around.width, size.width, dx), along(around.y, around.height, size.height, dy))
}

/** A spot on the picture; a border that is near draws it on. */
export function snapped({ x, y }: Spot, { width, height }: Size, slack = 0): Spot {
  const to = (at: number, most: number): number => (at < slack ? 0 : at > most - slack ? most : at)
  return { x: to(within(x, 0, width), width), y: to(within(y, 0, height), height) }
}

/** Draw the edges of a handle to a spot; the opposite ones stay where they are, in a turned box too. */
export function resized(box: Box, handle: Handle, to: Spot): Box {
  const about = centre(box)
  const at = turnedAbout(to, about, -box.angle)
  const [left, right] = [handle.includes('w') ? at.x : box.x, handle.includes('e') ? at.x : box.x + box.width]
  const [top, bottom] = [handle.includes('n') ? at.y : box.y, handle.includes('s') ? at.y : box.y + box.height]
  const upright = boxOf({ x: left, y: top }, { x: right, y: bottom })
  const now = turnedAbout(centre(upright), about, box.angle)
  return { ...upright, x: now.x - upright.width / 2, y: now.y - upright.height / 2, angle: box.angle }
}

/** Wider and higher by so much; never less than a pixel. */
export const grown = (box: Box, dx: number, dy: number): Box => {
  const corner = turnedAbout({ x: box.x + Math.max(1, box.width + dx), y: box.y + Math.max(1, box.height + dy) }, centre(box), box.angle)
  return resized(box, 'se', corner)
}

/** Over −180 to 180 degrees, to a hundredth. */
export function upright(degrees: number): number {
  const angle = Math.round((((degrees % 360) + 360) % 360) * 100) / 100
  return angle > 180 ? Math.round((angle - 360) * 100) / 100 : angle
}

export const turned = (box: Box, by: number): Box => ({ ...box, angle: upright(box.angle + by) })

/** Turn a box so that its upper edge looks to a spot. */
export const turnedTo = (box: Box, to: Spot): Box => {
  const from = centre(box)
  return { ...box, angle: upright((Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI + 90) }
}

export const withVertex = ({ points }: Polygon, at: number, to: Spot): Polygon => ({ is: 'polygon', points: points.map((point, index) => (index === at ? to : point)) })
export const plusVertex = ({ points }: Polygon, at: number, to: Spot): Polygon => ({ is: 'polygon', points: points.toSpliced(at, 0, to) })
export const lessVertex = ({ points }: Polygon, at: number): Polygon => ({ is: 'polygon', points: points.length > 3 ? points.toSpliced(at, 1) : points })

/** How far a spot is from the line between two others. */
function toLine(spot: Spot, a: Spot, b: Spot): number {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  const share = length === 0 ? 0 : within(((spot.x - a.x) * (b.x - a.x) + (spot.y - a.y) * (b.y - a.y)) / length, 0, 1)
  return apart(spot, { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) })
}

export const toEdge = (place: Place, spot: Spot): number => {
  const spots = outline(place)
  return Math.min(...spots.map((a, index) => toLine(spot, a, spots[(index + 1) % spots.length] ?? a)))
}

/** Whether a spot lies within, by the number of edges on its right. */
export function holds(place: Place, { x, y }: Spot): boolean {
  const spots = outline(place)
  return spots.reduce((inside, a, index) => {
    const b = spots[(index + 1) % spots.length] ?? a
    return a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x ? !inside : inside
  }, false)
}

/** Twice the area, with a sign for the way round. */
export const area = (points: readonly Spot[]): number =>
  points.reduce((sum, a, index) => {
    const b = points[(index + 1) % points.length] ?? a
    return sum + a.x * b.y - b.x * a.y
  }, 0)
