import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { Button } from '@/ui/Button'
import styles from './parts.module.css'
import { t } from './partWords'

const PAGE = 100
const LONG = 30

interface PartListProps<P> {
  name: string
  title: string
  parts: readonly P[]
  picked: P | undefined
  row: (part: P, isPicked: boolean) => ReactNode
}

/** All parts that were made, in their order; of very many, first those before the picked one and some more. */
export function PartList<P>({ name, title, parts, picked, row }: PartListProps<P>) {
  const [page, setPage] = useState(PAGE)
  const most = Math.max(page, picked ? parts.indexOf(picked) + 1 : 0)
  return (
    <section aria-label={name}>
      <div className={styles.head}>
        <h3>{title}</h3>
      </div>
      <ol className={styles.list} data-long={parts.length > LONG || undefined}>{parts.slice(0, most).map((part) => row(part, part === picked))}</ol>
      {parts.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('parts.more', { n: Math.min(PAGE, parts.length - most) })}</Button>}
    </section>
  )
}

interface PartRowProps {
  isPicked: boolean
  isHidden?: boolean
  onPick: (event: MouseEvent) => void
  /** Where what the row shows is not its name. */
  name?: string
  /** Several words of one line may go on in the next. */
  wraps?: boolean
  /** What else can be done with the part. */
  acts?: ReactNode
  deleteName: string
  onDelete: () => void
  /** What is asked of the part, while it is picked. */
  detail: ReactNode
  children: ReactNode
}

/** One part in the list: picked by a click, and then asked more; in view when it was picked elsewhere. */
export function PartRow({ isPicked, isHidden = false, onPick, name, wraps = false, acts, deleteName, onDelete, detail, children }: PartRowProps) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isPicked && row.current) show(row.current)
  }, [isPicked])
  return (
    <li ref={row} className={styles.row} data-picked={isPicked || undefined} data-hidden={isHidden || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.pick} data-wraps={wraps || undefined} aria-pressed={isPicked} aria-label={name} onClick={onPick}>
          {children}
        </button>
        {acts}
        <Button look="quiet" size="small" icon="cross" aria-label={deleteName} onClick={onDelete} />
      </div>
      {isPicked && detail}
    </li>
  )
}

/** Scroll the column that a row is in. On a phone there is none: the page stays, and with it what is drawn on. */
function show(row: HTMLElement): void {
  for (let column = row.parentElement; column && column !== document.body; column = column.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(column).overflowY)) continue
    const [at, seen] = [row.getBoundingClientRect(), column.getBoundingClientRect()]
    column.scrollTop += Math.min(0, at.top - seen.top) || Math.max(0, at.bottom - seen.bottom)
    return
  }
}
