import type { Question } from '@/api'
import { Select } from '../Form'
import { isLabelled } from './edit'
import styles from './QuestionEditor.module.css'
import { t } from './strings'

/** When a question is asked: always, or after a certain answer to an earlier one. */
export function ShownIf({ question, before, onChange }: { question: Question; before: readonly Question[]; onChange: (question: Question) => void }) {
  const earlier = before.filter(isLabelled)
  const chosen = earlier.find((one) => one.id === question.shown_if?.question)
  const first = (id: string) => earlier.find((one) => one.id === id)?.labels.find((label) => !label.retired)?.id ?? ''
  return (
    <div className={styles.shown}>
      <Select
        label={t('question.shown')}
        value={chosen?.id ?? ''}
        options={[{ value: '', name: t('question.shown.always') }, ...earlier.map((one) => ({ value: one.id, name: t('question.shown.if', { name: one.name }) }))]}
        onChange={({ target }) => onChange({ ...question, shown_if: target.value ? { question: target.value, is: [first(target.value)] } : null })}
      />
      {chosen && (
        <Select
          label={t('question.shown.is')}
          value={String(question.shown_if?.is[0] ?? '')}
          options={chosen.labels.filter((label) => !label.retired).map((label) => ({ value: label.id, name: label.name }))}
          onChange={({ target }) => onChange({ ...question, shown_if: { question: chosen.id, is: [target.value] } })}
        />
      )}
    </div>
  )
}
