import type { Stretch } from './boundaries'

/** Something marked in a text, in UTF-16 units. */
export interface Piece extends Stretch {
  key: string
}

/** A part of the text under the same pieces from end to end, the longest first. */
export interface Run<P extends Piece> extends Stretch {
  pieces: P[]
}

export interface Block<P extends Piece> extends Stretch {
  pieces: P[]
}

/** In the order of the text, a longer one before those within it. */
export const inOrder = <P extends Piece>(pieces: readonly P[]): P[] => pieces.toSorted((a, b) => a.start - b.start || b.end - a.end)

/** The paragraphs of a text, which empty lines part, each with the pieces that it shows. Pieces come in order. */
export function blocks<P extends Piece>(text: string, pieces: readonly P[]): Block<P>[] {
  const found: Block<P>[] = []
  let start = 0
  for (const gap of text.matchAll(/\n{2,}/g)) {
    found.push({ start, end: gap.index, pieces: [] })
    start = gap.index + gap[0].length
  }
  found.push({ start, end: text.length, pieces: [] })
  let first = 0
  for (const piece of pieces) {
    while ((found[first]?.end ?? Infinity) <= piece.start && first < found.length - 1) first += 1
    for (let at = first; at < found.length && (found[at]?.start ?? Infinity) < piece.end; at += 1) found[at]?.pieces.push(piece)
  }
  return found
}

/** Cut a block where pieces begin and end. */
export function runs<P extends Piece>({ start, end, pieces }: Block<P>): Run<P>[] {
  const edges = new Set([start, end])
  for (const piece of pieces) edges.add(Math.max(start, piece.start)).add(Math.min(end, piece.end))
  const sorted = [...edges].sort((a, b) => a - b)
  const found: Run<P>[] = []
  let open: P[] = []
  let next = 0
  sorted.slice(0, -1).forEach((from, index) => {
    open = open.filter((piece) => piece.end > from)
    for (let piece = pieces[next]; piece && piece.start <= from; piece = pieces[++next]) open.push(piece)
    found.push({ start: from, end: sorted[index + 1] ?? end, pieces: [...open] })
  })
  return found
}

/** Give pieces that lie over one another lines of their own, counted from 0. Pieces come in order. */
export function lines(pieces: readonly Piece[]): Map<string, number> {
  const ends: number[] = []
  return new Map(
    pieces.map((piece) => {
      const free = ends.findIndex((end) => end <= piece.start)
      const line = free < 0 ? ends.length : free
      ends[line] = piece.end
      return [piece.key, line]
    }),
  )
}

/** The innermost piece at a place, or the next one out from `after` when that is there already. */
export function pieceAt<P extends Piece>(pieces: readonly P[], at: number, after?: string): P | undefined {
  const there = pieces.filter((piece) => piece.start <= at && at < piece.end).sort((a, b) => a.end - a.start - (b.end - b.start))
  const taken = there.findIndex((piece) => piece.key === after)
  return there[taken + 1] ?? there[0]
}

/** Other places where the same words stand; whole words where the first are whole words. */
export function alike(text: string, { start, end }: Stretch): Stretch[] {
  const sought = text.slice(start, end)
  const isWhole = isApart(text, start, end)
  const found: Stretch[] = []
  for (let at = text.indexOf(sought); sought && at >= 0; at = text.indexOf(sought, at + sought.length)) {
    const last = at + sought.length
    if (at !== start && (!isWhole || isApart(text, at, last))) found.push({ start: at, end: last })
  }
  return found
}

const isApart = (text: string, start: number, end: number): boolean => !/[\p{L}\p{N}]/u.test(text.slice(Math.max(0, start - 1), start)) && !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
