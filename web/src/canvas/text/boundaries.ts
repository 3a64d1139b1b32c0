export interface Stretch {
  start: number
  end: number
}

type Piece = Stretch & { isWord: boolean }
type Find = (at: number) => Piece | undefined

const wordy = /[\p{L}\p{N}\p{Extended_Pictographic}]/u
const space = /\s/
// Where there is no Intl.Segmenter: a character with its marks and joined signs; letters and digits in a row.
const characters = /\r\n|\P{M}(?:[\p{M}\u{FE0F}]|\u{200D}\P{M})*|\p{M}+/gu
const words = /[\p{L}\p{N}\p{M}_'’]+|[^\p{L}\p{N}\p{M}_'’]/gu

function byPattern(text: string, pattern: RegExp): Find {
  const all = [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, isWord: wordy.test(match[0]) }))
  return (at) => all.find((piece) => piece.start <= at && at < piece.end)
}

function finder(text: string, granularity: 'grapheme' | 'word', locale?: string): Find {
  if (typeof Intl.Segmenter === 'undefined') return byPattern(text, granularity === 'word' ? words : characters)
  const segments = new Intl.Segmenter(locale, { granularity }).segment(text)
  return (at) => {
    const found = segments.containing(at)
    return found && { start: found.index, end: found.index + found.segment.length, isWord: found.isWordLike === true || wordy.test(found.segment) }
  }
}

/** Where characters and words of a text begin and end, as its script has it; in UTF-16 units. */
export class Boundaries {
  private readonly character: Find
  private readonly word: Find

  constructor(private readonly text: string) {
    this.character = finder(text, 'grapheme')
    this.word = finder(text, 'word')
  }

  /** One character on or back: what a reader takes for one. */
  byCharacter(at: number, step: 1 | -1): number {
    if (step > 0) return this.character(at)?.end ?? this.text.length
    return this.character(at - 1)?.start ?? 0
  }

  /** To the end of this word or the next, or back to the start of this one or the last. */
  byWord(at: number, step: 1 | -1): number {
    let place = at
    for (;;) {
      const found = this.word(step > 0 ? place : place - 1)
      if (!found) return step > 0 ? this.text.length : 0
      place = step > 0 ? found.end : found.start
      if (found.isWord) return place
    }
  }

  /** The word that a place touches. */
  wordAt(at: number): Stretch | undefined {
    const found = [at, at - 1].map((place) => this.word(place)).find((piece) => piece?.isWord)
    return found && { start: found.start, end: found.end }
  }

  /** Without the space around it, and with whole characters at both ends. */
  trimmed({ start, end }: Stretch): Stretch | undefined {
    let [from, to] = [this.character(start)?.start ?? start, this.wholeEnd(end)]
    while (from < to && space.test(this.text[from] ?? '')) from += 1
    while (from < to && space.test(this.text[to - 1] ?? '')) to -= 1
    return from < to ? { start: from, end: to } : undefined
  }

  private wholeEnd(end: number): number {
    const last = this.character(end - 1)
    return last && last.end > end ? last.end : end
  }
}
