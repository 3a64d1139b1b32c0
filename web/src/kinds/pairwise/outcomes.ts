import type { PairwiseQuestion } from '@/api'
import { shuffled } from '../coin'
import type { Showing } from '../kind'
import { t } from '../words'

/** Votes of the outcomes, as in the Python twin. */
export const codes: Record<string, bigint> = { left: 0n, right: 1n, tie: 2n, both_bad: 3n, left_much: 4n, left_slightly: 5n, right_slightly: 6n, right_much: 7n }

export type Side = 'left' | 'right'

/** Which of the two is shown first: a coin that falls the same whenever the item comes back. */
export function sidesOf({ left, right }: PairwiseQuestion, showing: Showing | undefined): [Side, Side] {
  const [first] = shuffled([left, right], showing?.item)
  return first === left ? ['left', 'right'] : ['right', 'left']
}

export interface Outcome {
  value: string
  key: string
  name: string
}

/** What may be said, from the first shown to the second, in the words of the places where they are shown. */
export function outcomesOf(question: PairwiseQuestion, showing?: Showing): Outcome[] {
  const [first, second] = sidesOf(question, showing)
  const { tie = true, both_bad = false, strength = false } = question
  const better = strength
    ? [
        { value: `${first}_much`, key: '1', name: t('kinds.pairwise.first.much') },
        { value: `${first}_slightly`, key: '2', name: t('kinds.pairwise.first.slightly') },
        { value: `${second}_slightly`, key: '3', name: t('kinds.pairwise.second.slightly') },
        { value: `${second}_much`, key: '4', name: t('kinds.pairwise.second.much') },
      ]
    : [
        { value: first, key: '1', name: t('kinds.pairwise.first') },
        { value: second, key: '2', name: t('kinds.pairwise.second') },
      ]
  const middle = better.length / 2
  return [
    ...better.slice(0, middle),
    ...(tie ? [{ value: 'tie', key: '0', name: t('kinds.pairwise.tie') }] : []),
    ...better.slice(middle),
    ...(both_bad ? [{ value: 'both_bad', key: '9', name: t('kinds.pairwise.both_bad') }] : []),
  ]
}

const isFor = (value: string, side: Side): boolean => value === side || value.startsWith(`${side}_`)

/** The side that a value prefers, if any. */
export const preferred = (value: string | null | undefined): Side | undefined =>
  value ? (['left', 'right'] as const).find((side) => isFor(value, side)) : undefined
