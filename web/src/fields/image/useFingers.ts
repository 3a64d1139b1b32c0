import { useRef, type PointerEvent } from 'react'

interface Spot {
  x: number
  y: number
}

const between = (a: Spot, b: Spot): Spot => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const apart = (a: Spot, b: Spot): number => Math.max(0.01, Math.hypot(a.x - b.x, a.y - b.y))

/** Two fingers on something: how much further apart they are than before, and the spot between them, then and now, in shares of it. */
export function useFingers(onPinch: (by: number, from: Spot, to: Spot) => void) {
  const fingers = useRef(new Map<number, Spot>())
  const lift = ({ pointerId }: PointerEvent) => void fingers.current.delete(pointerId)
  const spotOf = (event: PointerEvent<HTMLElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const put = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'touch') fingers.current.set(event.pointerId, spotOf(event))
  }
  /** Whether it was one of two fingers that moved. */
  const move = (event: PointerEvent<HTMLElement>): boolean => {
    const before = fingers.current.get(event.pointerId)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (!before) return false
    const now = spotOf(event)
    fingers.current.set(event.pointerId, now)
    if (!other) return false
    onPinch(apart(now, other) / apart(before, other), between(before, other), between(now, other))
    return true
  }
  return { put, move, lift }
}
