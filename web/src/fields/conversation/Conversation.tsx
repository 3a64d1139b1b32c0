import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { t } from '../words'
import styles from './conversation.module.css'
import { sideOf, type Turn } from './turns'

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }

/** A transcript that opens at its end; one tab stop, arrow keys go from turn to turn. */
export function Conversation({ turns }: { turns: readonly Turn[] }) {
  const list = useRef<HTMLOListElement>(null)
  const last = turns.length - 1
  const [at, setAt] = useState(last)
  useEffect(() => {
    setAt(last)
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [turns, last])
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = Math.min(last, Math.max(0, at + step))
    setAt(next)
    const turn = list.current?.children[next]
    if (turn instanceof HTMLElement) turn.focus()
  }
  return (
    <ol ref={list} className={styles.turns} aria-label={t('fields.turns', { n: turns.length })} onKeyDown={onKeyDown}>
      {turns.map((turn, index) => (
        <li key={index} className={styles.turn} data-side={sideOf(turn)} tabIndex={index === at ? 0 : -1} onFocus={() => setAt(index)}>
          <span className={styles.role}>{turn.role}</span>
          <p className={styles.text} dir="auto">
            {turn.text}
          </p>
        </li>
      ))}
    </ol>
  )
}
