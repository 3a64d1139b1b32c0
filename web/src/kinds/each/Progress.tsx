import type { Question } from '@/api'
import { KeyCap } from '@/keyboard'
import { Bar } from '@/ui/Progress'
import type { AnswerProps } from '../kind'
import { t } from '../words'
import styles from './each.module.css'
import { type Answers, askedOf, fieldOf } from './units'

/** How many of the turns or cells have an answer; the answers themselves are given beside them. */
export function Progress({ question, value, focused, showing }: AnswerProps<Question, Answers>) {
  const unit = question.each === 'turn' ? 'turn' : 'cell'
  const units = askedOf(question, fieldOf(question, showing?.fields ?? []))
  const n = units.filter((one) => value && one in value).length
  if (units.length === 0) return <p className="quiet small">{t(showing ? `kinds.each.${unit}.none` : `kinds.each.${unit}.where`)}</p>
  return (
    <div className={styles.progress}>
      <Bar value={n / units.length} label={t(`kinds.each.${unit}.done`, { n, all: units.length })} />
      <p className={styles.done} role="status">
        {t(`kinds.each.${unit}.done`, { n, all: units.length })}
      </p>
      {focused && (
        <p className={styles.hint} aria-hidden="true">
          <KeyCap of="k" /> <KeyCap of="j" /> {t(`kinds.each.${unit}.step`)}
        </p>
      )}
    </div>
  )
}
