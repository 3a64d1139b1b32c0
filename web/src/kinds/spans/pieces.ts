import type { CSSProperties } from 'react'
import type { Offsets } from '@/canvas/text/offsets'
import { inOrder, lines, type Piece } from '@/canvas/text/runs'
import { labelColour } from '@/ui/LabelSwatch'
import type { Hand } from './hand'
import type { Span } from './span'

/** A span or a suggestion as it is drawn. */
export interface Drawn extends Piece {
  span: Span
  hand: Hand
  name: string
  colour: string
  isSuggested: boolean
  isPicked: boolean
  /** Which of the lines under the text is its own, so that those that overlap are told apart. */
  line: number
}

const MOST_LINES = 4

/** All that is drawn on a text, of all questions that point into it, in order. */
export function drawn(hands: readonly Hand[], offsets: Offsets, picked: string | undefined): Drawn[] {
  const all = hands.flatMap((hand) => [...hand.spans.map((span) => draw(hand, span, offsets, picked)), ...hand.suggested.map(({ span }) => draw(hand, span, offsets, picked, true))])
  const pieces = inOrder(all.filter((piece) => piece.start < piece.end))
  const places = lines(pieces)
  return pieces.map((piece) => ({ ...piece, line: (places.get(piece.key) ?? 0) % MOST_LINES }))
}

function draw(hand: Hand, span: Span, offsets: Offsets, picked: string | undefined, isSuggested = false): Drawn {
  const key = hand.key(span, isSuggested)
  const position = hand.labels.findIndex((label) => label.id === span.label)
  return {
    key,
    start: offsets.units(span.start),
    end: offsets.units(span.end),
    span,
    hand,
    name: hand.nameOf(span),
    colour: position < 0 ? 'var(--ink-3)' : labelColour(position),
    isSuggested,
    isPicked: key === picked,
    line: 0,
  }
}

/** What changes how a piece looks: equal looks need no new drawing. */
export const lookOf = ({ key, start, end, line, isPicked, name }: Drawn): string => `${key}|${start}|${end}|${line}|${isPicked}|${name}`

const solid = (colour: string): string => `linear-gradient(${colour}, ${colour})`
const dashed = (colour: string): string => `repeating-linear-gradient(90deg, ${colour} 0 4px, transparent 4px 7px)`

/** A line for each piece under the text, and a tint of the innermost behind it. */
export function styleOf(pieces: readonly Drawn[]): CSSProperties | undefined {
  const last = pieces.findLast((piece) => piece.isPicked) ?? pieces.findLast((piece) => !piece.isSuggested)
  if (pieces.length === 0) return undefined
  const deepest = Math.max(...pieces.map((piece) => piece.line))
  return {
    backgroundColor: last && `color-mix(in srgb, ${last.colour} ${last.isPicked ? 34 : 13}%, transparent)`,
    backgroundImage: pieces.map((piece) => (piece.isSuggested ? dashed : solid)(piece.colour)).join(','),
    backgroundPosition: pieces.map((piece) => `0 calc(100% - ${3 * (deepest - piece.line)}px)`).join(','),
    paddingBottom: `${2 + 3 * deepest}px`,
  }
}
