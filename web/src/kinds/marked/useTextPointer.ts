import { useEffect, useRef, type HTMLAttributes, type RefObject } from 'react'
import type { Stretch } from '@/canvas/text/boundaries'
import type { TextDesk } from '@/canvas/text/desk'
import { placeOf } from '@/canvas/text/geometry'
import { pieceAt } from '@/canvas/text/runs'
import type { TextHand } from './hand'
import type { Drawn } from './pieces'

type Handlers = Pick<HTMLAttributes<HTMLDivElement>, 'onPointerDown' | 'onPointerUp' | 'onFocus' | 'onBlur'>

/** Select with the browser's own selection: with an active label it becomes a part at once, else the labels are offered. */
export function useTextPointer(root: RefObject<HTMLDivElement | null>, desk: TextDesk, pieces: readonly Drawn[], hand: TextHand | undefined): Handlers {
  const pressed = useRef(false)
  useTouch(root, desk)
  const click = () => {
    const { anchorNode, anchorOffset } = getSelection() ?? {}
    const at = root.current ? placeOf(root.current, anchorNode ?? null, anchorOffset ?? 0) : undefined
    if (at === undefined) return
    const here = pieces.findLast((piece) => piece.isPicked && piece.start <= at && at < piece.end)
    const found = pieceAt(pieces, at, here?.key)
    if (found) found.pick()
    else desk.step({ do: 'place', at })
  }
  const lift = (isTouch: boolean) => {
    const selected = root.current && selection(root.current)
    if (!selected) return click()
    const mark = hand?.active
    if (!mark || isTouch) return select(desk, selected)
    // The hand goes on to the next words: nothing stays picked, so that a key changes the label to come.
    mark({ start: Math.min(selected.start, selected.end), end: Math.max(selected.start, selected.end) })
    letGo(desk)
  }
  return {
    onPointerDown: () => {
      pressed.current = true
    },
    onPointerUp: (event) => {
      const isTouch = event.pointerType === 'touch'
      // The browser settles a click within a selection only now.
      setTimeout(() => {
        pressed.current = false
        lift(isTouch)
      })
    },
    onFocus: () => {
      if (!pressed.current && desk.cursor.state === 'away') desk.step({ do: 'place', at: 0 })
    },
    onBlur: () => desk.step({ do: 'leave' }),
  }
}

/** From what was made to a caret, and away. */
function letGo(desk: TextDesk): void {
  desk.step({ do: 'escape' })
  desk.step({ do: 'escape' })
}

/** A finger draws the handles of the system; once they rest, what lies between is selected. */
function useTouch(root: RefObject<HTMLDivElement | null>, desk: TextDesk): void {
  useEffect(() => {
    if (typeof matchMedia === 'undefined' || !matchMedia('(pointer: coarse)').matches) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      const selected = root.current && selection(root.current)
      if (selected) select(desk, selected)
    }
    const onChange = () => {
      clearTimeout(timer)
      timer = setTimeout(settle, 300)
    }
    document.addEventListener('selectionchange', onChange)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', onChange)
    }
  }, [root, desk])
}

/** What the browser has selected within the text: where it began and where it is. */
function selection(root: Element): Stretch | undefined {
  const found = getSelection()
  if (!found || found.isCollapsed) return undefined
  const start = placeOf(root, found.anchorNode, found.anchorOffset)
  const end = placeOf(root, found.focusNode, found.focusOffset)
  return start === undefined || end === undefined || start === end ? undefined : { start, end }
}

function select(desk: TextDesk, { start, end }: Stretch): void {
  const trimmed = desk.boundaries.trimmed({ start: Math.min(start, end), end: Math.max(start, end) })
  if (!trimmed) return
  const isBackward = end < start
  desk.step({ do: 'place', at: isBackward ? trimmed.end : trimmed.start })
  desk.step({ do: 'extend', at: isBackward ? trimmed.start : trimmed.end })
}
