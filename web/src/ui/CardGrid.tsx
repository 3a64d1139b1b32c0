import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { useKeys, type Binding } from '@/keyboard'
import styles from './CardGrid.module.css'
import { t } from './cardWords'

export interface CardGridProps {
  label: string
  count: number
  /** The least width of a card, and its height, in pixels. */
  width: number
  height: number
  card: (index: number) => ReactNode
  nameOf: (index: number) => string
  isChosen: (index: number) => boolean
  /** Take cards into the selection, or out of it. */
  onChoose: (indexes: readonly number[], isOn: boolean) => void
  /** What Enter and a click do; where it is left out, a click chooses. */
  onOpen?: (index: number) => void
  /** The last cards are in sight. */
  onEnd?: () => void
  onCursor?: (index: number) => void
  /** The cards have sounds: a key plays the one with the cursor. */
  hears?: boolean
}

const gap = 8
const near = 3

/** Cards in rows of which only those in sight exist: arrows move, Space chooses, with Shift as far as one goes. */
export function CardGrid({ label, count, width, height, card, nameOf, isChosen, onChoose, onOpen, onEnd, onCursor, hears }: CardGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller, width)
  const [at, setAt] = useState(0)
  const anchor = useRef(0)
  const here = Math.max(0, Math.min(at, count - 1))
  const virtual = useVirtualizer({ count: Math.ceil(count / columns), getScrollElement: () => scroller.current, estimateSize: () => height + gap, overscan: 3 })
  useLayoutEffect(() => virtual.measure(), [virtual, columns, height])
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (count > 0 && last >= Math.ceil(count / columns) - near) onEnd?.()
  })
  const put = (index: number) => {
    setAt(index)
    onCursor?.(index)
  }
  const go = (index: number, isRange: boolean) => {
    const next = Math.max(0, Math.min(count - 1, index))
    if (isRange) onChoose(between(anchor.current, next), true)
    else anchor.current = next
    put(next)
    virtual.scrollToIndex(Math.floor(next / columns))
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus())
  }
  const toggle = (index: number) => {
    anchor.current = index
    put(index)
    onChoose([index], !isChosen(index))
  }
  const click = (event: MouseEvent, index: number) => {
    if (event.target instanceof Element && event.target.closest('audio, input, button, a')) return
    if (event.shiftKey) onChoose(between(anchor.current, index), true)
    else if (event.ctrlKey || event.metaKey || !onOpen) return toggle(index)
    else onOpen(index)
    put(index)
  }
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (height + gap))) * columns
  const steps: [string, number][] = [['ArrowRight', 1], ['ArrowLeft', -1], ['ArrowDown', columns], ['ArrowUp', -columns], ['PageDown', page], ['PageUp', -page], ['Home', -count], ['End', count]]
  const moves = steps.flatMap(([key, by], index): Binding[] => [
    { key, name: t('cards.move'), unlisted: index > 0, run: () => go(here + by, false) },
    { key: `shift+${key}`, name: t('cards.extend'), unlisted: index > 0, run: () => go(here + by, true) },
  ])
  useKeys(
    label,
    [
      ...moves,
      { key: ' ', name: t('cards.choose'), run: () => count > 0 && toggle(here) },
      { key: 'mod+a', name: t('cards.all'), run: () => onChoose(between(0, count - 1), true) },
      ...(hears ? [{ key: 'p', name: t('cards.hear'), run: () => scroller.current?.querySelector<HTMLElement>(`[data-card="${here}"] [data-hear]`)?.click() }] : []),
      ...(onOpen ? [{ key: 'Enter', name: t('cards.open'), run: () => count > 0 && onOpen(here) }] : []),
    ],
    { prior: true },
  )
  return (
    <div className={styles.scroll} ref={scroller} role="grid" aria-label={label} aria-multiselectable aria-colcount={columns} aria-rowcount={Math.ceil(count / columns)}>
      <div className={styles.all} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {shown.map((row) => (
          <div key={row.index} className={styles.row} role="row" aria-rowindex={row.index + 1} style={{ transform: `translateY(${row.start}px)`, height, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {between(row.index * columns, Math.min(count, (row.index + 1) * columns) - 1).map((index) => (
              <div key={index} role="gridcell" className={styles.card} data-card={index} aria-selected={isChosen(index)} aria-label={nameOf(index)} tabIndex={index === here ? 0 : -1} onFocus={() => index !== at && put(index)} onClick={(event) => click(event, index)}>
                <input type="checkbox" tabIndex={-1} className={styles.mark} aria-label={t('cards.pick', { name: nameOf(index) })} checked={isChosen(index)} onChange={() => toggle(index)} />
                {card(index)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

const between = (a: number, b: number): number[] => Array.from({ length: Math.abs(b - a) + 1 }, (_, index) => Math.min(a, b) + index)

/** How many cards stand side by side. */
function useColumns(box: React.RefObject<HTMLElement | null>, width: number): number {
  const [columns, setColumns] = useState(1)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setColumns(Math.max(1, Math.floor((element.clientWidth + gap) / (width + gap))))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, width])
  return columns
}
