import type { SegmentsQuestion } from '@/api'
import { check, keyOf, ordered, type Segment } from './segment'

/** A segment that a model or a detector suggests, with how sure it is where it can say so. */
export interface Suggested {
  segment: Segment
  p: number | null
}

export const refusal = (question: SegmentsQuestion, segment: Segment): string => `${question.id}/${keyOf(segment)}`

/** Those that still wait for a word: valid ones within the sound, neither in the answer nor turned down. */
export function waiting(question: SegmentsQuestion, given: readonly unknown[], value: readonly Segment[], refused: ReadonlySet<string>, seconds: number): Suggested[] {
  const taken = new Set(value.map(keyOf))
  const found = new Map<string, Suggested>()
  for (const each of given) {
    const suggested = read(question, each)
    if (!suggested || suggested.segment.end > seconds + 0.1) continue
    const key = keyOf(suggested.segment)
    if (!taken.has(key) && !refused.has(refusal(question, suggested.segment))) found.set(key, suggested)
  }
  return ordered([...found.values()].map(({ segment }) => segment)).flatMap((segment) => found.get(keyOf(segment)) ?? [])
}

function read(question: SegmentsQuestion, each: unknown): Suggested | undefined {
  if (typeof each !== 'object' || each === null) return undefined
  const { p, ...rest } = each as { p?: unknown }
  const verdict = check(question, [rest])
  const [segment] = verdict.ok ? verdict.value : []
  return segment && { segment, p: typeof p === 'number' ? p : null }
}
