import { useEffect, useState, type RefObject } from 'react'

/** The width of a part: what is laid over a text moves when its lines break elsewhere. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!of.current || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(of.current)
    return () => observer.disconnect()
  }, [of])
  return width
}
