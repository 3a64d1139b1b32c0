import { useEffect, useRef, type RefObject } from 'react'
import { placeAt } from '@/canvas/text/geometry'
import type { Hand } from './hand'
import type { End } from './relation'

/** Press one span and then another, or draw from one to the other. Elsewhere in the text the pointer does what it always does. */
export function useDrawing(root: RefObject<HTMLDivElement | null>, hand: Hand, spans: readonly End[], enabled: boolean): void {
  const latest = useRef({ hand, spans })
  useEffect(() => {
    latest.current = { hand, spans }
  })
  useEffect(() => {
    const element = root.current
    if (!element || !enabled) return
    let began: End | undefined
    const spanUnder = ({ clientX, clientY }: MouseEvent) => innermost(latest.current, placeAt(element, clientX, clientY))
    const down = (event: PointerEvent) => {
      began = spanUnder(event)
      if (began) event.stopPropagation()
    }
    // Nothing is selected on the way from one span to another.
    const hold = (event: MouseEvent) => began && event.preventDefault()
    const up = (event: PointerEvent) => {
      const from = began
      began = undefined
      if (!from) return
      event.stopPropagation()
      const to = spanUnder(event)
      const { hand: now } = latest.current
      if (to && to !== from) now.connect(from, to)
      else if (to) now.take(to)
    }
    element.addEventListener('pointerdown', down, true)
    element.addEventListener('mousedown', hold, true)
    element.addEventListener('pointerup', up, true)
    return () => {
      element.removeEventListener('pointerdown', down, true)
      element.removeEventListener('mousedown', hold, true)
      element.removeEventListener('pointerup', up, true)
    }
  }, [root, enabled])
}

/** The shortest span over a place, given in units. */
function innermost({ hand, spans }: { hand: Hand; spans: readonly End[] }, place: number | undefined): End | undefined {
  if (place === undefined) return undefined
  const at = hand.desk.offsets.points(place)
  const there = spans.filter(({ start, end }) => start <= at && at < end)
  return there.reduce<End | undefined>((best, one) => (best && best.end - best.start <= one.end - one.start ? best : one), undefined)
}
