import { lazy } from 'react'
import type { AffectQuestion, Part, Value } from '@/api'
import type { Kind, Verdict } from '../kind'
import { t } from '../words'
import { Mood as Answer } from './Mood'
import { axesOf, endsOf, isStepped, tidy, told, type Mood } from './plane'

function check(question: AffectQuestion, value: Value): Verdict<Mood> {
  const refused = { ok: false, reason: 'not_a_place' } as const
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused
  const given: Part = value
  const axes = axesOf(question)
  const [low, high] = endsOf(question)
  if (Object.keys(given).length !== axes.length) return refused
  const isPlace = (at: unknown): at is number => typeof at === 'number' && at >= low && at <= high && (!isStepped(question) || Number.isInteger(at))
  const mood: Record<string, number> = {}
  for (const axis of axes) {
    const at = given[axis]
    if (!isPlace(at)) return refused
    mood[axis] = tidy(question, at)
  }
  return { ok: true, value: mood, code: 0n }
}

/** How pleasant, how stirred and, where asked, how much in control: a place on a plane. */
export const affect: Kind<AffectQuestion, Mood> = {
  kind: 'affect',
  name: t('kinds.name.affect'),
  empty: undefined,
  Answer,
  check,
  keys: () => [],
  describe: told,
  Together: lazy(() => import('./Together')),
  fresh: () => ({ kind: 'affect', id: '', name: '', scale: 'circumplex', dominance: false }),
  Setup: lazy(() => import('./Setup')),
}
