import type { CSSProperties } from 'react'
import { inOrder, lines } from '@/canvas/text/runs'
import type { Mark, TextHand } from './hand'

/** A mark as it is drawn. */
export interface Drawn extends Mark {
  /** Which of the lines under the text is its own, so that those that overlap are told apart. */
  line: number
}

const MOST_LINES = 4

/** All that is drawn on a text, of all questions that point into it, in order. */
export const drawn = (hands: readonly TextHand[]): Drawn[] => laid(hands.flatMap((hand) => hand.marks))

/** Marks in order, each on a line of its own where they overlap. */
export function laid(found: readonly Mark[]): Drawn[] {
  const marks = inOrder(found.filter(({ start, end }) => start < end))
  const places = lines(marks)
  return marks.map((mark) => ({ ...mark, line: (places.get(mark.key) ?? 0) % MOST_LINES }))
}

/** What changes how a piece looks: equal looks need no new drawing. */
export const lookOf = ({ key, start, end, line, isPicked, tag }: Drawn): string => `${key}|${start}|${end}|${line}|${isPicked}|${tag}`

const solid = (colour: string): string => `linear-gradient(${colour}, ${colour})`
const dashed = (colour: string): string => `repeating-linear-gradient(90deg, ${colour} 0 4px, transparent 4px 7px)`
const dotted = (colour: string): string => `repeating-linear-gradient(90deg, ${colour} 0 2px, transparent 2px 4px)`
const lineOf = ({ isSuggested, isBeside, colour }: Drawn): string => (isSuggested ? dashed : isBeside ? dotted : solid)(colour)

/** A line for each piece under the text, and a tint of the innermost behind it. */
export function styleOf(pieces: readonly Drawn[]): CSSProperties | undefined {
  const last = pieces.findLast((piece) => piece.isPicked) ?? pieces.findLast((piece) => !piece.isSuggested && !piece.isBeside)
  if (pieces.length === 0) return undefined
  const deepest = Math.max(...pieces.map((piece) => piece.line))
  return {
    backgroundColor: last && `color-mix(in srgb, ${last.colour} ${last.isPicked ? 34 : 13}%, transparent)`,
    backgroundImage: pieces.map(lineOf).join(','),
    backgroundPosition: pieces.map((piece) => `0 calc(100% - ${3 * (deepest - piece.line)}px)`).join(','),
    paddingBottom: `${2 + 3 * deepest}px`,
  }
}
