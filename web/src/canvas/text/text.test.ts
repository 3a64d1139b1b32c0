import { afterEach, describe, expect, it, vi } from 'vitest'
import { Boundaries } from './boundaries'
import { move, stretch, type Cursor, type Step } from './cursor'
import { TextDesk } from './desk'
import { Offsets } from './offsets'
import { Edits, Past } from '../past'
import { alike, blocks, inOrder, lines, pieceAt, runs } from './runs'

const family = '👩‍👩‍👧'
const accented = 'cafe\u0301'

describe('a place', () => {
  it.each(['plain', 'a😀b😀😀c', `${family} at ${accented}`, '東京は大きい', 'مرحبا بالعالم', ''])('is the same place in code points and in units: %s', (text) => {
    const offsets = new Offsets(text)
    const points = [...text]
    expect(offsets.length).toBe(points.length)
    for (let at = 0; at <= points.length; at += 1) {
      const units = points.slice(0, at).join('').length
      expect(offsets.units(at)).toBe(units)
      expect(offsets.points(units)).toBe(at)
    }
    expect(offsets.slice(1, 3)).toBe(points.slice(1, 3).join(''))
  })
})

describe.each(['with', 'without'])('boundaries %s Intl.Segmenter', (how) => {
  afterEach(() => vi.unstubAllGlobals())
  const of = (text: string) => {
    if (how === 'without') vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined })
    return new Boundaries(text)
  }

  it('take a family, an accented letter or a flag with its sign for one character', () => {
    expect(of(`${family}x`).byCharacter(0, 1)).toBe(family.length)
    expect(of(accented).byCharacter(3, 1)).toBe(5)
    expect(of(accented).byCharacter(5, -1)).toBe(3)
    expect(of('a').byCharacter(1, 1)).toBe(1)
    expect(of('a').byCharacter(0, -1)).toBe(0)
  })

  it('go from word to word', () => {
    const text = 'The plot, almost.'
    expect(of(text).byWord(0, 1)).toBe(3)
    expect(of(text).byWord(3, 1)).toBe(8)
    expect(of(text).byWord(8, -1)).toBe(4)
    expect(of(text).byWord(16, 1)).toBe(17)
    expect(of(text).wordAt(6)).toEqual({ start: 4, end: 8 })
    expect(of(text).wordAt(8)).toEqual({ start: 4, end: 8 })
    expect(of('a  b').wordAt(2)).toBeUndefined()
    expect(of('مرحبا بالعالم').byWord(0, 1)).toBe(5)
    expect(of(`so ${accented}!`).wordAt(4)).toEqual({ start: 3, end: 8 })
  })

  it('leave the space around a selection out and keep characters whole', () => {
    expect(of(' two words ').trimmed({ start: 0, end: 11 })).toEqual({ start: 1, end: 10 })
    expect(of('   ').trimmed({ start: 0, end: 3 })).toBeUndefined()
    expect(of(`${family}!`).trimmed({ start: 1, end: 2 })).toEqual({ start: 0, end: family.length })
    expect(of(accented).trimmed({ start: 0, end: 4 })).toEqual({ start: 0, end: 5 })
  })
})

it('words of a script without spaces have ends too', () => {
  expect(new Boundaries('東京は大きい').wordAt(0)).toEqual({ start: 0, end: 2 })
})

