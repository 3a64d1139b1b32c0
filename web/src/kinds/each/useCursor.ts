import { useMemo, useState, type RefObject } from 'react'
import type { ShownField } from '@/api'
import type { Answers } from './units'

interface Spot {
  /** What the cursor stands in: another item starts anew. */
  content: string
  unit: string
}

/** The turn or cell that single keys speak to: at first the first without an answer. */
export function useCursor(field: ShownField, units: readonly string[], answers: Answers, box: RefObject<HTMLElement | null>) {
  // The same content stays the same, though the server may have sent it again.
  const content = useMemo(() => JSON.stringify(field.value) ?? '', [field.value])
  const [spot, setSpot] = useState<Spot | null>(null)
  const kept = spot?.content === content && units.includes(spot.unit) ? spot.unit : undefined
  const at = kept ?? units.find((unit) => !(unit in answers)) ?? units[0]
  const index = at === undefined ? -1 : units.indexOf(at)
  const put = (unit: string) => setSpot({ content, unit })
  const show = (unit: string) => {
    put(unit)
    const element = box.current?.querySelector<HTMLElement>(`[data-unit="${CSS.escape(unit)}"]`)
    const field = element?.querySelector<HTMLElement>('input:not([type=range]), textarea')
    ;(field ?? element)?.focus()
  }
  const may = (by: number) => units[index + by] !== undefined
  const go = (by: number) => {
    const next = units[index + by]
    if (next !== undefined) show(next)
  }
  /** To the next one after an answer; at the last one, out of a field that is written in, so that Enter submits. */
  const onward = () => {
    if (may(1)) go(1)
    else if (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea')) document.activeElement.blur()
  }
  return { at, put, go, may, onward }
}
