import type { KeyboardEvent, ReactNode } from 'react'
import type { Question } from '@/api'
import { kindOf } from '@/kinds/registry'
import { Chip } from '@/ui/Chip'
import { Icon } from '@/ui/icons'
import { nameOf } from './nameOf'
import styles from './Questions.module.css'
import { t } from './strings'

export interface OneQuestionProps {
  question: Question
  isTarget: boolean
  isOpen: boolean
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
  order: ReactNode
  children: ReactNode
}

/** A question by its name; its editor opens below. */
export function OneQuestion({ question, isTarget, isOpen, onToggle, onKeyDown, order, children }: OneQuestionProps) {
  return (
    <section className={styles.one} aria-label={nameOf(question)}>
      <div className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onKeyDown={onKeyDown} onClick={onToggle}>
          <Icon name="chevron" size={14} />
          <span className={styles.name}>{nameOf(question)}</span>
          <span className="quiet small">{kindOf(question).name}</span>
          {isTarget && <Chip icon="target">{t('question.target.short')}</Chip>}
        </button>
        {order}
      </div>
      {isOpen && <div className={styles.body}>{children}</div>}
    </section>
  )
}
