import { useLayoutEffect, useState, type CSSProperties, type RefObject } from 'react'
import { stretch, type Cursor } from '@/canvas/text/cursor'
import { caretBox, rangeOf } from '@/canvas/text/geometry'
import styles from './marked.module.css'
import { useWidth } from '../useWidth'

interface CaretProps {
  root: RefObject<HTMLDivElement | null>
  cursor: Cursor
  /** The caret moves with what is drawn. */
  pieces: unknown
}

/** The caret, and the browser's own selection made the same as ours. */
export function Caret({ root, cursor, pieces }: CaretProps) {
  const [style, setStyle] = useState<CSSProperties>()
  const width = useWidth(root)
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    select(element, cursor)
    const isShown = cursor.state === 'caret' || cursor.state === 'range'
    setStyle(isShown ? place(element, cursor.at) : undefined)
  }, [root, cursor, pieces, width])
  useLayoutEffect(() => {
    if (root.current && cursor.state !== 'away') reveal(root.current, cursor.at)
  }, [root, cursor])
  return style ? <span className={styles.caret} style={style} aria-hidden="true" /> : null
}

function place(root: HTMLElement, at: number): CSSProperties | undefined {
  const box = caretBox(root, at)
  const frame = root.getBoundingClientRect()
  return box && { left: box.left - frame.left, top: box.top - frame.top, height: box.height || 24 }
}

function select(root: HTMLElement, cursor: Cursor): void {
  const selection = getSelection()
  if (!selection) return
  const wanted = stretch(cursor)
  if (!wanted) {
    if (selection.rangeCount > 0 && !selection.isCollapsed && root.contains(selection.anchorNode)) selection.removeAllRanges()
    return
  }
  const range = rangeOf(root, wanted)
  if (!range || (selection.rangeCount > 0 && isSame(selection.getRangeAt(0), range))) return
  selection.removeAllRanges()
  selection.addRange(range)
}

const isSame = (a: Range, b: Range): boolean => a.compareBoundaryPoints(Range.START_TO_START, b) === 0 && a.compareBoundaryPoints(Range.END_TO_END, b) === 0

/** Scroll where the cursor would be out of sight. */
function reveal(root: HTMLElement, at: number): void {
  const box = caretBox(root, at)
  const pane = scroller(root)
  if (!box || !pane) return
  const { top, bottom } = pane === document.documentElement ? { top: 0, bottom: window.innerHeight } : pane.getBoundingClientRect()
  if (box.top < top + 8) pane.scrollTop -= top + 48 - box.top
  else if (box.bottom > bottom - 8) pane.scrollTop += box.bottom - bottom + 48
}

function scroller(element: HTMLElement): Element | null {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  }
  return document.scrollingElement
}
