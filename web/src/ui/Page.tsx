import type { ReactNode } from 'react'
import styles from './Page.module.css'

export interface PageProps {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** Column of reading width, for forms. */
  narrow?: boolean
}

/** The frame of every screen but the workbench: one heading, its actions, the content. */
export function Page({ title, lead, actions, children, narrow = false }: PageProps) {
  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
