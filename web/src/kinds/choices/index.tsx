import { lazy } from 'react'
import type { ChoicesQuestion, Value } from '@/api'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { labelKey, offered } from '../labels'
import { LabelList } from '../LabelList'
import { t } from '../words'

/** In the order of the schema, whatever the order of the clicks. */
function toggled(question: ChoicesQuestion, value: readonly string[], label: string): string[] {
  const after = value.includes(label) ? value.filter((one) => one !== label) : [...value, label]
  return offered(question.labels).flatMap(({ id }) => (after.includes(id) ? [id] : []))
}

function range({ min = 0, max = null }: ChoicesQuestion): string {
  if (min > 0 && max !== null) return t('kinds.choices.range', { min, max })
  if (min > 0) return t('kinds.choices.least', { min })
  return max === null ? '' : t('kinds.choices.most', { max })
}

/** Any number of labels: the value lists their ids, the vote is a bit mask over their codes. */
export const choices: Kind<ChoicesQuestion, string[]> = {
  kind: 'choices',
  name: t('kinds.name.choices'),
  repeats: true,
  empty: [],
  Answer: ({ question, value, suggestion, focused, onChange, labelledBy }) => (
    <>
      <LabelList
        labels={question.labels}
        chosen={value ?? []}
        many
        suggestion={suggestion}
        focused={focused}
        labelledBy={labelledBy}
        onToggle={(label) => onChange(toggled(question, value ?? [], label))}
      />
      {range(question) && <p className="quiet small">{range(question)}</p>}
    </>
  ),
  check: (question, value: Value) => {
    if (!Array.isArray(value)) return { ok: false, reason: 'not_a_list' }
    const known = offered(question.labels)
    const ids: readonly unknown[] = value
    if (ids.some((id) => !known.some((label) => label.id === id))) return { ok: false, reason: 'not_a_label' }
    const chosen = known.filter((label) => ids.includes(label.id))
    if (chosen.length < (question.min ?? 0)) return { ok: false, reason: 'too_few' }
    if (question.max != null && chosen.length > question.max) return { ok: false, reason: 'too_many' }
    return { ok: true, value: chosen.map((label) => label.id), code: chosen.reduce((mask, label) => mask | (1n << BigInt(label.code)), 0n) }
  },
  keys: (question) =>
    offered(question.labels).flatMap((label, index) => {
      const key = labelKey(index)
      return key ? [{ key, name: label.name, next: (value) => toggled(question, value ?? [], label.id) }] : []
    }),
  describe: (question, value) =>
    question.labels
      .filter((label) => value.includes(label.id))
      .map((label) => label.name)
      .join(', ') || t('kinds.none'),
  labelOf: (_, value) => value.at(-1),
  fresh: () => ({ kind: 'choices', id: '', name: '', labels: labelsFrom(['yes', 'no']) }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels }) => labelFlaws(labels),
}
