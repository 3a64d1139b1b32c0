import { useState } from 'react'
import type { Field, Question } from '@/api'
import { unitsOf } from '@/fields/registry'
import { kindOf } from '@/kinds/registry'
import { Select, TextInput } from '@/ui/Form'
import { askedOfEach } from './edit'
import styles from './QuestionEditor.module.css'
import { t } from './strings'

export interface AskedOfProps {
  question: Question
  fields: readonly Field[]
  /** Answers stand: only the roles or columns may change. */
  disabled: boolean
  onChange: (question: Question) => void
}

/** Whether it is asked once, or of each turn or cell, and of which. */
export function AskedOf({ question, fields, disabled, onChange }: AskedOfProps) {
  const units = unitsOf(fields.filter((field) => field.show !== 'blind'))
  if (!kindOf({ kind: question.kind }).repeats || (units.length === 0 && !question.each)) return null
  const options = [...new Set([...units, ...(question.each ? [question.each] : [])])].map((unit) => ({ value: unit, name: t(`question.each.${unit}` as 'question.each.turn') }))
  return (
    <div className={styles.two}>
      <Select
        label={t('question.each')}
        value={question.each ?? ''}
        disabled={disabled}
        options={[{ value: '', name: t('question.each.once') }, ...options]}
        onChange={(event) => onChange(askedOfEach(question, event.target.value, fields))}
      />
      {question.each && <Only key={question.each} question={question} onChange={onChange} />}
    </div>
  )
}

/** Roles or columns with commas between them; as it is typed, so that a comma can be. */
function Only({ question, onChange }: Pick<AskedOfProps, 'question' | 'onChange'>) {
  const [typed, setTyped] = useState((question.only ?? []).join(', '))
  const put = (text: string) => {
    setTyped(text)
    onChange({ ...question, only: text.split(',').map((one) => one.trim()).filter(Boolean) })
  }
  return <TextInput label={t(`question.only.${question.each}` as 'question.only.turn')} placeholder={t('question.only.all')} value={typed} onChange={(event) => put(event.target.value)} />
}
