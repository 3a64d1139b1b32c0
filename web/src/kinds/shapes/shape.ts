/** Lists of shapes on a picture, judged as the Python twins (annotation/shapes, annotation/kinds) do. */
import type { ShapesQuestion, Value } from '@/api'
import { readAttributes, type Attributes } from '../attributes'
import type { Reason, Verdict } from '../kind'
import { offered } from '../labels'
import { t } from '../words'

/** A type, not an interface: it is a `Part`. */
export type BoxShape = { x: number; y: number; width: number; height: number; angle?: number; label: string; attributes?: Attributes }
export type OutlineShape = { points: (readonly [number, number])[]; label: string; attributes?: Attributes }
export type PointShape = { x: number; y: number; label: string; attributes?: Attributes }
export type Shape = BoxShape | OutlineShape | PointShape

export const MOST_SHAPES = 5_000
const MOST_PIXELS = 1_000_000
/** Where a shape is in normal form, or undefined where it is nowhere. */
export type ReadPlace<P> = (given: Record<string, unknown>) => P | undefined

interface Form<P> {
  /** Names that a place must have, and those that it may have. */
  names: readonly string[]
  optional?: readonly string[]
  read: ReadPlace<P>
  reason: Reason
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A coordinate to a hundredth of a pixel. */
export const pixel = (value: unknown): number | undefined => (typeof value === 'number' && Math.abs(value) <= MOST_PIXELS ? Math.round(value * 100) / 100 + 0 : undefined)

/** What makes two shapes the same one: where they are, and their label. */
export const keyOf = ({ attributes: _, ...place }: Shape): string => JSON.stringify(Object.entries(place).sort())

/** Brings a list into its one normal form: the same shape once, the later one stands. */
export function checkShapes<S extends Shape>(question: ShapesQuestion, value: Value, form: Form<Omit<S, 'label' | 'attributes'>>): Verdict<S[]> {
  if (!Array.isArray(value)) return { ok: false, reason: 'not_shapes' }
  if (value.length > MOST_SHAPES) return { ok: false, reason: 'too_many_shapes' }
  const known = new Set(offered(question.labels).map((label) => label.id))
  const found = new Map<string, S>()
  for (const each of value) {
    const shape = readShape(question, each, form, known)
    if (typeof shape === 'string') return { ok: false, reason: shape }
    const read = shape as unknown as S
    const key = keyOf(read)
    found.delete(key)
    found.set(key, read)
  }
  return { ok: true, value: [...found.values()], code: 0n }
}

function readShape<P>(question: ShapesQuestion, each: unknown, { names, optional = [], read, reason }: Form<P>, known: ReadonlySet<string>): (P & { label: string }) | Reason {
  if (!isRecord(each)) return 'not_shapes'
  const able = new Set([...names, ...optional, 'label', 'attributes'])
  if (!Object.keys(each).every((name) => able.has(name)) || !names.every((name) => name in each)) return 'not_shapes'
  const { label } = each
  if (typeof label !== 'string' || !known.has(label)) return 'not_a_label'
  const place = read(each)
  if (!place) return reason
  const said = readAttributes(question, each.attributes || {}, label)
  return said ? { ...place, label, ...(Object.keys(said).length > 0 && { attributes: said }) } : 'not_an_attribute'
}

/** "2 car, 1 van": how many there are of each label. */
export function describeShapes({ labels }: ShapesQuestion, value: readonly Shape[]): string {
  const counts = new Map<string, number>()
  for (const { label } of value) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([id, n]) => `${n} ${labels.find((label) => label.id === id)?.name ?? id}`).join(', ') || t('kinds.shapes.none')
}
