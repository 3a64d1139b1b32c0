/** What two texts share, word by word. */

export interface Piece {
  is: 'same' | 'gone' | 'new'
  text: string
}

const mostSteps = 4_000_000
const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}\p{M}_'’-]+|[^\s]/gu) ?? []

/** The pieces of `before` that stay or go, and those of `after` that are new, in order. */
export function differences(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([...said('same', a.slice(0, start)), ...middle, ...said('same', a.slice(a.length - end))])
}

const said = (is: Piece['is'], words: readonly string[]): Piece[] => words.map((text) => ({ is, text }))

/** The longest common run of words, by a table; texts too long for it count as changed altogether. */
function between(a: readonly string[], b: readonly string[]): Piece[] {
  if (a.length * b.length > mostSteps) return [...said('gone', a), ...said('new', b)]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ is: 'same', text: a[i]! })
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) pieces.push({ is: 'gone', text: a[i++]! })
    else pieces.push({ is: 'new', text: b[j++]! })
  }
  return [...pieces, ...said('gone', a.slice(i)), ...said('new', b.slice(j))]
}

function joined(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((done, piece) => {
    const last = done.at(-1)
    return last?.is === piece.is ? [...done.slice(0, -1), { is: piece.is, text: last.text + piece.text }] : [...done, piece]
  }, [])
}
