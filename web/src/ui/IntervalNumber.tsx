import type { Interval as IntervalShape } from '@/api'
import { catalogue } from '@/catalogue/catalogue'
import styles from './IntervalNumber.module.css'
import { count, percent, span } from './numbers'

const t = catalogue({
  'interval.none': 'not known yet',
  'interval.how': '{level} interval from {n} answers, by {method}',
})

export interface IntervalProps {
  of: IntervalShape | null
  /** `percent` (default) for shares, `seconds`, `number` for anything else. */
  unit?: 'percent' | 'number' | 'seconds'
  digits?: number
  none?: string
}

/** A number with its interval in quieter type; never a point alone. */
export function Interval({ of, unit = 'percent', digits = 0, none = t('interval.none') }: IntervalProps) {
  if (!of) return <span className="quiet">{none}</span>
  const isShare = unit === 'percent'
  const main = isShare ? percent(of.estimate, digits) : of.estimate.toFixed(digits)
  const range = isShare ? span(of, digits) : `${of.low.toFixed(digits)}–${of.high.toFixed(digits)}`
  const how = of.method && t('interval.how', { level: percent(of.level ?? 0.95, 0), n: count(of.n ?? 0), method: of.method })
  return (
    <span className={styles.number} title={how || undefined}>
      {unit === 'seconds' ? `${main} s` : main} <span className={styles.range}>({range})</span>
    </span>
  )
}
