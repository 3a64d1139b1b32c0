import { useEffect, useRef, type PointerEvent } from 'react'
import type { SoundDesk } from '@/canvas/sound/desk'
import { clamp, round } from '@/canvas/sound/view'
import type { PlayerParts } from './Player'

const least = 4

/** The pointer on the wave: a click moves the playhead, a drag makes a stretch; the wheel and two fingers zoom and scroll. */
export function useWave(desk: SoundDesk, { onStretch, onPoint }: Pick<PlayerParts, 'onStretch' | 'onPoint'>) {
  const ref = useRef<HTMLDivElement>(null)
  const down = useRef(new Map<number, number>())
  const from = useRef<{ at: number; x: number; moved: boolean }>(undefined)
  const timeAt = (x: number): number => {
    const box = ref.current?.getBoundingClientRect()
    const { view, seconds } = desk.snapshot()
    return box ? round(clamp(view.from + ((x - box.left) / box.width) * view.span, 0, seconds)) : 0
  }
  useEffect(() => {
    const element = ref.current
    const turn = (event: WheelEvent) => {
      event.preventDefault()
      const { span } = desk.snapshot().view
      const along = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (Math.abs(along) > Math.abs(event.shiftKey ? 0 : event.deltaY)) desk.scroll((along / 800) * span)
      else desk.zoom(Math.exp(-event.deltaY / 400), timeAt(event.clientX))
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
    // `timeAt` reads what is there when it is called.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk])
  const stretch = (event: PointerEvent, isDone: boolean) => {
    const start = from.current
    if (!start) return
    start.moved ||= Math.abs(event.clientX - start.x) >= least
    const at = timeAt(event.clientX)
    if (start.moved && onStretch) onStretch({ start: Math.min(start.at, at), end: Math.max(start.at, at) }, isDone)
    else if (isDone || start.moved) desk.seek(at)
    if (isDone && !start.moved) onPoint?.()
  }
  const giveUp = () => {
    if (from.current?.moved) onStretch?.(undefined, true)
    from.current = undefined
  }
  const end = (event: PointerEvent) => {
    down.current.delete(event.pointerId)
    if (event.type === 'pointercancel') return giveUp()
    stretch(event, true)
    from.current = undefined
  }
  /** Two fingers keep the moments that they are on, as far as can be. */
  const pinch = (still: number, before: number, now: number) => {
    const far = (x: number) => Math.max(16, Math.abs(x - still))
    const width = ref.current?.clientWidth ?? 1
    desk.zoom(far(now) / far(before), timeAt((now + still) / 2))
    desk.scroll((-(now - before) / 2 / width) * desk.snapshot().view.span)
  }
  return {
    ref,
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0 || event.target instanceof HTMLButtonElement || (event.target as HTMLElement).closest('[data-grip]')) return
      event.currentTarget.setPointerCapture?.(event.pointerId)
      down.current.set(event.pointerId, event.clientX)
      if (down.current.size > 1) return giveUp()
      from.current = { at: timeAt(event.clientX), x: event.clientX, moved: false }
    },
    onPointerMove: (event: PointerEvent) => {
      const before = down.current.get(event.pointerId)
      const other = [...down.current].find(([id]) => id !== event.pointerId)
      if (before !== undefined && other) pinch(other[1], before, event.clientX)
      else stretch(event, false)
      if (before !== undefined) down.current.set(event.pointerId, event.clientX)
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
