import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { ShownField } from '@/api'
import { fieldKindOf } from './registry'

afterEach(cleanup)

const field = (kind: string, value: unknown): ShownField => ({ id: 'f', kind, name: 'F', show: 'text', value })
const show = (kind: string, value: unknown) => {
  const { Body } = fieldKindOf(kind)
  return render(<Body field={field(kind, value)} />)
}

const turns = [
  { role: 'user', text: 'Hi' },
  { role: 'assistant', text: 'Hello, how can I help?' },
  { role: 'user', text: '<b>Not at all</b>' },
]

it('reads a conversation turn by turn with the arrow keys, from its end', () => {
  show('conversation', turns)
  const [first, second, third] = screen.getAllByRole('listitem')
  expect(third?.tabIndex).toBe(0)
  third?.focus()
  fireEvent.keyDown(third!, { key: 'ArrowUp' })
  expect(document.activeElement).toBe(second)
  fireEvent.keyDown(second!, { key: 'Home' })
  expect(document.activeElement).toBe(first)
  fireEvent.keyDown(first!, { key: 'ArrowUp' })
  expect(document.activeElement).toBe(first)
  expect(third?.textContent).toContain('<b>Not at all</b>')
})

it('shows a row as names and values, and says which cells are empty', () => {
  show('row', { age: 39, work: null, paid: false })
  expect(screen.getAllByRole('definition').map((one) => one.textContent)).toEqual(['39', 'empty', 'no'])
})

it.each([
  ['conversation', turns, '3 turns: <b>Not at all</b>'],
  ['row', { age: 39, work: null, paid: false }, 'age: 39 · paid: no'],
  ['text', 3, '3'],
])('says a %s in few words', (kind, value, words) => {
  expect(fieldKindOf(kind).brief(value)).toBe(words)
})

it.each([
  ['conversation', undefined],
  ['conversation', 'no turns'],
  ['row', null],
  ['row', { age: null }],
  ['text', undefined],
])('takes a %s without content for empty', (kind, value) => {
  expect(fieldKindOf(kind).isEmpty(field(kind, value))).toBe(true)
})
