import { useState, type KeyboardEvent } from 'react'

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** One tab stop for a row of options; arrows move the cursor among them without choosing. */
export function useRoving(size: number, chosen: number) {
  const [at, setAt] = useState<number | null>(null)
  const stop = at ?? Math.max(0, chosen)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    const options = event.currentTarget.querySelectorAll<HTMLElement>('[data-option]')
    const next = (stop + step + size) % size
    event.preventDefault()
    event.stopPropagation()
    setAt(next)
    options[next]?.focus()
  }
  return { onKeyDown, tabIndex: (index: number) => (index === stop ? 0 : -1), onFocus: (index: number) => setAt(index) }
}
