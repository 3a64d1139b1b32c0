import { useState } from 'react'
import type { Question } from '@/api'
import { Button } from '../Button'
import { Chip } from '../Chip'
import { isLabelled, newQuestion } from './edit'
import { QuestionEditor } from './QuestionEditor'
import styles from './Questions.module.css'
import { t } from './strings'

export interface QuestionsProps {
  questions: readonly Question[]
  target: string
  onChange: (questions: Question[], target: string) => void
  /** Questions as they are stored: their kind stands and their labels can only retire. */
  stored?: readonly Question[]
}

/** All questions of a schema, one open at a time. */
export function Questions({ questions, target, onChange, stored = [] }: QuestionsProps) {
  const [open, setOpen] = useState(target)
  const put = (question: Question) => onChange(questions.map((one) => (one.id === question.id ? question : one)), target)
  const drop = (id: string) => {
    const rest = questions.filter((one) => one.id !== id)
    onChange(rest, target === id ? (rest[0]?.id ?? '') : target)
  }
  const add = () => {
    const question = newQuestion(t('question.new'), questions)
    onChange([...questions, question], target)
    setOpen(question.id)
  }
  return (
    <div className={styles.questions}>
      {questions.map((question, index) => (
        <details key={question.id} className={styles.one} open={open === question.id}>
          <summary className={styles.head} onClick={(event) => (event.preventDefault(), setOpen(open === question.id ? '' : question.id))}>
            <span className={styles.name}>{question.name || t('question.unnamed')}</span>
            <span className="quiet small">{t(`question.kind.${question.kind}`)}</span>
            {question.id === target && <Chip icon="target">{t('question.target.short')}</Chip>}
          </summary>
          <div className={styles.body}>
            <QuestionEditor question={question} before={questions.slice(0, index)} onChange={put} kindStands={stored.some((one) => one.id === question.id)} kept={keptOf(question, stored)} />
            {questions.length > 1 && (
              <div className={styles.foot}>
                {question.id !== target && question.kind !== 'text' && (
                  <Button size="small" icon="target" onClick={() => onChange([...questions], question.id)}>
                    {t('question.target')}
                  </Button>
                )}
                <Button size="small" look="quiet" icon="trash" onClick={() => drop(question.id)}>
                  {t('question.remove')}
                </Button>
              </div>
            )}
          </div>
        </details>
      ))}
      <Button icon="plus" onClick={add}>
        {t('question.add')}
      </Button>
    </div>
  )
}

function keptOf(question: Question, stored: readonly Question[]): ReadonlySet<string> {
  const before = stored.find((one) => one.id === question.id)
  return new Set(before && isLabelled(before) ? before.labels.map((label) => label.id) : [])
}
