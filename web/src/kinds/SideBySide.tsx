import type { ReactNode } from 'react'
import { KeyCap } from '@/keyboard'
import styles from './SideBySide.module.css'

export interface Panel {
  id: string
  name: string
  keyHint?: string
  isChosen: boolean
  /** What can be done with it, at the end of its head. */
  act?: ReactNode
  body: ReactNode
}

/** Several contents beside one another, and below one another where there is no room. */
export function SideBySide({ panels, children }: { panels: readonly Panel[]; children?: ReactNode }) {
  return (
    <div className={styles.board} data-board="">
      {children && <div className={styles.tools}>{children}</div>}
      <div className={styles.panels}>
        {panels.map(({ id, name, keyHint, isChosen, act, body }) => (
          <section key={id} className={styles.panel} aria-label={name} data-chosen={isChosen || undefined}>
            <header className={styles.head}>
              {keyHint && <KeyCap of={keyHint} />}
              <h2 className={styles.name}>{name}</h2>
              {act}
            </header>
            <div className={styles.body}>{body}</div>
          </section>
        ))}
      </div>
    </div>
  )
}
