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

/** Drag a segment or one of its ends; the width of `within` is what is seen of the sound. */
export function usePull(hand: Hand, segment: Segment, side: Side, pull: Pull | undefined, onPull: (pull: Pull | undefined) => void) {
  const from = useRef<{ x: number; width: number }>(undefined)
  const key = hand.key(segment)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const width = event.currentTarget.closest('[data-time]')?.getBoundingClientRect().width
      if (event.button !== 0 || !width) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture?.(event.pointerId)
      from.current = { x: event.clientX, width }
      hand.pick(segment, { goes: side === 'both' })
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current) return
      const { view, seconds } = hand.desk.snapshot()
      const by = ((event.clientX - from.current.x) / from.current.width) * view.span
      if (pull || Math.abs(event.clientX - from.current.x) >= 3) onPull({ key, now: pulled(hand.question, segment, side, by, seconds) })
    },
    onPointerUp: () => {
      from.current = undefined
      onPull(undefined)
      if (pull?.key === key) hand.put(replace(hand.question, hand.segments, segment, pull.now))
    },
    onPointerCancel: () => {
      from.current = undefined
      onPull(undefined)
    },
  }
}
