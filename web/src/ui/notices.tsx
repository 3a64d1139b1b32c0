import { useEffect, useSyncExternalStore } from 'react'
import { catalogue } from '@/catalogue/catalogue'
import { Button } from './Button'
import { Icon } from './icons'
import styles from './notices.module.css'

const t = catalogue({ 'notice.close': 'Dismiss', 'notice.region': 'Notices' })

export interface Notice {
  text: string
  tone?: 'plain' | 'good' | 'bad'
  /** One way back or onward, e.g. Undo. */
  action?: { name: string; run: () => void }
  /** 0 stays until dismissed. */
  seconds?: number
}

type Shown = Notice & { id: number }
let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()

function put(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Say something in passing: `notify({ text: 'Item deleted', action: { name: 'Undo', run: restore } })`. Returns how to take it back. */
export function notify(notice: Notice): () => void {
  const id = ++last
  put([...shown.slice(-2), { ...notice, id }])
  return () => put(shown.filter((one) => one.id !== id))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Mounted once, by the shell. */
export function Notices() {
  const list = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className={styles.region} role="region" aria-label={t('notice.region')} aria-live="polite">
      {list.map((notice) => (
        <One key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function One({ notice }: { notice: Shown }) {
  const { id, tone = 'plain', seconds = notice.action ? 8 : 5 } = notice
  const drop = () => put(shown.filter((one) => one.id !== id))
  useEffect(() => {
    if (seconds === 0) return
    const timer = setTimeout(drop, seconds * 1000)
    return () => clearTimeout(timer)
  })
  return (
    <div className={styles.notice} data-tone={tone}>
      {tone !== 'plain' && <Icon name={tone === 'good' ? 'check' : 'alert'} />}
      <span className={styles.text}>{notice.text}</span>
      {notice.action && (
        <Button
          size="small"
          onClick={() => {
            notice.action?.run()
            drop()
          }}
        >
          {notice.action.name}
        </Button>
      )}
      <Button size="small" look="quiet" icon="cross" aria-label={t('notice.close')} onClick={drop} />
    </div>
  )
}
