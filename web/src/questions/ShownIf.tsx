import type { Label, Question } from '@/api'
import { offered } from '@/kinds/labels'
import { kindOf } from '@/kinds/registry'
import { Select } from '@/ui/Form'
import { isLabelled } from './edit'
import styles from './QuestionEditor.module.css'
import { t } from './strings'

/** The labels that an answer to the question may name by their ids. */
function named(question: Question): Label[] {
  if (!isLabelled(question)) return []
  const free = { ...question, min: 0 } as Question
  return offered(question.labels).filter(({ id }) => kindOf(question).check(free, id).ok || kindOf(question).check(free, [id]).ok)
}

/** When a question is asked: always, or after a certain answer to an earlier one. */
export function ShownIf({ question, before, onChange }: { question: Question; before: readonly Question[]; onChange: (question: Question) => void }) {
  const earlier = before.filter((one) => named(one).length > 0)
  const chosen = earlier.find((one) => one.id === question.shown_if?.question)
  if (earlier.length === 0) return null
  const depend = (id: string) => {
    const [first] = earlier.filter((one) => one.id === id).flatMap(named)
    onChange({ ...question, shown_if: first ? { question: id, is: [first.id] } : null })
  }
  return (
    <div className={styles.shown}>
      <Select
        label={t('question.shown')}
        value={chosen?.id ?? ''}
        options={[{ value: '', name: t('question.shown.always') }, ...earlier.map((one) => ({ value: one.id, name: t('question.shown.if', { name: one.name }) }))]}
        onChange={({ target }) => depend(target.value)}
      />
      {chosen && (
        <Select
          label={t('question.shown.is')}
          value={String(question.shown_if?.is[0] ?? '')}
          options={named(chosen).map((label) => ({ value: label.id, name: label.name }))}
          onChange={({ target }) => onChange({ ...question, shown_if: { question: chosen.id, is: [target.value] } })}
        />
      )}
    </div>
  )
}
