import { describe, expect, it } from 'vitest'
import type { SegmentsQuestion, ShownField } from '@/api'
import { SoundDesk } from '@/canvas/sound/desk'
import { accept, cut, drop, endHere, join, pressLabel, pull, startHere, step } from './acts'
import { add, joined, pulled, replace, rowsOf, split } from './edits'
import { Hand } from './hand'
import { place, type Segment } from './segment'

const labels = ['dog', 'cat'].map((id, code) => ({ id, name: id, code, retired: false }))
const question: SegmentsQuestion = { id: 'q', kind: 'segments', name: 'What?', on: 'clip', labels, min_seconds: 0.1 }
const alone: SegmentsQuestion = { ...question, overlap: false }
const dog = (start: number, end: number, more: Partial<Segment> = {}): Segment => ({ start, end, label: 'dog', ...more })

describe('segments', () => {
  it('are shortened to the room there is where none may overlap', () => {
    expect(add(alone, [dog(0, 2), dog(5, 6)], [dog(1.5, 5.5)])).toMatchObject({ segments: [dog(0, 2), dog(2, 5), dog(5, 6)] })
    expect(add(alone, [dog(0, 2)], [dog(0.5, 1.5)])).toEqual({ refused: 'overlap' })
    expect(add(question, [dog(0, 2)], [dog(0.5, 1.5)])).toMatchObject({ segments: [dog(0, 2), dog(0.5, 1.5)] })
  })

  it('are refused where they are too short', () => {
    expect(add(question, [], [dog(1, 1.05)])).toEqual({ refused: 'short' })
  })

  it('never leave the sound when they are pulled', () => {
    expect(pulled(question, dog(1, 2), 'start', -5, 10)).toEqual(dog(0, 2))
    expect(pulled(question, dog(1, 2), 'start', 5, 10)).toEqual(dog(1.9, 2))
    expect(pulled(question, dog(1, 2), 'end', 50, 10)).toEqual(dog(1, 10))
    expect(pulled(question, dog(1, 2), 'both', 50, 10)).toEqual(dog(9, 10))
    expect(replace(question, [dog(1, 2)], dog(1, 2), dog(1, 3))).toMatchObject({ segments: [dog(1, 3)] })
  })

  it('split and join again, the words with the first', () => {
    const both = split(question, [dog(0, 4, { text: 'one two' })], dog(0, 4, { text: 'one two' }), 1)
    expect(both).toMatchObject({ segments: [dog(0, 1, { text: 'one two' }), dog(1, 4)], picked: dog(1, 4) })
    expect(joined(question, [dog(0, 1, { text: 'a' }), { start: 1, end: 2, label: 'cat' }, dog(3, 4, { text: 'b' })], dog(0, 1, { text: 'a' }))).toMatchObject({ picked: dog(0, 4, { text: 'a b' }) })
    expect(joined(question, [dog(0, 1)], dog(0, 1))).toEqual({ refused: 'alone' })
    expect(split(question, [dog(0, 1)], dog(0, 1), 3)).toEqual({ refused: 'short' })
  })

  it('lie below one another where they sound together', () => {
    expect(rowsOf([dog(0, 2), dog(1, 3), dog(2, 4), dog(2.5, 2.6)])).toEqual([0, 1, 0, 2])
  })

  it('end with the sound', () => {
    const fields = [{ id: 'clip', kind: 'audio', name: '', show: 'text', seconds: 5, state: 'ok' }] as unknown as ShownField[]
    expect(place(question, [dog(4, 5.05)], fields)).toMatchObject({ ok: true, value: [dog(4, 5)] })
    expect(place(question, [dog(4, 5.2)], fields)).toEqual({ ok: false, reason: 'segment_outside' })
  })
})

describe('by keys alone', () => {
  function work() {
    const desk = new SoundDesk()
    desk.open('item', 10)
    let value: Segment[] | null | undefined
    const suggestion = [{ start: 8, end: 9, label: 'cat', p: 0.7 }]
    const hand = () => new Hand(desk, { question, value, suggestion, onChange: (next) => (value = next) })
    return { desk, hand, value: () => value }
  }

  it('a segment is made, pulled, renamed, cut, joined, deleted, and each act taken back', () => {
    const { desk, hand, value } = work()
    desk.seek(1)
    startHere(hand())
    desk.seek(3)
    endHere(hand())
    expect(value()).toEqual([dog(1, 3)])
    pull(hand(), 'end', 0.01)
    pressLabel(hand(), 'cat')
    expect(value()).toEqual([{ start: 1, end: 3.01, label: 'cat' }])
    desk.seek(2)
    cut(hand())
    expect(value()).toHaveLength(2)
    step(hand(), -1)
    join(hand())
    drop(hand(), hand().picked)
    expect(value()).toBeUndefined()
    for (let n = 0; n < 5; n += 1) hand().back('undo')
    expect(value()).toEqual([dog(1, 3)])
    hand().back('redo')
    expect(value()).toEqual([dog(1, 3.01)])
  })

  it('a suggestion is taken, and then waits no longer', () => {
    const { hand, value } = work()
    expect(hand().suggested).toMatchObject([{ p: 0.7 }])
    accept(hand(), hand().suggested.map(({ segment }) => segment))
    expect(value()).toEqual([{ start: 8, end: 9, label: 'cat' }])
    expect(hand().suggested).toEqual([])
  })
})
