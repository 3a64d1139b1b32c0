import type { ReactNode } from 'react'
import styles from './Door.module.css'

/** The frame of the screens before one is in: a single card in the middle. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.door}>
      <p className={styles.mark} aria-hidden="true">
        <img src="/logo.svg" alt="" width={28} height={28} />
        inloop
      </p>
      <section className={styles.card} aria-labelledby="door-title">
        <h1 id="door-title">{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </section>
    </div>
  )
}

/** Fields one under the other, the button last. */
export function DoorForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
