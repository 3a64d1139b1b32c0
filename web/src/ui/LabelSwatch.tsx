import type { CSSProperties } from 'react'
import styles from './LabelSwatch.module.css'

const slots = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** The colour of the n-th offered label (from 0) as a CSS value. */
export function labelColour(position: number): string {
  return `var(--l${slots[position % slots.length]})`
}

/** A label's colour; from the eleventh label on the colours come back with a pattern. Always beside the name. */
export function LabelSwatch({ position, size = 10 }: { position: number; size?: number }) {
  const round = Math.floor(position / slots.length)
  const style = { '--swatch': labelColour(position), width: size, height: size } as CSSProperties
  return <span className={styles.swatch} data-pattern={round % 4 || undefined} style={style} aria-hidden="true" />
}
