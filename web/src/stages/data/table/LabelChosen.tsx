import { useEffect, useRef, useState } from 'react'
import type { Project, Question, Value, Values } from '@/api'
import { useAnswerMany, useWithdrawMany } from '@/api/bulk'
import { kindOf, shownQuestions } from '@/kinds/registry'
import { useKeys } from '@/keyboard'
import { Button, notify } from '@/ui'
import { t } from '../strings'
import styles from './LabelChosen.module.css'

export interface LabelChosenProps {
  project: Project
  chosen: ReadonlySet<number>
  onDone: () => void
  onClose: () => void
}

/** One answer for everything that is ticked: given as one act, taken back as one. */
export default function LabelChosen({ project, chosen, onDone, onClose }: LabelChosenProps) {
  const [values, setValues] = useState<Values>({})
  const since = useRef(Date.now())
  const panel = useRef<HTMLElement>(null)
  // Keys answer from here on; Enter no longer presses the button that opened it.
  useEffect(() => panel.current?.focus(), [])
  const give = useAnswerMany(project.id)
  const back = useWithdrawMany(project.id)
  const schema = { ...project.schema, questions: project.schema.questions.filter((question) => !question.on) }
  const shown = shownQuestions(schema, values)
  const first = shown.find((question) => values[question.id] === undefined) ?? shown[0]
  // Promises, not callbacks: what was done is told, and undone, though the panel has gone with its items.
  const undo = (id: string) =>
    void back.mutateAsync(id).then(
      ({ withdrawn }) => void notify({ text: t('data.bulk.undone', { n: withdrawn }), tone: 'good' }),
      (problem: Error) => void notify({ text: problem.message, tone: 'bad' }),
    )
  const send = () => {
    if (give.isPending || Object.keys(values).length === 0) return
    const order = { items: [...chosen], values, schema_version: project.schema_version, active_ms: Date.now() - since.current }
    give.mutateAsync(order).then(
      (told) => {
        const why = told.left_out.length ? ` ${t('data.bulk.left', { n: told.left_out.length, why: told.left_out[0]?.why ?? '' })}` : ''
        notify({ text: t('data.bulk.given', { n: told.given.length }) + why, action: { name: t('data.undo'), run: () => undo(told.id) } })
        onDone()
      },
      (problem: Error) => void notify({ text: problem.message, tone: 'bad' }),
    )
  }
  useKeys(t('data.bulk.title'), [
    { key: 'Enter', name: t('data.bulk.give', { n: chosen.size }), run: send },
    { key: 'Escape', name: t('data.bulk.close'), run: onClose, inFields: true },
  ])
  const put = (question: Question, value: Value | undefined) => {
    const { [question.id]: _, ...others } = values
    setValues(value === undefined ? others : { ...others, [question.id]: value })
  }
  return (
    <section ref={panel} tabIndex={-1} className={styles.panel} aria-label={t('data.bulk.title')}>
      <div className={styles.questions}>
        {shown.map((question) => (
          <One key={question.id} question={question} value={values[question.id]} focused={question === first} onChange={(value) => put(question, value)} onSubmit={send} />
        ))}
      </div>
      <p className="quiet small">{t('data.bulk.why')}</p>
      <div className={styles.acts}>
        <Button look="primary" size="small" icon="label" keyHint="Enter" busy={give.isPending} disabled={Object.keys(values).length === 0} onClick={send}>
          {t('data.bulk.give', { n: chosen.size })}
        </Button>
        <Button look="quiet" size="small" keyHint="Escape" onClick={onClose}>
          {t('data.bulk.close')}
        </Button>
      </div>
    </section>
  )
}

interface OneProps {
  question: Question
  value: Value | undefined
  focused: boolean
  onChange: (value: Value | undefined) => void
  onSubmit: () => void
}

function One({ question, value, focused, onChange, onSubmit }: OneProps) {
  const kind = kindOf(question)
  const keys = kind.keys(question).map(({ key, name, next }) => ({ key, name, run: () => onChange(next(value ?? undefined)) }))
  useKeys(question.name, keys, { enabled: focused })
  const id = `bulk-${question.id}`
  return (
    <div>
      <h2 id={id} className={styles.name}>
        {question.name}
      </h2>
      <kind.Answer question={question} value={value} suggestion={null} focused={focused} labelledBy={id} onChange={onChange} onSubmit={onSubmit} />
    </div>
  )
}
