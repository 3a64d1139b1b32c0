import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Beside } from '../field'
import { t } from '../words'
import styles from './conversation.module.css'
import { sideOf, type Turn } from './turns'

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }

export interface ConversationProps {
  turns: readonly Turn[]
  beside?: Beside
}

/** A transcript: read from its end, one tab stop, arrow keys go from turn to turn; or with something to answer at its turns. */
export function Conversation({ turns, beside }: ConversationProps) {
  return beside ? <Asked turns={turns} beside={beside} /> : <Transcript turns={turns} />
}

function Transcript({ turns }: { turns: readonly Turn[] }) {
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
          <Said turn={turn} />
        </li>
      ))}
    </ol>
  )
}

function Asked({ turns, beside }: { turns: readonly Turn[]; beside: Beside }) {
  return (
    <ol className={styles.turns} data-asked="" aria-label={t('fields.turns.asked', { n: turns.length })}>
      {turns.map((turn, index) => {
        const unit = String(index)
        const controls = beside.draw(unit)
        if (!controls) return <li key={unit} className={styles.turn} data-side={sideOf(turn)}><Said turn={turn} /></li>
        const isHere = unit === beside.at
        return (
          <li key={unit} className={styles.turn} data-side={sideOf(turn)} data-unit={unit} data-here={isHere || undefined} tabIndex={isHere ? 0 : -1} onFocus={() => beside.onAt(unit)}>
            <Said turn={turn} />
            <div className={styles.beside}>{controls}</div>
          </li>
        )
      })}
    </ol>
  )
}

function Said({ turn }: { turn: Turn }) {
  return (
    <>
      <span className={styles.role}>{turn.role}</span>
      <p className={styles.text} dir="auto">
        {turn.text}
      </p>
    </>
  )
}
