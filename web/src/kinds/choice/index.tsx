import { lazy } from 'react'
import type { ChoiceQuestion, Value } from '@/api'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { labelKey, offered } from '../labels'
import { LabelList } from '../LabelList'
import { t } from '../words'

/** One label out of several: the value is its id, the vote its code. */
export const choice: Kind<ChoiceQuestion, string> = {
  kind: 'choice',
  name: t('kinds.name.choice'),
  repeats: true,
  single: true,
  empty: undefined,
  Answer: ({ question, value, suggestion, focused, onChange, labelledBy }) => (
    <LabelList
      labels={question.labels}
      chosen={value ? [value] : []}
      many={false}
      suggestion={suggestion}
      focused={focused}
      labelledBy={labelledBy}
      onToggle={(label) => onChange(label)}
    />
  ),
  check: (question, value: Value) => {
    const label = offered(question.labels).find((one) => one.id === value)
    return label ? { ok: true, value: label.id, code: BigInt(label.code) } : { ok: false, reason: 'not_a_label' }
  },
  keys: (question) =>
    offered(question.labels).flatMap((label, index) => {
      const key = labelKey(index)
      return key ? [{ key, name: label.name, next: () => label.id }] : []
    }),
  describe: (question, value) => question.labels.find((label) => label.id === value)?.name ?? value,
  labelOf: (_, value) => value,
  fresh: () => ({ kind: 'choice', id: '', name: '', labels: labelsFrom(['yes', 'no']) }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels }) => labelFlaws(labels),
}
