import { useState } from 'react'
import type { Field, Question } from '@/api'
import { kindOf } from '@/kinds/registry'
import { Button } from '@/ui/Button'
import { dropQuestion, isLabelled, newQuestion } from './edit'
import { OneQuestion } from './OneQuestion'
import { QuestionEditor } from './QuestionEditor'
import { QuestionOrder } from './QuestionOrder'
import styles from './Questions.module.css'
import { t } from './strings'
import { useOrder } from './useOrder'

export interface QuestionsProps {
  questions: readonly Question[]
  /** What is shown of an item: some answers point into it. */
  fields: readonly Field[]
  target: string
  onChange: (questions: Question[], target: string) => void
  /** Questions as they are stored: their kind stands and their labels can only retire. */
  stored?: readonly Question[]
}

/** All questions of a schema in the order in which they are asked, one open at a time. */
export function Questions({ questions, fields, target, onChange, stored = [] }: QuestionsProps) {
  const [open, setOpen] = useState(target)
  const order = useOrder(questions, (moved) => onChange(moved, target))
  const put = (question: Question) => onChange(questions.map((one) => (one.id === question.id ? question : one)), target)
  const drop = (id: string) => {
    const rest = dropQuestion(questions, id)
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
        <OneQuestion
          key={question.id}
          question={question}
          isTarget={question.id === target}
          isOpen={open === question.id}
          onToggle={() => setOpen(open === question.id ? '' : question.id)}
          onKeyDown={order.onKeyDown(index)}
          order={questions.length > 1 && <QuestionOrder question={question} mayGo={(step) => order.mayGo(index, step)} onGo={(step) => order.go(index, step)} />}
        >
          <QuestionEditor question={question} fields={fields} before={questions.slice(0, index)} onChange={put} kindStands={stored.some((one) => one.id === question.id)} kept={keptOf(question, stored)} />
          {questions.length > 1 && (
            <div className={styles.foot}>
              {question.id !== target && !kindOf(question).isRemark && (
                <Button size="small" icon="target" onClick={() => onChange([...questions], question.id)}>
                  {t('question.target')}
                </Button>
              )}
              <Button size="small" look="quiet" icon="trash" onClick={() => drop(question.id)}>
                {t('question.remove')}
              </Button>
            </div>
          )}
        </OneQuestion>
      ))}
      <p className="sr" role="status">
        {order.said}
      </p>
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
