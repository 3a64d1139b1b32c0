import type { PairwiseQuestion } from '@/api'
import { KeyCap } from '@/keyboard'
import { Icon } from '@/ui/icons'
import type { AnswerProps } from '../kind'
import styles from '../LabelList.module.css'
import { share, top } from '../labels'
import { useRoving } from '../useRoving'
import { t } from '../words'
import { outcomesOf } from './outcomes'

/** The outcomes in the order of the places on the board. */
export function Outcomes({ question, value, suggestion, focused, onChange, labelledBy, showing }: AnswerProps<PairwiseQuestion, string>) {
  const outcomes = outcomesOf(question, showing)
  const roving = useRoving(outcomes.length, outcomes.findIndex((one) => one.value === value))
  const best = top(suggestion)
  return (
    <div className={styles.list} role="radiogroup" aria-labelledby={labelledBy} onKeyDown={roving.onKeyDown}>
      {outcomes.map(({ value: outcome, key, name }, index) => (
        <button
          key={outcome}
          type="button"
          role="radio"
          className={styles.option}
          aria-checked={value === outcome}
          aria-keyshortcuts={focused ? key : undefined}
          data-option=""
          data-enter="through"
          data-suggested={outcome === best || undefined}
          tabIndex={roving.tabIndex(index)}
          onFocus={() => roving.onFocus(index)}
          onClick={() => onChange(outcome)}
        >
          <span className={styles.key} data-off={!focused || undefined}>
            <KeyCap of={key} />
          </span>
          <span className={styles.mark} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          {value === outcome && <span className={styles.yours}>{t('kinds.yours')}</span>}
          {suggestion?.[outcome] !== undefined && (
            <span className={styles.suggestion}>
              {outcome === best && <Icon name="spark" size={11} />}
              <span className={styles.share}>
                <span className="sr">{t('kinds.suggested', { p: '' })}</span>
                {share(suggestion[outcome])}
              </span>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
