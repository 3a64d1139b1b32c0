import type { KeyboardEvent } from 'react'
import { aim, grow, nudge } from './acts'
import type { Hand } from './hand'
import type { Pane } from './pane'
import { drawHere } from './useShapeKeys'

const ways: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const FAR = 10
/** Of the cross, in pixels of the screen. */
const CROSS = 8

/** The arrows of the picture itself, while it has focus: they move what is picked, or the cross. */
export function arrows(pane: Pane, hand: Hand | undefined) {
  return (event: KeyboardEvent) => {
    const way = ways[event.key]
    if (!hand || event.ctrlKey || event.metaKey) return
    if (event.key === ' ') {
      event.preventDefault()
      return drawHere(hand, pane)
    }
    if (!way) return
    event.preventDefault()
    const [dx, dy] = way.map((step) => step * (event.shiftKey ? FAR : 1)) as [number, number]
    const { desk } = pane
    if (desk.mode.state === 'idle' && hand.picked.length > 0) return event.altKey ? grow(hand, dx, dy) : nudge(hand, dx, dy)
    const from = desk.crosshair ?? pane.middle()
    const far = event.altKey ? 1 : Math.max(1, Math.round(CROSS / pane.scale()))
    aim(hand, desk.crosshair ? { x: Math.round(from.x) + dx * far, y: Math.round(from.y) + dy * far } : from)
    pane.reveal(desk.crosshair ?? from)
  }
}
