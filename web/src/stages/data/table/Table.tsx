import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { ItemRow } from '@/api'
import { useKeys } from '@/keyboard'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import { Row } from './Row'
import styles from './Table.module.css'

export interface TableProps {
  rows: ItemRow[]
  total: number
  book: Map<string, Shown>
  open: number | undefined
  onOpen: (item: number) => void
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
  onEnd: () => void
}

const columns = ['pick', 'text', 'status', 'answer', 'prediction', 'answers'] as const
const near = 20

/** Only the rows in sight exist; j and k move through all of them. */
export function Table({ rows, total, book, open, onOpen, chosen, onChoose, onEnd }: TableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(-1)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 36, overscan: 12 })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - near) onEnd()
  })
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    setAt(next)
    virtual.scrollToIndex(next)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus())
    if (open !== undefined && rows[next]) onOpen(rows[next].id)
  }
  const choose = (id: number) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  useKeys(t('data.title'), [
    { key: 'j', name: t('data.key.down'), run: () => focus(at + 1) },
    { key: 'k', name: t('data.key.up'), run: () => focus(at - 1) },
    { key: 'ArrowDown', name: t('data.key.down'), unlisted: true, run: () => focus(at + 1) },
    { key: 'ArrowUp', name: t('data.key.up'), unlisted: true, run: () => focus(at - 1) },
    { key: 'x', name: t('data.key.pick'), run: () => rows[at] && choose(rows[at].id) },
  ])
  return (
    <div className={styles.table} role="table" aria-rowcount={total + 1} aria-label={t('data.column.text')}>
      <div role="rowgroup">
        <div className={styles.head} role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <span key={column} role="columnheader" className={styles[column]}>
              {column === 'pick' ? <span className="sr">{t('data.column.pick')}</span> : t(`data.column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div className={styles.scroll} ref={scroller} role="rowgroup" tabIndex={-1}>
        <div className={styles.all} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start, size }) => {
            const row = rows[index]!
            return <Row key={row.id} row={row} index={index} top={start} height={size} book={book} isOpen={row.id === open} isChosen={chosen.has(row.id)} onOpen={() => (setAt(index), onOpen(row.id))} onChoose={() => choose(row.id)} />
          })}
        </div>
      </div>
    </div>
  )
}