describe('runs', () => {
  const of = (...given: [number, number][]) => inOrder(given.map(([start, end]) => ({ key: `${start}-${end}`, start, end })))
  const keys = (text: string, pieces: ReturnType<typeof of>) =>
    blocks(text, pieces).map((block) => runs(block).map((run) => [text.slice(run.start, run.end), run.pieces.map((piece) => piece.key).join(' ')]))

  it('cut where spans begin and end, nested and overlapping', () => {
    expect(keys('abcdefgh', of([1, 6], [2, 4], [5, 8]))).toEqual([
      [['a', ''], ['b', '1-6'], ['cd', '1-6 2-4'], ['e', '1-6'], ['f', '1-6 5-8'], ['gh', '5-8']],
    ])
  })

  it('go on in the next paragraph', () => {
    expect(keys('ab\n\ncd', of([1, 5]))).toEqual([[['a', ''], ['b', '1-5']], [['c', '1-5'], ['d', '']]])
    expect(keys('', [])).toEqual([[]])
    expect(keys('a\nb', [])).toEqual([[['a\nb', '']]])
  })

  it('put what overlaps on lines of its own', () => {
    expect([...lines(of([0, 5], [2, 4], [5, 8], [3, 9])).entries()]).toEqual([['0-5', 0], ['2-4', 1], ['3-9', 2], ['5-8', 0]])
  })

  it('find the innermost span, and from there the next one out', () => {
    const pieces = of([0, 9], [2, 5])
    expect(pieceAt(pieces, 3)?.key).toBe('2-5')
    expect(pieceAt(pieces, 3, '2-5')?.key).toBe('0-9')
    expect(pieceAt(pieces, 3, '0-9')?.key).toBe('2-5')
    expect(pieceAt(pieces, 9)).toBeUndefined()
  })

  it('cut a long text with 2,000 spans in no time', () => {
    const text = 'word '.repeat(20_000)
    const pieces = of(...Array.from({ length: 2_000 }, (_, n): [number, number] => [n * 50, n * 50 + 60]))
    const start = performance.now()
    const all = blocks(text, pieces).flatMap(runs)
    expect(all.map((run) => text.slice(run.start, run.end)).join('')).toBe(text)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

it('finds the same words elsewhere, whole where they were whole', () => {
  expect(alike('in the inn, in', { start: 0, end: 2 })).toEqual([{ start: 12, end: 14 }])
  expect(alike('abab ab', { start: 0, end: 2 })).toEqual([{ start: 2, end: 4 }, { start: 5, end: 7 }])
  expect(alike('東京は東京', { start: 0, end: 2 })).toEqual([{ start: 3, end: 5 }])
})

describe('the cursor', () => {
  const after = (...steps: Step[]): Cursor => steps.reduce<Cursor>(move, { state: 'away' })
  const [place, extend, pick]: Step[] = [{ do: 'place', at: 2 }, { do: 'extend', at: 7 }, { do: 'pick', key: 'k', at: 4 }] as const

  it.each<[string, Step[], Cursor]>([
    ['a caret is placed', [place!], { state: 'caret', at: 2 }],
    ['and extended to a range', [place!, extend!], { state: 'range', anchor: 2, at: 7 }],
    ['which extends on from its anchor', [place!, extend!, { do: 'extend', at: 1 }], { state: 'range', anchor: 2, at: 1 }],
    ['and closes where it began', [place!, extend!, { do: 'extend', at: 2 }], { state: 'caret', at: 2 }],
    ['a span is picked', [place!, pick!], { state: 'span', key: 'k', at: 4 }],
    ['and let go of', [pick!, { do: 'escape' }], { state: 'caret', at: 4 }],
    ['twice', [pick!, { do: 'escape' }, { do: 'escape' }], { state: 'away' }],
    ['a range stays for the labels', [place!, extend!, { do: 'leave' }], { state: 'range', anchor: 2, at: 7 }],
    ['a caret does not', [place!, { do: 'leave' }], { state: 'away' }],
  ])('%s', (_, steps, cursor) => expect(after(...steps)).toEqual(cursor))

  it('has a stretch where something is selected', () => {
    expect(stretch({ state: 'range', anchor: 7, at: 2 })).toEqual({ start: 2, end: 7 })
    expect(stretch({ state: 'caret', at: 2 })).toBeUndefined()
  })
})

describe('the past', () => {
  it('goes back and forth, and ends where something else came between', () => {
    const [a, b, c]: [string[], string[], string[]] = [['a'], ['b'], ['c']]
    const past = new Past<string[] | undefined>()
    past.did(undefined, a)
    past.did(a, b)
    expect(past.undo(b)).toMatchObject({ value: a })
    expect(past.redo(a)).toMatchObject({ value: b })
    expect(past.undo(c)).toBeUndefined()
    past.undo(b)
    past.did(a, c)
    expect(past.redo(c)).toBeUndefined()
    expect(past.undo(c)).toMatchObject({ value: a })
    expect(past.undo(a)).toMatchObject({ value: undefined })
    expect(past.undo(undefined)).toBeUndefined()
  })

  it('takes the refusal of a suggestion back in its turn, though it changed no value', () => {
    const a = ['a']
    let refused: ReadonlySet<string> = new Set()
    const edits = new Edits((now) => void (refused = now))
    edits.did('q', undefined, undefined, ['one'])
    edits.did('q', undefined, a)
    edits.did('r', undefined, undefined, ['other'])
    edits.did('q', a, a, ['two', 'three'])
    expect(refused).toEqual(new Set(['one', 'other', 'two', 'three']))
    expect(edits.back('q', 'undo', a)).toMatchObject({ value: a })
    expect(edits.back('q', 'undo', a)).toMatchObject({ value: undefined })
    expect(refused).toEqual(new Set(['one', 'other']))
    expect(edits.canUndo('q', undefined)).toBe(true)
    edits.back('q', 'undo', undefined)
    expect(refused).toEqual(new Set(['other']))
    edits.back('q', 'redo', undefined)
    expect(refused).toEqual(new Set(['other', 'one']))
  })
})

it('a desk keeps the active label and forgets the rest with the next item', () => {
  const desk = new TextDesk()
  desk.open('i1', 'one')
  expect(desk.activate('q', 'place')).toBe(true)
  desk.step({ do: 'place', at: 1 })
  desk.edits.did('q', 1, 2, ['k'])
  desk.open('i1', 'one')
  expect(desk.cursor.state).toBe('caret')
  desk.open('i2', 'one')
  expect(desk.snapshot()).toMatchObject({ cursor: { state: 'away' }, active: { q: 'place' }, refused: new Set() })
  expect(desk.edits.back('q', 'undo', 2)).toBeUndefined()
  expect(desk.activate('q', 'place')).toBe(false)
})
