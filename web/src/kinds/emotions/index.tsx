import { lazy } from 'react'
import type { EmotionsQuestion, Part, Value } from '@/api'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { Kind, Verdict } from '../kind'
import { labelKey, offered } from '../labels'
import { t } from '../words'
import { Intensities } from './Intensities'
import { levelName, levelsOf, mostLevels, raised, type Felt } from './levels'

const ekman = ['Joy', 'Sadness', 'Anger', 'Fear', 'Disgust', 'Surprise', 'Neutral']

function check(question: EmotionsQuestion, value: Value): Verdict<Felt> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, reason: 'not_a_list' }
  const known = offered(question.labels)
  const given: Part = value
  if (Object.keys(given).some((id) => !known.some((label) => label.id === id))) return { ok: false, reason: 'not_a_label' }
  const isLevel = (at: unknown) => typeof at === 'number' && Number.isInteger(at) && at >= 1 && at <= levelsOf(question)
  if (!Object.values(given).every(isLevel)) return { ok: false, reason: 'no_intensity' }
  const named = known.filter((label) => label.id in given)
  if (question.most != null && named.length > question.most) return { ok: false, reason: 'too_many' }
  return {
    ok: true,
    value: Object.fromEntries(named.map((label) => [label.id, given[label.id] as number])),
    code: named.reduce((mask, label) => mask | (1n << BigInt(label.code)), 0n),
  }
}

/** Several emotions, each with how strongly it shows; the vote is a bit mask of those that show. */
export const emotions: Kind<EmotionsQuestion, Felt> = {
  kind: 'emotions',
  name: t('kinds.name.emotions'),
  empty: {},
  Answer: Intensities,
  check,
  keys: (question) => [
    ...offered(question.labels).flatMap((label, index) => {
      const key = labelKey(index)
      return key ? [{ key, name: t('kinds.emotions.key', { name: label.name }), next: (value: Felt | undefined) => raised(question, value, label.id) }] : []
    }),
    { key: 'Backspace', name: t('kinds.emotions.clear'), next: () => ({}) },
  ],
  describe: (question, value) =>
    question.labels
      .filter((label) => label.id in value)
      .map((label) => t('kinds.emotions.said', { name: label.name, level: levelName(question, value[label.id] ?? 0) }))
      .join(', ') || t('kinds.emotions.neither'),
  labelOf: (_, value) => Object.entries(value).sort(([, a], [, b]) => b - a)[0]?.[0],
  fresh: () => ({ kind: 'emotions', id: '', name: '', labels: labelsFrom(ekman), levels: 3, most: null }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, levels = 3, most }) => [
    ...labelFlaws(labels),
    ...(Number.isInteger(levels) && levels >= 1 && levels <= mostLevels ? [] : [t('kinds.flaw.levels', { most: mostLevels })]),
    ...(most == null || most >= 1 ? [] : [t('kinds.flaw.most')]),
  ],
}
