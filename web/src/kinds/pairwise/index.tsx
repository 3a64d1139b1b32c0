import { lazy } from 'react'
import type { Field, PairwiseQuestion, Value } from '@/api'
import type { Kind } from '../kind'
import { t } from '../words'
import { Board } from './Board'
import { codes, outcomesOf } from './outcomes'
import { Outcomes } from './Outcomes'

const spoken = (id: string): string => id.replaceAll('_', ' ')
const compared = new Set(['text', 'conversation'])

/** The two fields compared are there, or there are just two that could be. */
function hasSides({ left, right }: PairwiseQuestion, fields: readonly Field[]): boolean {
  const able = fields.filter((field) => compared.has(field.kind) && field.show !== 'blind')
  if (!left && !right) return able.filter((field) => field.show === 'text').length === 2
  return left !== right && [left, right].every((id) => able.some((field) => field.id === id))
}

function describe({ left, right }: PairwiseQuestion, value: string): string {
  if (value === 'tie' || value === 'both_bad') return t(`kinds.pairwise.${value}`)
  const [side, strength] = value.split('_')
  const field = spoken((side === 'left' ? left : right) || (side ?? ''))
  return strength ? t('kinds.pairwise.is.strength', { field, strength }) : t('kinds.pairwise.is', { field })
}

/** Which of two fields is better: the value speaks of the fields, never of the places where they are shown. */
export const pairwise: Kind<PairwiseQuestion, string> = {
  kind: 'pairwise',
  name: t('kinds.name.pairwise'),
  single: true,
  empty: undefined,
  sets: ({ left, right }) => [left, right],
  Board,
  Answer: Outcomes,
  check: (question, value: Value) => {
    const outcome = outcomesOf(question).find((one) => one.value === value)
    return outcome ? { ok: true, value: outcome.value, code: codes[outcome.value] ?? -1n } : { ok: false, reason: 'not_an_outcome' }
  },
  keys: (question, showing) => {
    const outcomes = outcomesOf(question, showing).map(({ value, key, name }) => ({ key, name, next: () => value }))
    const better = outcomes.filter(({ key }) => key !== '0' && key !== '9')
    const arrows = [better.slice(0, 1), better.slice(-1)].flatMap(([one], index) => (one ? [{ ...one, key: index === 0 ? 'ArrowLeft' : 'ArrowRight' }] : []))
    // The first and the last stand for all in the head of the question.
    return [...outcomes.slice(0, 1), ...arrows, ...outcomes.slice(1)]
  },
  describe,
  classes: (question, fields) => {
    const named = (id: string) => fields.find((field) => field.id === id)?.name || id
    const spoken = { ...question, left: named(question.left), right: named(question.right) }
    return outcomesOf(question).map(({ value }) => ({ id: value, name: describe(spoken, value) }))
  },
  fresh: () => ({ kind: 'pairwise', id: '', name: '', left: '', right: '', tie: true, both_bad: false, strength: false }),
  Setup: lazy(() => import('./Setup')),
  flaws: (question, fields) => (fields && !hasSides(question, fields) ? [t('kinds.flaw.sides')] : []),
}
