import type { CSSProperties } from 'react'
import type { Interval } from '@/api'
import styles from './IntervalBar.module.css'

export interface IntervalBarProps {
  of: Pick<Interval, 'estimate' | 'low' | 'high'>
  /** The ends of the scale. */
  from?: number
  to?: number
  /** A dashed line, e.g. what is needed. */
  mark?: number
}

/** An interval drawn on a scale. The number stands beside it, so this is hidden from screen readers. */
export function IntervalBar({ of, from = 0, to = 1, mark }: IntervalBarProps) {
  const at = (value: number) => `${Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100))}%`
  const style = { '--low': at(of.low), '--high': at(of.high), '--at': at(of.estimate), '--mark': at(mark ?? from) } as CSSProperties
  return (
    <span className={styles.scale} style={style} aria-hidden="true">
      {mark !== undefined && <span className={styles.mark} />}
      <span className={styles.range} />
      <span className={styles.dot} />
    </span>
  )
}
