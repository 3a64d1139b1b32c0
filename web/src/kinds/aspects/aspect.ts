import type { AspectsQuestion, Value } from '@/api'
import { readAttributes, type Attributes } from '../attributes'
import type { Reason, Verdict } from '../kind'
import { offered } from '../labels'

/** A part of the text; start and end count Unicode code points. */
export type Place = { start: number; end: number }

/** What a text thinks of something: the label is the polarity. Without a target it is implicit. */
export type Aspect = {
  target: Place | null
  opinion: Place | null
  category?: string
  label: string
  attributes?: Attributes
}

export const MOST_ASPECTS = 5_000

const ends = (place: Place | null): [number, number] => (place ? [place.start, place.end] : [-1, -1])

export const keyOf = ({ target, opinion, category = '', label }: Aspect): string => [...ends(target), ...ends(opinion), category, label].join(':')

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
const byEnds = (a: Place | null, b: Place | null): number => {
  const [[start, end], [from, to]] = [ends(a), ends(b)]
  return start - from || end - to
}
const byPlace = (a: Aspect, b: Aspect): number => byEnds(a.target, b.target) || byEnds(a.opinion, b.opinion) || compare(a.category ?? '', b.category ?? '') || compare(a.label, b.label)

/** In the order of their targets, implicit ones first, the same aspect once: the later one stands. */
export const ordered = (aspects: readonly Aspect[]): Aspect[] => [...new Map(aspects.map((one) => [keyOf(one), one])).values()].sort(byPlace)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const parts = new Set(['target', 'opinion', 'category', 'label', 'attributes'])

/** Brings a value into its one normal form, as the Python twin does. */
export function check(question: AspectsQuestion, value: Value): Verdict<Aspect[]> {
  if (!Array.isArray(value) || value.length > MOST_ASPECTS) return { ok: false, reason: 'not_aspects' }
  const read: Aspect[] = []
  for (const each of value) {
    const aspect = readAspect(question, each)
    if (typeof aspect === 'string') return { ok: false, reason: aspect }
    read.push(aspect)
  }
  return { ok: true, value: ordered(read), code: 0n }
}

function readAspect(question: AspectsQuestion, each: unknown): Aspect | Reason {
  if (!isRecord(each) || !Object.keys(each).every((name) => parts.has(name))) return 'not_aspects'
  const [target, opinion] = [readPlace(each.target), readPlace(each.opinion)]
  if (target === undefined || opinion === undefined) return 'not_aspects'
  if (target === null && question.implicit === false) return 'no_target'
  const { label, category = null } = each
  if (!isOffered(question.labels, label) || (category !== null && !isOffered(question.categories ?? [], category))) return 'not_a_label'
  const said = readAttributes(question, each.attributes || {}, label)
  if (!said) return 'not_an_attribute'
  return { target, opinion, ...(category !== null && { category }), label, ...(Object.keys(said).length > 0 && { attributes: said }) }
}

const isOffered = (labels: AspectsQuestion['labels'], id: unknown): id is string => offered(labels).some((label) => label.id === id)

function readPlace(given: unknown): Place | null | undefined {
  if (given === null) return null
  if (!isRecord(given) || Object.keys(given).sort().join() !== 'end,start') return undefined
  const { start, end } = given
  if (!Number.isInteger(start) || !Number.isInteger(end)) return undefined
  return (start as number) >= 0 && (start as number) < (end as number) ? { start: start as number, end: end as number } : undefined
}
