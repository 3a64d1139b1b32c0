import type { SpansQuestion, Value } from '@/api'
import { readAttributes, type Attributes } from '../attributes'
import type { Reason, Verdict } from '../kind'
import { offered } from '../labels'

/** A labelled stretch of text; start and end count Unicode code points. A type, not an interface: it is a `Part`. */
export type Span = {
  start: number
  end: number
  label: string
  attributes?: Attributes
}

export const MOST_SPANS = 5_000

export const keyOf = ({ start, end, label }: Span): string => `${start}:${end}:${label}`

const byPlace = (a: Span, b: Span): number => a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : Number(a.label > b.label))

/** In the order of the text, the same span with the same label once: the later one stands. */
export const ordered = (spans: readonly Span[]): Span[] => [...new Map(spans.map((span) => [keyOf(span), span])).values()].sort(byPlace)

export function overlaps(spans: readonly Span[]): boolean {
  return spans.some((span, index) => index > 0 && span.start < (spans[index - 1]?.end ?? 0))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const parts = new Set(['start', 'end', 'label', 'attributes'])

/** Brings a value into its one normal form, as the Python twin does. */
export function check(question: SpansQuestion, value: Value): Verdict<Span[]> {
  if (!Array.isArray(value)) return { ok: false, reason: 'not_spans' }
  if (value.length > MOST_SPANS) return { ok: false, reason: 'too_many_spans' }
  const known = new Set(offered(question.labels).map((label) => label.id))
  const read: Span[] = []
  for (const each of value) {
    const span = readSpan(question, each, known)
    if (typeof span === 'string') return { ok: false, reason: span }
    read.push(span)
  }
  const spans = ordered(read)
  return question.overlap === false && overlaps(spans) ? { ok: false, reason: 'spans_overlap' } : { ok: true, value: spans, code: 0n }
}

function readSpan(question: SpansQuestion, each: unknown, known: ReadonlySet<string>): Span | Reason {
  if (!isRecord(each) || !Object.keys(each).every((name) => parts.has(name))) return 'not_spans'
  const { start, end, label } = each
  if (!Number.isInteger(start) || !Number.isInteger(end) || !((start as number) >= 0 && (start as number) < (end as number))) return 'not_spans'
  if (typeof label !== 'string' || !known.has(label)) return 'not_a_label'
  const said = readAttributes(question, each.attributes || {}, label)
  if (!said) return 'not_an_attribute'
  return { start: start as number, end: end as number, label, ...(Object.keys(said).length > 0 && { attributes: said }) }
}
