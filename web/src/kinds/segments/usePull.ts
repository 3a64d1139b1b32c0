import { useRef, type PointerEvent } from 'react'
import { replace, pulled } from './edits'
import type { Hand } from './hand'
import type { Segment } from './segment'

export type Side = 'start' | 'end' | 'both'

/** A segment that is being dragged, as it would be. */
export interface Pull {
  key: string
  now: Segment
}

const least = 3

/** Drag a segment or one of its ends; the width of `within` is what is seen of the sound. */
export function usePull(hand: Hand, segment: Segment, side: Side, onPull: (pull: Pull | undefined) => void) {
  const from = useRef<{ x: number; width: number; moved: boolean }>(undefined)
  const key = hand.key(segment)
  /** Where it is by now; undefined before it has moved at all. */
  const pulledTo = ({ clientX }: PointerEvent): Segment | undefined => {
    const start = from.current
    if (!start) return undefined
    start.moved ||= Math.abs(clientX - start.x) >= least
    const { view, seconds } = hand.desk.snapshot()
    return start.moved ? pulled(hand.question, segment, side, ((clientX - start.x) / start.width) * view.span, seconds) : undefined
  }
  const letGo = () => {
    from.current = undefined
    onPull(undefined)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const width = event.currentTarget.closest('[data-time]')?.getBoundingClientRect().width
      if (event.button !== 0 || !width) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture?.(event.pointerId)
      from.current = { x: event.clientX, width, moved: false }
      hand.pick(segment, { goes: side === 'both' })
    },
    onPointerMove: (event: PointerEvent) => {
      const now = pulledTo(event)
      if (now) onPull({ key, now })
    },
    onPointerUp: (event: PointerEvent) => {
      const now = pulledTo(event)
      letGo()
      if (now) hand.put(replace(hand.question, hand.segments, segment, now))
    },
    onPointerCancel: letGo,
  }
}
