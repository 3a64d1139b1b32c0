import { useEffect, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react'
import { pulled } from '@/canvas/light'
import type { Spot } from '@/canvas/shapes/place'
import { perform } from './acts'
import type { Hand } from './hand'
import type { Pane } from './pane'

interface Contact extends Spot {
  isPen: boolean
}

/** Mouse, pen and fingers: one draws and pulls, two fingers zoom and move; the wheel zooms where the pointer is. */
export function usePointer(frame: RefObject<HTMLElement | null>, pane: Pane, hand: Hand | undefined) {
  const down = useRef(new Map<number, Contact>())
  /** The one that draws or pulls, until another comes. */
  const acting = useRef<number>(undefined)
  const { desk } = pane
  useWheel(frame, pane)
  const giveUp = () => {
    if (acting.current !== undefined) desk.step({ do: 'pinch' }, 1)
    acting.current = undefined
  }
  const end = (event: PointerEvent) => {
    down.current.delete(event.pointerId)
    if (acting.current !== event.pointerId) return
    if (event.type === 'pointercancel') return giveUp()
    acting.current = undefined
    // The last way of a finger may come with its lifting alone.
    if (desk.mode.state !== 'panning') desk.step({ do: 'move', at: follow(pane, { x: event.clientX, y: event.clientY }, event.pointerType) }, pane.reach(event.pointerType))
    if (hand) perform(hand, desk.step({ do: 'release' }, pane.reach()), pane.reach())
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const isPen = event.pointerType === 'pen'
      // A hand that rests beside the pen draws nothing.
      if (event.pointerType === 'touch' && [...down.current.values()].some((one) => one.isPen)) return
      if (isPen) {
        giveUp()
        down.current.clear()
      }
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, { x: event.clientX, y: event.clientY, isPen })
      desk.forgetCross()
      if (down.current.size > 1) return giveUp()
      acting.current = event.pointerId
      if (event.altKey) return
      const at = pane.spot(event.clientX, event.clientY)
      if (event.button > 0 || event.ctrlKey || event.metaKey) return void desk.step({ do: 'pan', at }, 1)
      if (hand) perform(hand, desk.press(at, pane.reach(event.pointerType), event.shiftKey))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = down.current.get(event.pointerId)
      const now = { x: event.clientX, y: event.clientY }
      if (before && down.current.size === 2) pinch(pane, [...down.current].find(([id]) => id !== event.pointerId)?.[1] ?? now, before, now)
      if (before) down.current.set(event.pointerId, { ...before, ...now })
      if (down.current.size > 1 || (!before && event.pointerType === 'touch')) return
      if (before && event.altKey && desk.mode.state === 'idle') return desk.lighten(pulled(desk.light, now.x - before.x, now.y - before.y))
      if (desk.mode.state === 'panning' && before) return pane.move(now.x - before.x, now.y - before.y)
      if (desk.mode.state !== 'idle') return void desk.step({ do: 'move', at: follow(pane, now, event.pointerType) }, pane.reach(event.pointerType))
      event.currentTarget.style.cursor = cursorOver(pane, pane.spot(now.x, now.y), event.pointerType)
    },
    onPointerUp: end,
    onPointerCancel: end,
    onDoubleClick: () => hand && perform(hand, desk.step({ do: 'finish' }, pane.reach())),
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
  }
}

/** Where the pointer is; a shape that is drawn stays on the picture, and near its border on it. */
function follow(pane: Pane, { x, y }: Spot, pointer: string): Spot {
  const spot = pane.spot(x, y)
  const isDrawn = pane.desk.mode.state === 'drawing' || pane.desk.mode.state === 'outlining'
  return isDrawn ? pane.desk.inside(spot, pane.reach(pointer) / 2) : spot
}

const cursors = { nothing: 'crosshair', shape: 'move', handle: 'nwse-resize', turn: 'grab', vertex: 'move', between: 'copy' } as const
const cursorOver = (pane: Pane, spot: Spot, pointer: string): string => cursors[pane.desk.target(spot, pane.reach(pointer)).on]

function pinch(pane: Pane, still: Spot, before: Spot, now: Spot): void {
  const { left, top, width, height } = pane.box()
  const far = (spot: Spot) => Math.max(1, Math.hypot(spot.x - still.x, spot.y - still.y))
  pane.move((now.x - before.x) / 2, (now.y - before.y) / 2)
  pane.zoom(far(now) / far(before), ((now.x + still.x) / 2 - left) / width, ((now.y + still.y) / 2 - top) / height)
}

/** React's own listener could not keep the page from scrolling. */
function useWheel(frame: RefObject<HTMLElement | null>, pane: Pane): void {
  useEffect(() => {
    const element = frame.current
    const turn = (event: WheelEvent) => {
      const { left, top, width, height } = pane.box()
      event.preventDefault()
      pane.zoom(Math.exp(-event.deltaY / 400), (event.clientX - left) / width, (event.clientY - top) / height)
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [frame, pane])
}
