import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Question } from '@/api'
import { dropQuestion } from './edit'
import { Questions } from './Questions'

afterEach(cleanup)

const asked: Question[] = [
  { id: 'mood', kind: 'choice', name: 'Mood', labels: [{ id: 'good', name: 'Good', code: 0, retired: false }, { id: 'bad', name: 'Bad', code: 1, retired: false }] },
  { id: 'why', kind: 'text', name: 'Why', shown_if: { question: 'mood', is: ['bad'] } },
  { id: 'how', kind: 'rating', name: 'How much', low: 1, high: 5 },
]

function Editor() {
  const [questions, put] = useState(asked)
  return <Questions questions={questions} fields={[]} target="mood" onChange={put} />
}

const names = () => screen.getAllByRole('region').map((one) => one.getAttribute('aria-label'))
const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement

it('moves a question with its buttons, says so, and the focus goes along', () => {
  render(<Editor />)
  const up = button('Move “How much” up')
  up.focus()
  fireEvent.click(up)
  expect(names()).toEqual(['Mood', 'How much', 'Why'])
  expect(screen.getByRole('status').textContent).toBe('“How much” is now question 2 of 3.')
  expect(document.activeElement).toBe(up)
  fireEvent.click(up)
  expect(names()).toEqual(['How much', 'Mood', 'Why'])
  expect(document.activeElement?.textContent).toContain('How much')
})

it('moves a question with Alt and an arrow', () => {
  render(<Editor />)
  const head = button('How much A rating')
  head.focus()
  fireEvent.keyDown(head, { key: 'ArrowUp', altKey: true })
  expect(names()).toEqual(['Mood', 'How much', 'Why'])
  expect(document.activeElement).toBe(head)
  fireEvent.keyDown(head, { key: 'ArrowUp' })
  expect(names()).toEqual(['Mood', 'How much', 'Why'])
})

it('keeps a question behind the one that it depends on', () => {
  render(<Editor />)
  expect(button('Move “Why” up').disabled).toBe(true)
  expect(button('Move “Mood” down').disabled).toBe(true)
  fireEvent.keyDown(button('Why Free text'), { key: 'ArrowUp', altKey: true })
  expect(names()).toEqual(['Mood', 'Why', 'How much'])
})

it('asks a question after any of several answers, and keeps at least one', () => {
  render(<Editor />)
  fireEvent.click(button('Why Free text'))
  const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement
  expect([box('Good').checked, box('Bad').checked, box('Bad').disabled]).toEqual([false, true, true])
  fireEvent.click(box('Good'))
  expect([box('Good').checked, box('Bad').checked, box('Bad').disabled]).toEqual([true, true, false])
  fireEvent.click(box('Bad'))
  expect([box('Bad').checked, box('Good').disabled]).toEqual([false, true])
})

it('asks a question always once the one it depended on is gone', () => {
  expect(dropQuestion(asked, 'mood').map((one) => one.shown_if ?? null)).toEqual([null, null])
})
