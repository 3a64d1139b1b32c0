import type { ShapesQuestion, ShownField } from '@/api'
import { centre, type Box, type Place } from '@/canvas/shapes/place'
import { mediaOf } from '@/fields/media'
import type { Verdict } from '../kind'
import type { BoxShape, Shape } from './shape'

const boxOf = ({ x, y, width, height, angle = 0 }: BoxShape): Box => ({ is: 'box', x, y, width, height, angle })

/** Where a shape lies, as the canvas says it. */
export function toPlace(shape: Shape): Place {
  if ('points' in shape) return { is: 'polygon', points: shape.points.map(([x, y]) => ({ x, y })) }
  return 'width' in shape ? boxOf(shape) : { is: 'point', x: shape.x, y: shape.y }
}

/** And back, as an answer says it. */
export function ofPlace(place: Place): Record<string, unknown> {
  if (place.is === 'polygon') return { points: place.points.map(({ x, y }) => [x, y]) }
  const { is: _, ...names } = place
  return names
}

/** Pixels that a shape may lie outside: it is moved to the border. */
const SLACK = 1
const clamp = (value: number, high: number): number => (value < -SLACK || value > high + SLACK ? NaN : Math.min(Math.max(value, 0), high))

/** A shape as it lies within a picture; undefined where it does not. */
function inside<S extends Shape>(shape: S, width: number, height: number): S | undefined {
  if ('points' in shape) {
    const points = shape.points.map(([x, y]) => [clamp(x, width), clamp(y, height)] as const)
    return points.flat().some(Number.isNaN) ? undefined : { ...shape, points }
  }
  if ('width' in shape && shape.angle) {
    const { x, y } = centre(boxOf(shape))
    return x >= 0 && x <= width && y >= 0 && y <= height ? shape : undefined
  }
  const [x, y] = [clamp(shape.x, width), clamp(shape.y, height)]
  if (!('width' in shape)) return Number.isNaN(x + y) ? undefined : { ...shape, x, y }
  const [right, bottom] = [clamp(shape.x + shape.width, width), clamp(shape.y + shape.height, height)]
  if (!(x < right) || !(y < bottom)) return undefined
  const whole = (value: number) => Math.round(value * 100) / 100
  return { ...shape, x, y, width: whole(right - x), height: whole(bottom - y) }
}

/** Judges shapes by the picture on which they lie. */
export function placeShapes<S extends Shape>({ on }: ShapesQuestion, value: readonly S[], fields: readonly ShownField[]): Verdict<S[]> {
  const field = fields.find(({ id }) => id === on)
  const { width, height } = field ? mediaOf(field) : {}
  if (!width || !height) return { ok: true, value: [...value], code: 0n }
  const moved = value.map((shape) => inside(shape, width, height))
  return moved.every((shape) => shape !== undefined) ? { ok: true, value: moved, code: 0n } : { ok: false, reason: 'beside_picture' }
}
