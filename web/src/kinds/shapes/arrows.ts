import type { KeyboardEvent as ReactKeyboardEvent } from 'react'
import { addCorner, aim, grow, nudge, perform } from './acts'
import type { Hand } from './hand'
import type { Pane } from './pane'

const steps: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const FAR = 10
/** Of the cross, in pixels of the screen. */
const CROSS = 8

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey'>

/** Move the cross while it is shown, else what is picked; Alt sizes it. */
export function arrowed(hand: Hand, pane: Pane, { key, altKey, shiftKey }: Pressed): void {
  const step = steps[key]
  if (!step) return
  const { desk } = pane
  const seen = Math.max(1, Math.round(CROSS / pane.scale()))
  const by = (far: number, further: number) => step.map((one) => one * (shiftKey ? further : far)) as [number, number]
  pane.focus()
  if (desk.mode.state === 'idle' && !desk.crosshair && hand.picked.length > 0) {
    // Of a picture shown small, ten pixels are hardly a step.
    const [dx, dy] = by(1, Math.max(FAR, seen))
    if (altKey) grow(hand, dx, dy)
    else nudge(hand, dx, dy)
    return pane.reveal(desk.here)
  }
  const [dx, dy] = altKey ? by(1, FAR) : by(seen, FAR * seen)
  const from = desk.crosshair
  aim(hand, from ? { x: Math.round(from.x) + dx, y: Math.round(from.y) + dy } : (desk.aimed ?? pane.middle()))
  pane.reveal(desk.crosshair)
}

/** Show the cross, then begin at it, then finish at it; with a corner in hand, add one behind. */
export function drawHere(hand: Hand, pane: Pane): void {
  const { desk } = hand
  pane.focus()
  if (desk.snapshot().vertex !== undefined) return addCorner(hand)
  if (!desk.crosshair) {
    aim(hand, desk.aimed ?? pane.middle())
    return pane.reveal(desk.crosshair)
  }
  const at = desk.magnet ? desk.inside(desk.crosshair, pane.reach() / 2) : desk.crosshair
  const done = desk.step({ do: 'mark', at }, pane.reach())
  const n = desk.mode.state === 'outlining' ? desk.mode.points.length : 0
  if (done.length === 0) hand.say(n > 1 ? 'shapes.say.corner.set' : 'shapes.say.started', { n, x: Math.round(at.x), y: Math.round(at.y) })
  perform(hand, done)
}

/** The arrows and the space bar of the picture itself, while it has the focus; with nothing in hand, up and down go on through the questions. */
export function arrows(pane: Pane, hand: Hand | undefined) {
  return (event: ReactKeyboardEvent) => {
    if (!hand || event.ctrlKey || event.metaKey || !(event.key === ' ' || event.key in steps)) return
    if (isFree(hand) && !event.shiftKey && !event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) return
    event.preventDefault()
    if (event.key === ' ') drawHere(hand, pane)
    else arrowed(hand, pane, event)
  }
}

const isFree = ({ desk, picked }: Hand): boolean => desk.mode.state === 'idle' && !desk.crosshair && picked.length === 0
