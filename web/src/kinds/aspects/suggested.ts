import type { AspectsQuestion } from '@/api'
import { check, keyOf, ordered, type Aspect } from './aspect'

/** An aspect that a model suggests, with how sure it is where it can say so. */
export interface Suggested {
  aspect: Aspect
  p: number | null
}

export const refusal = (question: AspectsQuestion, aspect: Aspect): string => `${question.id}/${keyOf(aspect)}`

/** One that stands is answered, whatever category and polarity it was given since. */
const placesOf = ({ target, opinion }: Aspect): string => keyOf({ target, opinion, label: '' })

/** The suggestions that still wait for a word: valid ones within the text, neither in the answer nor turned down. */
export function waiting(question: AspectsQuestion, given: unknown, value: readonly Aspect[], refused: ReadonlySet<string>, length: number): Suggested[] {
  if (!Array.isArray(given)) return []
  const taken = new Set(value.map(placesOf))
  const found = new Map<string, Suggested>()
  for (const each of given as unknown[]) {
    const suggested = read(question, each)
    if (!suggested || !isWithin(suggested.aspect, length)) continue
    const key = keyOf(suggested.aspect)
    if (!taken.has(placesOf(suggested.aspect)) && !refused.has(refusal(question, suggested.aspect))) found.set(key, suggested)
  }
  return ordered([...found.values()].map(({ aspect }) => aspect)).flatMap((aspect) => found.get(keyOf(aspect)) ?? [])
}

const isWithin = ({ target, opinion }: Aspect, length: number): boolean => Math.max(target?.end ?? 0, opinion?.end ?? 0) <= length

function read(question: AspectsQuestion, each: unknown): Suggested | undefined {
  if (typeof each !== 'object' || each === null) return undefined
  const { p, ...rest } = each as { p?: unknown }
  const verdict = check(question, [rest])
  const [aspect] = verdict.ok ? verdict.value : []
  return aspect && { aspect, p: typeof p === 'number' ? p : null }
}
