import type { Question, Value } from '@/api'
import { labelsOf } from '@/ui/labels'
import { Icon } from '@/ui/icons'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import styles from './Hints.module.css'

/** What rules suggest, with the words by which they do; one press takes it. */
export function Hints({ question, asked, workbench }: { question: Question; asked: Asked; workbench: Workbench }) {
  const hints = asked.assignment.hints?.[question.id] ?? []
  if (hints.length === 0) return null
  const value = asked.values[question.id]
  const labels = labelsOf(question)
  const take = (label: string) => {
    const all = Array.isArray(value) ? (value as string[]) : []
    const next: Value = question.kind === 'choices' ? labels.flatMap(({ id }) => (id === label || all.includes(id) ? [id] : [])) : label
    choose(workbench, question, next)
  }
  return (
    <ul className={styles.hints} aria-label={t('label.hints')}>
      {hints.map(({ label, words }) => {
        const name = labels.find((one) => one.id === label)?.name ?? label
        const isTaken = value === label || (Array.isArray(value) && (value as unknown[]).includes(label))
        return (
          <li key={label}>
            <button type="button" className={styles.hint} aria-pressed={isTaken} data-enter="through" onClick={() => take(label)}>
              <Icon name="book" size={12} /> {t('label.hint', { words, name })}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
