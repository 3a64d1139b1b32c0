import type { SegmentsQuestion, ShownField, Value } from '@/api'
import { mediaOf } from '@/fields/media'
import { readAttributes, type Attributes } from '../attributes'
import type { Reason, Verdict } from '../kind'
import { offered } from '../labels'

/** From when to when something is heard, in seconds. A type, not an interface: it is a `Part`. */
export type Segment = {
  start: number
  end: number
  label?: string
  text?: string
  attributes?: Attributes
}

export const MOST_SECONDS = 24 * 3600
const mostText = 5_000
/** Seconds that a segment may end behind the sound: files and players do not agree on where that ends. */
const slack = 0.1

export const leastOf = ({ min_seconds = 0.01 }: SegmentsQuestion): number => min_seconds
export const mostOf = ({ max_segments = 5_000 }: SegmentsQuestion): number => max_segments

export const keyOf = ({ start, end, label = '' }: Segment): string => `${start}:${end}:${label}`

const byTime = (a: Segment, b: Segment): number => a.start - b.start || a.end - b.end || ((a.label ?? '') < (b.label ?? '') ? -1 : Number(a.label !== b.label))

/** In the order of time, the same segment with the same label once: the later one stands. */
export const ordered = (segments: readonly Segment[]): Segment[] => [...new Map(segments.map((one) => [keyOf(one), one])).values()].sort(byTime)

export const overlaps = (segments: readonly Segment[]): boolean => segments.some((one, index) => index > 0 && one.start < (segments[index - 1]?.end ?? 0))

export const isLong = (question: SegmentsQuestion, { start, end }: Segment): boolean => end - start >= leastOf(question) - 1e-9

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Brings a value into its one normal form, as the Python twin does. */
export function check(question: SegmentsQuestion, value: Value): Verdict<Segment[]> {
  if (!Array.isArray(value)) return { ok: false, reason: 'not_segments' }
  if (value.length > mostOf(question)) return { ok: false, reason: 'too_many_segments' }
  const read: Segment[] = []
  for (const each of value) {
    const segment = readSegment(question, each)
    if (typeof segment === 'string') return { ok: false, reason: segment }
    read.push(segment)
  }
  const segments = ordered(read)
  return question.overlap === false && overlaps(segments) ? { ok: false, reason: 'segments_overlap' } : { ok: true, value: segments, code: 0n }
}

function readSegment(question: SegmentsQuestion, each: unknown): Segment | Reason {
  const known = new Set(['start', 'end', 'attributes', ...(question.labels.length ? ['label'] : []), ...(question.transcript ? ['text'] : [])])
  if (!isRecord(each) || !Object.keys(each).every((name) => known.has(name)) || !isSecond(each.start) || !isSecond(each.end)) return 'not_segments'
  const [start, end] = [rounded(each.start), rounded(each.end)]
  if (!isLong(question, { start, end })) return 'short_segment'
  const { label, text } = each
  if (question.labels.length && !offered(question.labels).some((one) => one.id === label)) return 'not_a_label'
  if (!isTranscript(text)) return 'not_segments'
  const said = readAttributes(question, each.attributes || {}, String(label ?? ''))
  if (!said) return 'not_an_attribute'
  const words = (text ?? '').normalize('NFC').trim()
  return { start, end, ...(typeof label === 'string' && { label }), ...(words && { text: words }), ...(Object.keys(said).length > 0 && { attributes: said }) }
}

const isSecond = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= MOST_SECONDS
const rounded = (value: number): number => Math.round(value * 1000) / 1000
const isTranscript = (text: unknown): text is string | null | undefined => text == null || (typeof text === 'string' && !text.includes('\0') && [...text].length <= mostText)

/** Segments as they lie on the sound: none behind its end. */
export function place(question: SegmentsQuestion, value: Segment[], fields: readonly ShownField[]): Verdict<Segment[]> {
  const field = fields.find((one) => one.id === question.on)
  const seconds = field && mediaOf(field).seconds
  if (!seconds) return { ok: true, value, code: 0n }
  const inside = value.map((one) => ({ ...one, end: Math.min(one.end, seconds) }))
  const isOutside = value.some(({ end }) => end > seconds + slack) || inside.some((one) => !isLong(question, one))
  return isOutside ? { ok: false, reason: 'segment_outside' } : { ok: true, value: inside, code: 0n }
}
