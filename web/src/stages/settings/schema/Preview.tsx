import { useState } from 'react'
import type { Question, Schema, Value, Values } from '@/api'
import { kindOf, shownQuestions } from '@/kinds/registry'
import { Card } from '@/ui'
import { t } from '../strings'
import styles from './schema.module.css'

/** The questions as annotators will have them; answers here go nowhere. */
export function Preview({ schema }: { schema: Schema }) {
  const [values, setValues] = useState<Values>({})
  const put = (id: string, value: Value | undefined) => {
    const { [id]: _, ...rest } = values
    setValues(value === undefined ? rest : { ...rest, [id]: value })
  }
  const shown = schema.fields.filter((field) => field.show !== 'blind')
  return (
    <Card title={t('settings.schema.preview')} aside={t('settings.schema.preview.aside')}>
      <div className={styles.preview}>
        {shown.map((field) => (
          <p key={field.id} className={styles.example} data-show={field.show}>
            {t('settings.schema.example', { name: field.name || field.id })}
          </p>
        ))}
        {shownQuestions(schema, values).map((question) => (
          <Asked key={`${question.id}-${question.kind}`} question={question} value={values[question.id]} onChange={(value) => put(question.id, value)} />
        ))}
      </div>
    </Card>
  )
}

function Asked({ question, value, onChange }: { question: Question; value: Value | undefined; onChange: (value: Value | undefined) => void }) {
  const { Answer } = kindOf(question)
  const id = `preview-${question.id}`
  return (
    <div>
      <h3 id={id} className={styles.asked}>
        {question.name || '…'}
      </h3>
      <Answer question={question} value={value} suggestion={null} focused={false} onChange={onChange} onSubmit={() => undefined} labelledBy={id} />
    </div>
  )
}
