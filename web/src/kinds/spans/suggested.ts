import type { SpansQuestion } from '@/api'
import { check, keyOf, ordered, type Span } from './span'

/** A span that a model or a rule suggests, with how sure it is where it can say so. */
export interface Suggested {
  span: Span
  p: number | null
}

export const suggestedKey = (span: Span): string => `?${keyOf(span)}`

/** The suggestions that still wait for a word: valid ones within the text, neither in the answer nor turned down. */
export function waiting(question: SpansQuestion, given: unknown, value: readonly Span[], refused: ReadonlySet<string>, length: number): Suggested[] {
  if (!Array.isArray(given)) return []
  const taken = new Set(value.map(keyOf))
  const found = new Map<string, Suggested>()
  for (const each of given as unknown[]) {
    const suggested = read(question, each)
    if (!suggested || suggested.span.end > length) continue
    const key = keyOf(suggested.span)
    if (!taken.has(key) && !refused.has(refusal(question, suggested.span))) found.set(key, suggested)
  }
  return ordered([...found.values()].map(({ span }) => span)).flatMap((span) => found.get(keyOf(span)) ?? [])
}

export const refusal = (question: SpansQuestion, span: Span): string => `${question.id}/${keyOf(span)}`

function read(question: SpansQuestion, each: unknown): Suggested | undefined {
  if (typeof each !== 'object' || each === null) return undefined
  const { p, ...rest } = each as { p?: unknown }
  const verdict = check(question, [rest])
  const [span] = verdict.ok ? verdict.value : []
  return span && { span, p: typeof p === 'number' ? p : null }
}
