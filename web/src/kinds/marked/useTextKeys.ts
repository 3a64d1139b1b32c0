import type { KeyboardEvent, RefObject } from 'react'
import type { TextDesk } from '@/canvas/text/desk'
import { byLine, isRightToLeft, lineEdge } from '@/canvas/text/geometry'
import { stretch } from '@/canvas/text/cursor'
import type { Drawn } from './pieces'
import { t } from './markedWords'

type Reach = 'character' | 'word' | 'line' | 'edge' | 'text'
interface Way {
  reach: Reach
  step: 1 | -1
}

/** Where a key leads, in the order of reading. */
function wayOf(event: KeyboardEvent, isReversed: boolean): Way | undefined {
  const isFar = event.ctrlKey || event.metaKey
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return isFar ? undefined : { reach: 'line', step: event.key === 'ArrowDown' ? 1 : -1 }
  if (event.key === 'Home' || event.key === 'End') return { reach: isFar ? 'text' : 'edge', step: event.key === 'End' ? 1 : -1 }
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return undefined
  return { reach: isFar ? 'word' : 'character', step: (event.key === 'ArrowRight') !== isReversed ? 1 : -1 }
}

function goal(root: Element, { boundaries, offsets }: TextDesk, at: number, { reach, step }: Way): number {
  if (reach === 'character') return overGap(offsets.text, boundaries.byCharacter(at, step), step)
  if (reach === 'word') return boundaries.byWord(at, step)
  if (reach === 'line') return byLine(root, at, step)
  if (reach === 'edge') return lineEdge(root, at, step)
  return step > 0 ? offsets.text.length : 0
}

/** Empty lines part paragraphs and are not drawn: step over them. */
function overGap(text: string, at: number, step: 1 | -1): number {
  if (text[at - 1] !== '\n') return at
  let place = at
  if (step > 0) while (text[place] === '\n') place += 1
  else if (text[at] === '\n') while (text[place - 1] === '\n') place -= 1
  return place
}

/** The keys of the text itself, while it has focus: the caret moves, and says where it is. */
export function useTextKeys(root: RefObject<HTMLDivElement | null>, desk: TextDesk, pieces: readonly Drawn[]) {
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const element = root.current
    if (!element || event.altKey) {
      // Alt with arrows moves the ends of what is picked; the browser would leave the page where none is picked.
      if (event.altKey && event.key.startsWith('Arrow') && desk.cursor.state !== 'span') event.preventDefault()
      return
    }
    const at = desk.cursor.state === 'away' ? 0 : desk.cursor.at
    const way = wayOf(event, isRightToLeft(element, at))
    if (!way) return
    event.preventDefault()
    desk.step({ do: event.shiftKey ? 'extend' : 'place', at: goal(element, desk, at, way) })
    desk.say(heard(desk, way.reach, pieces))
  }
}

/** What a screen reader hears of a caret that has moved. */
function heard({ cursor, offsets, boundaries }: TextDesk, reach: Reach, pieces: readonly Drawn[]): string {
  const selected = stretch(cursor)
  if (selected) return t('marked.say.selected', { text: offsets.text.slice(selected.start, selected.end).slice(0, 200) })
  const at = cursor.state === 'away' ? 0 : cursor.at
  if (at >= offsets.text.length) return t('marked.say.end')
  const word = reach === 'word' ? boundaries.wordAt(at) : undefined
  const text = word ? offsets.text.slice(word.start, word.end) : reach === 'line' ? offsets.text.slice(at, at + 80) : named(offsets.text.slice(at, boundaries.byCharacter(at, 1)))
  const inside = pieces.filter((piece) => piece.start <= at && at < piece.end).map((piece) => piece.name)
  return inside.length > 0 ? t('marked.say.in', { text, labels: inside.join(', ') }) : text
}

const named = (sign: string): string => (sign.includes('\n') ? t('marked.say.line') : sign.trim() === '' ? t('marked.say.space') : sign)
