import { useState } from 'react'
import type { Question, Schema, ShownField, Value, Values } from '@/api'
import { fieldKindOf } from '@/fields/registry'
import { Bodies } from '@/kinds/Bodies'
import type { Showing } from '@/kinds/kind'
import { kindOf, shownQuestions } from '@/kinds/registry'
import { Card } from '@/ui'
import { t } from '../strings'
import styles from './schema.module.css'

/** An item and its questions as annotators will have them; answers here go nowhere. */
export function Preview({ schema }: { schema: Schema }) {
  const [values, setValues] = useState<Values>({})
  const put = (id: string, value: Value | undefined) => {
    const { [id]: _, ...rest } = values
    setValues(value === undefined ? rest : { ...rest, [id]: value })
  }
  const fields = schema.fields.filter((field) => field.show !== 'blind').map(example)
  // The roles and columns of the example are made up: every turn and cell of it is asked about.
  const questions = shownQuestions(schema, values).map((question) => (question.each ? { ...question, only: [] } : question))
  const showing: Showing = { item: 'preview', fields }
  const layerOf = (question: Question) => ({ question, value: values[question.id], focused: false, suggestion: null, onChange: (value: Value | undefined) => put(question.id, value) })
  return (
    <Card title={t('settings.schema.preview')} aside={t('settings.schema.preview.aside')}>
      <div className={styles.preview}>
        <div className={styles.item}>
          {fields.filter(({ show }) => show !== 'text').map(Placeholder)}
          <Bodies fields={fields.filter(({ show }) => show === 'text')} questions={questions} focused="" layerOf={layerOf} showing={showing} empty={Placeholder} isSmall />
        </div>
        {questions.map((question) => (
          <Asked key={`${question.id}-${question.kind}-${question.each ?? ''}`} question={question} value={values[question.id]} showing={showing} onChange={(value) => put(question.id, value)} />
        ))}
      </div>
    </Card>
  )
}

/** A field with something to look at, where its kind has any. */
const example = (field: Schema['fields'][number]): ShownField => {
  const name = field.name || field.id
  return { ...field, name, show: field.show as ShownField['show'], value: fieldKindOf(field.kind).example?.(name) }
}

function Placeholder(field: ShownField) {
  return (
    <p key={field.id} className={styles.example} data-show={field.show}>
      {t('settings.schema.example', { name: field.name })}
    </p>
  )
}

interface AskedProps {
  question: Question
  value: Value | undefined
  showing: Showing
  onChange: (value: Value | undefined) => void
}

function Asked({ question, value, showing, onChange }: AskedProps) {
  const { Answer } = kindOf(question)
  const id = `preview-${question.id}`
  return (
    <div>
      <h3 id={id} className={styles.asked}>
        {question.name || '…'}
      </h3>
      <Answer question={question} value={value} suggestion={null} focused={false} showing={showing} onChange={onChange} onSubmit={() => undefined} labelledBy={id} />
    </div>
  )
}
