import { expect, it } from 'vitest'
import { shuffled } from './coin'
import { differences } from './differences'

const said = (before: string, after: string) => differences(before, after).map(({ is, text }) => ({ same: '=', gone: '-', new: '+' })[is] + text)

it.each([
  ['the same', 'the same', ['=the same']],
  ['a small dog', 'a large dog', ['=a ', '-small', '+large', '= dog']],
  ['', 'new', ['+new']],
  ['old', '', ['-old']],
  ['Grüße, Ömer!', 'Grüße, Ayşe!', ['=Grüße, ', '-Ömer', '+Ayşe', '=!']],
])('tells what becomes of “%s” in “%s” word by word', (before, after, pieces) => {
  expect(said(before, after)).toEqual(pieces)
})

it('gives both texts back, however long they are', () => {
  for (const n of [5, 300, 3000]) {
    const before = Array.from({ length: n }, (_, index) => `word${index % 7}`).join(' ')
    const after = Array.from({ length: n }, (_, index) => `word${index % 5}`).join('  ')
    const pieces = differences(before, after)
    const without = (other: string) => pieces.filter(({ is }) => is !== other).map(({ text }) => text).join('')
    expect([without('new'), without('gone')]).toEqual([before, after])
  }
})

it('draws the order of an item once, and both orders about equally often', () => {
  const first = Array.from({ length: 400 }, (_, item) => shuffled(['one', 'two'], `i${item}`)[0])
  expect(first).toEqual(Array.from({ length: 400 }, (_, item) => shuffled(['one', 'two'], `i${item}`)[0]))
  const share = first.filter((name) => name === 'one').length / 400
  expect(share).toBeGreaterThan(0.4)
  expect(share).toBeLessThan(0.6)
})
