import type { Label, Question, ShownIf as ShownIfValue } from '@/api'
import { offered } from '@/kinds/labels'
import { kindOf } from '@/kinds/registry'
import { Checkbox, Select } from '@/ui/Form'
import { isLabelled } from './edit'
import styles from './QuestionEditor.module.css'
import { t } from './strings'

/** The labels that an answer to the question may name by their ids. */
function named(question: Question): Label[] {
  if (!isLabelled(question)) return []
  const free = { ...question, min: 0 } as Question
  return offered(question.labels).filter(({ id }) => kindOf(question).check(free, id).ok || kindOf(question).check(free, [id]).ok)
}

/** When a question is asked: always, or after certain answers to an earlier one. */
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
        <Any labels={named(chosen)} is={question.shown_if?.is ?? []} onChange={(is) => onChange({ ...question, shown_if: { question: chosen.id, is } })} />
      )}
    </div>
  )
}

type Values = ShownIfValue['is']

/** One of these answers is enough; the last one stays. */
function Any({ labels, is, onChange }: { labels: readonly Label[]; is: Values; onChange: (is: Values) => void }) {
  return (
    <fieldset className={styles.any}>
      <legend>{t('question.shown.is')}</legend>
      {labels.map(({ id, name }) => {
        const isOn = is.includes(id)
        return <Checkbox key={id} label={name} checked={isOn} disabled={isOn && is.length === 1} onChange={() => onChange(isOn ? is.filter((one) => one !== id) : [...is, id])} />
      })}
    </fieldset>
  )
}
