import type { Question, Value } from '@/api'
import { KeyCap, useKeys } from '@/keyboard'
import { describe, judge } from '@/kinds/registry'
import { percent } from '@/ui'
import { Icon } from '@/ui/icons'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import styles from './Hints.module.css'

/** What a model says where the answer is one value that cannot be counted. */
interface Told {
  value: Value
  p: number
  /** Turn or cell → label → chance. */
  units?: Record<string, Record<string, number>>
}

/** Enter goes on; with Shift it takes what is suggested. */
const TAKE = 'shift+Enter'
const NARROW = '\u00a0'

const isTold = (said: unknown): said is Told => typeof said === 'object' && said !== null && 'value' in said && 'p' in said && typeof said.p === 'number'

/** The chances that a kind draws beside its own answers: of labels, of parts, or of the labels of each turn or cell. */
export function chancesOf(asked: Asked, question: Question): Record<string, number> | null {
  const said: unknown = asked.assignment.suggestion?.[question.id] ?? null
  if (!isTold(said)) return said as Record<string, number> | null
  return (said.units ?? null) as unknown as Record<string, number> | null
}

/** The suggested value in words; one press takes it, and then it is an answer like any other, to be changed. */
export function Guess({ question, asked, workbench }: { question: Question; asked: Asked; workbench: Workbench }) {
  const told: unknown = asked.assignment.suggestion?.[question.id]
  const said = isTold(told) && judge({ ...question, shown_if: null }, { [question.id]: told.value }, asked.assignment.fields).ok ? told : undefined
  const focused = asked.focused === question.id
  useKeys(question.name, [{ key: TAKE, name: t('label.guess.key'), run: () => said && choose(workbench, question, said.value) }], { enabled: focused && said !== undefined })
  if (!said) return null
  const isTaken = JSON.stringify(asked.values[question.id]) === JSON.stringify(said.value)
  return (
    <ul className={styles.hints} aria-label={t('label.guess')}>
      <li>
        <button type="button" className={styles.hint} aria-pressed={isTaken} aria-keyshortcuts={focused ? 'Shift+Enter' : undefined} data-enter="through" onClick={() => choose(workbench, question, said.value)}>
          <Icon name="spark" size={12} /> {t('label.guess.take', { value: describe(question, said.value), p: percent(said.p, 0).replace(' ', NARROW) })}
          {focused && <KeyCap of={TAKE} />}
        </button>
      </li>
    </ul>
  )
}
