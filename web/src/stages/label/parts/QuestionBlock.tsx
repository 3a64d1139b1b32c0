import { useEffect, useRef } from 'react'
import type { Project, Question } from '@/api'
import { isRequired } from '@/kinds/kind'
import { kindOf } from '@/kinds/registry'
import { t as kindWords } from '@/kinds/words'
import { KeyCap } from '@/keyboard'
import { canAbstain, showing, type Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import { chancesOf, Guess } from './Guess'
import { Hints } from './Hints'
import styles from './QuestionBlock.module.css'
import { Sure } from './Sure'

export interface QuestionBlockProps {
  question: Question
  asked: Asked
  project: Project
  workbench: Workbench
  /** The key that comes here from the question in hand. */
  reached?: string
}

export function QuestionBlock({ question, asked, project, workbench, reached }: QuestionBlockProps) {
  const block = useRef<HTMLDivElement>(null)
  const value = asked.values[question.id]
  const focused = asked.focused === question.id
  const focus = () => !focused && workbench.focus(question.id)
  const reason = asked.problem?.question === question.id ? asked.problem.reason : undefined
  const kind = kindOf(question)
  const several = project.schema.questions.length > 1
  const isNew = useRef(true)
  useEffect(() => {
    // A new item starts at its top; only a move of the cursor brings a question into view.
    if (focused && !isNew.current) block.current?.scrollIntoView?.({ block: 'nearest' })
    isNew.current = false
  }, [focused, reason])
  const id = `question-${question.id}`
  return (
    <div ref={block} className={styles.block} data-focused={(focused && several) || undefined} data-problem={reason !== undefined || undefined} onFocus={focus} onClick={focus}>
      <div className={styles.head}>
        <h2 id={id} className={styles.name}>
          {question.name}
          {!isRequired(question) && <span className={styles.optional}> {t('label.optional')}</span>}
        </h2>
        {focused && <Range keys={kind.keys(question, showing(asked)).map((one) => one.key)} />}
        {reached && (
          <span className={styles.range} aria-hidden="true">
            <KeyCap of={reached} />
          </span>
        )}
      </div>
      {question.help && <p className={styles.help}>{question.help}</p>}
      <Guess question={question} asked={asked} workbench={workbench} />
      {asked.assignment.hints && <Hints question={question} asked={asked} workbench={workbench} />}
      <kind.Answer
        question={question}
        value={value}
        suggestion={chancesOf(asked, question)}
        focused={focused}
        labelledBy={id}
        showing={showing(asked, project.id)}
        onChange={(next) => choose(workbench, question, next)}
        onSubmit={() => void workbench.submit()}
      />
      {question.confidence && value != null && <Sure question={question} value={asked.confidence[question.id]} focused={focused} onChange={(p) => workbench.sure(question.id, p)} />}
      <div className={styles.foot}>
        <p className={styles.problem} role="alert">
          {reason && (typeof reason === 'string' ? kindWords(`kinds.${reason}`) : reason.say)}
        </p>
        {canAbstain(project, question.id) && (
          <button
            type="button"
            className={styles.abstain}
            aria-pressed={value === null}
            aria-keyshortcuts={focused ? 'x' : undefined}
            onClick={() => workbench.answer(question.id, value === null ? undefined : null)}
          >
            {t('label.abstain')}
            {focused && <KeyCap of="x" />}
          </button>
        )}
      </div>
    </div>
  )
}

const inOrder = '1234567890abcdefghijklmnopqrstuvwxyz'

/** The keys of the focused question at a glance, where they are a row: 1 – 9 0; other keys than those of labels stand on their buttons. */
function Range({ keys }: { keys: string[] }) {
  const row = keys.filter((key) => key.length === 1)
  const [first] = row
  const last = row.at(-1)
  if (!first || !last || row.length < 2 || !inOrder.includes(row.join(''))) return null
  return (
    <span className={styles.range} aria-hidden="true">
      <KeyCap of={first} /> – <KeyCap of={last} />
    </span>
  )
}
