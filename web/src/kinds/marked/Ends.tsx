import { useLayoutEffect, useState, type CSSProperties, type PointerEvent, type RefObject } from 'react'
import { caretBox, placeAt } from '@/canvas/text/geometry'
import type { TextHand } from './hand'
import styles from './marked.module.css'
import { useWidth } from '../useWidth'

type Side = 'start' | 'end'

/** An end of the picked stretch on its way, in units. */
export interface Pull {
  side: Side
  to: number
}

interface EndsProps {
  root: RefObject<HTMLDivElement | null>
  hand: TextHand
  pull: Pull | undefined
  onPull: (pull: Pull | undefined) => void
  /** The ends move with what is drawn. */
  pieces: unknown
}

/** The ends of the picked stretch, to be drawn along with pointer or finger; the keyboard has Alt with arrows. */
export function Ends({ root, hand, pull, onPull, pieces }: EndsProps) {
  const { held: at } = hand
  if (!at) return null
  const reached = (side: Side, { clientX, clientY }: PointerEvent): number | undefined => {
    const to = root.current ? placeAt(root.current, clientX, clientY) : undefined
    return to !== undefined && (side === 'start' ? to < at.end : to > at.start) ? to : undefined
  }
  const move = (side: Side) => (event: PointerEvent) => {
    const to = event.buttons > 0 ? reached(side, event) : undefined
    if (to !== undefined) onPull({ side, to })
  }
  const drop = (event: PointerEvent) => {
    // The last way of a finger may come with its lifting alone.
    const to = pull && event.type === 'pointerup' ? reached(pull.side, event) : undefined
    // Whole characters, and no space at the end.
    const trimmed = pull && hand.desk.boundaries.trimmed({ start: at.start, end: at.end, [pull.side]: to ?? pull.to })
    if (trimmed) hand.resize(pull.side, trimmed[pull.side])
    onPull(undefined)
  }
  return (['start', 'end'] as const).map((side) => (
    <End key={side} root={root} side={side} at={pull?.side === side ? pull.to : at[side]} pieces={pieces} onMove={move(side)} onDrop={drop} />
  ))
}

interface EndProps {
  root: RefObject<HTMLDivElement | null>
  side: Side
  at: number
  pieces: unknown
  onMove: (event: PointerEvent) => void
  onDrop: (event: PointerEvent) => void
}

function End({ root, side, at, pieces, onMove, onDrop }: EndProps) {
  const [style, setStyle] = useState<CSSProperties>()
  const width = useWidth(root)
  useLayoutEffect(() => {
    const element = root.current
    const box = element && caretBox(element, at)
    if (!element || !box) return
    const frame = element.getBoundingClientRect()
    setStyle({ left: box.left - frame.left, top: box.top - frame.top, height: box.height })
  }, [root, at, width, pieces])
  return (
    <span
      className={styles.end}
      data-side={side}
      style={style}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault()
        // What lies under the finger stays reachable: only this end takes the pointer.
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onMove}
      onPointerUp={onDrop}
      onPointerCancel={onDrop}
    />
  )
}
