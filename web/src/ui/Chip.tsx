import type { ReactNode } from 'react'
import styles from './Chip.module.css'
import { Icon, type IconName } from './icons'

export interface ChipProps {
  tone?: 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'suggestion'
  icon?: IconName
  children: ReactNode
}

/** One icon, one or two words; a state colour never stands without its word. */
export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
