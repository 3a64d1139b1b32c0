import type { Question } from '@/api'
import { Button } from '@/ui/Button'
import { nameOf } from './nameOf'
import styles from './Questions.module.css'
import { t } from './strings'

export interface QuestionOrderProps {
  question: Question
  mayGo: (step: -1 | 1) => boolean
  onGo: (step: -1 | 1) => void
}

/** Up and down, for a pointer and for a keyboard; Alt and an arrow on the question itself do the same. */
export function QuestionOrder({ question, mayGo, onGo }: QuestionOrderProps) {
  const go = (step: -1 | 1, words: string, key: string, className?: string) => (
    <Button size="small" look="quiet" icon="chevron" className={className} aria-label={words} aria-keyshortcuts={`Alt+${key}`} title={words} disabled={!mayGo(step)} onClick={() => onGo(step)} />
  )
  const name = nameOf(question)
  return (
    <span className={styles.order}>
      {go(-1, t('question.up', { name }), 'ArrowUp', styles.up)}
      {go(1, t('question.down', { name }), 'ArrowDown')}
    </span>
  )
}
