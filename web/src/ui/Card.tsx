import { useId, type ReactNode } from 'react'
import styles from './Card.module.css'

export interface CardProps {
  title?: ReactNode
  /** The method or unit, beside the title. */
  aside?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children?: ReactNode
  className?: string
  /** No inner space: for tables that reach the edges. */
  flush?: boolean
}

export function Card({ title, aside, actions, children, className = '', flush = false }: CardProps) {
  const id = useId()
  return (
    <section className={`${styles.card} ${className}`} data-flush={flush || undefined} aria-labelledby={title ? id : undefined}>
      {title !== undefined && (
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {aside !== undefined && <span className={styles.aside}>{aside}</span>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
