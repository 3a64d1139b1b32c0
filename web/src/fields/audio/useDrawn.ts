import { useEffect, useRef, useState, type DependencyList } from 'react'
import type { Colours } from '@/canvas/sound/draw'

/** A canvas that is drawn anew when something, its size or the theme changes. */
export function useDrawn(draw: (canvas: HTMLCanvasElement, colours: Colours) => unknown, on: DependencyList) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [turn, again] = useState(0)
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const next = () => again((n) => n + 1)
    const size = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(next)
    const theme = new MutationObserver(next)
    size?.observe(element)
    theme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => {
      size?.disconnect()
      theme.disconnect()
    }
  }, [])
  useEffect(() => {
    if (canvas.current) draw(canvas.current, coloursOf(canvas.current))
    // The drawing is made of what it hangs on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [turn, ...on])
  return canvas
}

function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas)
  const of = (name: string) => style.getPropertyValue(name).trim() || 'gray'
  return { wave: of('--wave'), ink: of('--ink-3'), grid: of('--line-2') }
}
