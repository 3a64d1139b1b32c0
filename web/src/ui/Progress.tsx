import { catalogue } from '@/catalogue/catalogue'
import { Button } from './Button'
import { count, duration } from './numbers'
import styles from './Progress.module.css'

const t = catalogue({
  'progress.of': '{done} of {total}',
  'progress.rate': '{rate} a second',
  'progress.left': '{time} left',
  'progress.cancel': 'Cancel',
})

export interface ProgressProps {
  name: string
  done: number
  /** Unknown: the bar only shows that something goes on. */
  total: number | null
  /** Units a second. */
  rate?: number | null
  onCancel?: () => void
  /** How an amount is written; thousands by default. */
  amount?: (n: number) => string
}

/** Long work: bar, rate, remaining time, cancel. */
export function Progress({ name, done, total, rate, onCancel, amount = count }: ProgressProps) {
  const left = total !== null && rate ? (total - done) / rate : null
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span className={styles.name}>{name}</span>
        <span className={styles.numbers}>
          {total === null ? amount(done) : t('progress.of', { done: amount(done), total: amount(total) })}
          {rate ? ` · ${t('progress.rate', { rate: amount(Math.round(rate)) })}` : ''}
          {left !== null && left > 1 ? ` · ${t('progress.left', { time: duration(left) })}` : ''}
        </span>
        {onCancel && (
          <Button size="small" look="quiet" onClick={onCancel}>
            {t('progress.cancel')}
          </Button>
        )}
      </div>
      <Bar value={total ? done / total : null} label={name} />
    </div>
  )
}

/** The bar alone; `null` when the end is not known. */
export function Bar({ value, label }: { value: number | null; label: string }) {
  const share = value === null ? undefined : Math.min(1, Math.max(0, value))
  return (
    <div className={styles.bar} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}>
      <div className={styles.fill} data-unknown={share === undefined || undefined} style={share === undefined ? undefined : { width: `${share * 100}%` }} />
    </div>
  )
}
