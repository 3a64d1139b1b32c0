import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'
import { Icon, type IconName } from './icons'

/** Teaches: what will stand here and how to get it. */
export function EmptyState({ icon, title, heading: Heading = 'h2', children, actions }: { icon?: IconName; title: string; heading?: 'h1' | 'h2'; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.icon}>
          <Icon name={icon} size={20} />
        </span>
      )}
      <Heading className={styles.title}>{title}</Heading>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
