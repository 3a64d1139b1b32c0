/** Edits of a list of segments as pure functions. */
import type { SegmentsQuestion } from '@/api'
import { clamp, round, type Stretch } from '@/canvas/sound/view'
import { saidOfLabel } from '../attributes'
import { isLong, keyOf, mostOf, ordered, overlaps, type Segment } from './segment'

export type Refusal = 'overlap' | 'many' | 'short' | 'alone'
export type Edited = { segments: Segment[]; picked?: Segment } | { refused: Refusal }

const judged = (question: SegmentsQuestion, segments: readonly Segment[], picked?: Segment): Edited => {
  const after = ordered(segments)
  if (after.length > mostOf(question)) return { refused: 'many' }
  if (after.some((one) => !isLong(question, one))) return { refused: 'short' }
  return question.overlap === false && overlaps(after) ? { refused: 'overlap' } : { segments: after, ...(picked && { picked }) }
}

/** Add segments; where none may overlap, each is shortened to the room that there is around its middle. */
export function add(question: SegmentsQuestion, segments: readonly Segment[], more: readonly Segment[]): Edited {
  let all = [...segments]
  let last: Segment | undefined
  for (const one of more) {
    last = fitted(question, all, one)
    if (!last) return { refused: 'overlap' }
    all = [...all, last]
  }
  return judged(question, all, last)
}

export const without = (segments: readonly Segment[], segment: Segment): Segment[] => segments.filter((one) => keyOf(one) !== keyOf(segment))

/** Put one segment in the place of another. */
export function replace(question: SegmentsQuestion, segments: readonly Segment[], old: Segment, now: Segment): Edited {
  const others = without(segments, old)
  const fits = fitted(question, others, now)
  return fits ? judged(question, [...others, fits], fits) : { refused: 'overlap' }
}

/** The same segment within the room that its neighbours leave; undefined where they leave none. */
function fitted(question: SegmentsQuestion, others: readonly Segment[], segment: Segment): Segment | undefined {
  if (question.overlap !== false) return segment
  const middle = (segment.start + segment.end) / 2
  if (others.some(({ start, end }) => start < middle && middle < end)) return undefined
  const start = Math.max(segment.start, ...others.filter(({ end }) => end <= middle).map(({ end }) => end))
  const end = Math.min(segment.end, ...others.filter((one) => one.start >= middle).map((one) => one.start))
  return { ...segment, start, end }
}

/** The segment with one end elsewhere, or moved whole; never out of the sound nor shorter than may be. */
export function pulled(question: SegmentsQuestion, segment: Segment, side: 'start' | 'end' | 'both', by: number, seconds: number): Segment {
  const least = question.min_seconds ?? 0.01
  if (side === 'start') return { ...segment, start: round(clamp(segment.start + by, 0, segment.end - least)) }
  if (side === 'end') return { ...segment, end: round(clamp(segment.end + by, segment.start + least, seconds)) }
  const step = clamp(by, -segment.start, seconds - segment.end)
  return { ...segment, start: round(segment.start + step), end: round(segment.end + step) }
}

/** Cut one in two; what was written down stays with the first. */
export function split(question: SegmentsQuestion, segments: readonly Segment[], segment: Segment, at: number): Edited {
  const cut = round(at)
  const { text: _, ...rest } = segment
  const [first, second] = [{ ...segment, end: cut }, { ...rest, start: cut }]
  if (!(cut > segment.start && cut < segment.end)) return { refused: 'short' }
  return judged(question, [...without(segments, segment), first, second], second)
}

/** Make one of it and the next one of its label, with the words of both. */
export function joined(question: SegmentsQuestion, segments: readonly Segment[], segment: Segment): Edited {
  const next = ordered(segments).find((one) => one.start >= segment.start && one.label === segment.label && keyOf(one) !== keyOf(segment))
  if (!next) return { refused: 'alone' }
  const text = [segment.text, next.text].filter(Boolean).join(' ')
  const one = { ...next, ...segment, end: Math.max(segment.end, next.end), ...(text && { text }) }
  return judged(question, [...without(without(segments, segment), next), one], one)
}

/** Another label, with those attributes that it has too. */
export function relabelled(question: SegmentsQuestion, { attributes, ...segment }: Segment, label: string): Segment {
  const said = saidOfLabel(question, attributes, label)
  return { ...segment, label, ...(Object.keys(said).length > 0 && { attributes: said }) }
}

/** The row of each segment where those that sound together lie below one another. */
export function rowsOf(segments: readonly Stretch[]): number[] {
  const ends: number[] = []
  return segments.map(({ start, end }) => {
    const free = ends.findIndex((one) => one <= start)
    const row = free < 0 ? ends.length : free
    ends[row] = end
    return row
  })
}
