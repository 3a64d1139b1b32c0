/** Edits of a list of spans as pure functions; places in code points. `undefined` where the edit cannot be. */
import type { SpansQuestion } from '@/api'
import { saidOfLabel, withAttributes } from '../attributes'
import { keyOf, MOST_SPANS, ordered, overlaps, type Span } from './span'

export type Refusal = 'overlap' | 'many'
export type Edited = { spans: Span[] } | { refused: Refusal }

const judged = (question: SpansQuestion, spans: readonly Span[]): Edited => {
  const after = ordered(spans)
  if (after.length > MOST_SPANS) return { refused: 'many' }
  return question.overlap === false && overlaps(after) ? { refused: 'overlap' } : { spans: after }
}

/** Add spans; those that are there already keep what is said of them. Where none may overlap, one on the same place gives way. */
export function add(question: SpansQuestion, spans: readonly Span[], more: readonly Span[]): Edited {
  const isReplaced = (span: Span) => question.overlap === false && more.some((one) => one.start === span.start && one.end === span.end && one.label !== span.label)
  return judged(question, [...more, ...spans.filter((span) => !isReplaced(span))])
}

export const remove = (spans: readonly Span[], span: Span): Span[] => spans.filter((one) => keyOf(one) !== keyOf(span))

/** Put one span in the place of another. */
export const replace = (question: SpansQuestion, spans: readonly Span[], old: Span, now: Span): Edited => judged(question, [...remove(spans, old), now])

/** Another label, with those attributes that it has too. */
export const relabelled = (question: SpansQuestion, span: Span, label: string): Span => ({ ...withAttributes(span, saidOfLabel(question, span.attributes, label)), label })

/** The same label at other places, where it is not there yet and may be. */
export function addAlike(question: SpansQuestion, spans: readonly Span[], places: readonly Pick<Span, 'start' | 'end'>[], label: string): { spans: Span[]; added: number } {
  const taken = new Set(spans.map(keyOf))
  const isFree = (span: Span) => question.overlap !== false || spans.every((one) => one.end <= span.start || span.end <= one.start)
  const more = places.map((place) => ({ ...place, label })).filter((span) => !taken.has(keyOf(span)) && isFree(span))
  const fitting = more.slice(0, Math.max(0, MOST_SPANS - spans.length))
  return { spans: ordered([...spans, ...fitting]), added: fitting.length }
}
