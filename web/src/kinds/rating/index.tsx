import { lazy } from 'react'
import type { RatingQuestion, Value } from '@/api'
import { KeyCap } from '@/keyboard'
import type { AnswerProps, Kind } from '../kind'
import { useRoving } from '../useRoving'
import { t } from '../words'
import styles from './rating.module.css'

const steps = ({ low, high }: RatingQuestion): number[] => Array.from({ length: high - low + 1 }, (_, index) => low + index)

/** Steps up to 10 have a key: their own digit, 0 for ten where there is no zero. */
function keyOf({ low, high }: RatingQuestion, step: number): string | undefined {
  if (step <= 9) return String(step)
  return step === 10 && low > 0 && high === 10 ? '0' : undefined
}

function Scale({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<RatingQuestion, number>) {
  const all = steps(question)
  const roving = useRoving(all.length, typeof value === 'number' ? value - question.low : -1)
  const likely = suggestion && Object.entries(suggestion).reduce((best, one) => (one[1] > best[1] ? one : best), ['', -1] as [string, number])[0]
  return (
    <div>
      <div className={styles.scale} role="radiogroup" aria-labelledby={labelledBy} onKeyDown={roving.onKeyDown}>
        {all.map((step, index) => (
          <button
            key={step}
            type="button"
            role="radio"
            aria-checked={value === step}
            className={styles.step}
            data-option=""
            data-enter="through"
            data-suggested={likely === String(step) || undefined}
            tabIndex={roving.tabIndex(index)}
            onFocus={() => roving.onFocus(index)}
            onClick={() => onChange(step)}
          >
            {focused && keyOf(question, step) === String(step) ? <KeyCap of={String(step)} /> : null}
            <span className={styles.number}>{step}</span>
          </button>
        ))}
      </div>
      {(question.low_name || question.high_name) && (
        <p className={styles.ends}>
          <span>{question.low_name}</span>
          <span>{question.high_name}</span>
        </p>
      )}
    </div>
  )
}

/** A whole number on a scale: the value is the vote. */
export const rating: Kind<RatingQuestion, number> = {
  kind: 'rating',
  name: t('kinds.name.rating'),
  repeats: true,
  single: true,
  empty: undefined,
  Answer: (props) => <Scale {...props} />,
  check: ({ low, high }, value: Value) =>
    typeof value === 'number' && Number.isInteger(value) && low <= value && value <= high
      ? { ok: true, value, code: BigInt(value) }
      : { ok: false, reason: 'not_on_scale' },
  keys: (question) =>
    steps(question).flatMap((step) => {
      const key = keyOf(question, step)
      return key ? [{ key, name: t('kinds.scale', { value: step, high: question.high }), next: () => step }] : []
    }),
  describe: ({ high }, value) => t('kinds.scale', { value, high }),
  fresh: () => ({ kind: 'rating', id: '', name: '', low: 1, high: 5, low_name: '', high_name: '' }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ low, high }) => (high > low ? [] : [t('kinds.flaw.scale')]),
}
