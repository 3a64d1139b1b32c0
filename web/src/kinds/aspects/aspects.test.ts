import { describe, expect, it } from 'vitest'
import type { AspectsQuestion, Value } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import { labelsFrom } from '../editLabels'
import { accept, change, give, make, pressLabel, reject, setCategory } from './acts'
import type { Aspect } from './aspect'
import { Hand } from './hand'
import { waiting } from './suggested'

const text = 'Great soup, slow waiter.'
const question: AspectsQuestion = { kind: 'aspects', id: 'said', name: 'What?', labels: labelsFrom(['good', 'bad']), categories: labelsFrom(['food', 'service']), attributes: [], implicit: true }
const [great, soup, slow, waiter] = ['Great', 'soup', 'slow', 'waiter'].map((words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })) as [Place, Place, Place, Place]
type Place = { start: number; end: number }

/** A question on a desk of its own; `hand` is made anew for each act, as on the screen. */
function started(suggestion: Value = null) {
  const desk = new TextDesk()
  desk.open('item', text)
  let value: Aspect[] | null | undefined
  const hand = () => new Hand(desk, { question, value, suggestion, onChange: (next) => (value = next) })
  return { desk, hand, value: () => value }
}

describe('aspects', () => {
  it('stay picked while other words are selected, which become their opinion words', () => {
    const { desk, hand, value } = started()
    make(hand(), 'bad', { target: waiter, opinion: null })
    desk.step({ do: 'place', at: slow.start })
    desk.step({ do: 'extend', at: slow.end })
    give(hand(), 'opinion')
    setCategory(hand(), hand().picked, 'service')
    expect(value()).toEqual([{ target: waiter, opinion: slow, category: 'service', label: 'bad' }])
    pressLabel(hand(), 'good')
    expect(value()).toMatchObject([{ label: 'good', category: 'service' }])
  })

  it('are made by a polarity key of the word at the caret', () => {
    const { desk, hand, value } = started()
    desk.step({ do: 'place', at: soup.start + 1 })
    pressLabel(hand(), 'good')
    expect(value()).toEqual([{ target: soup, opinion: null, label: 'good' }])
    expect(hand().back('undo')).toBe(true)
    expect(value()).toBeUndefined()
  })

  it('that are suggested wait until they are taken or refused', () => {
    const told = [{ target: soup, opinion: great, label: 'good', p: 0.8 }, { target: waiter, opinion: { start: 20, end: 90 }, label: 'bad' }]
    expect(waiting(question, told, [], new Set(), text.length)).toEqual([{ aspect: { target: soup, opinion: great, label: 'good' }, p: 0.8 }])
    const { hand, value } = started(told)
    const [first] = hand().suggested
    reject(hand(), first?.aspect as Aspect)
    expect(hand().suggested).toEqual([])
    hand().back('undo')
    accept(hand(), hand().suggested.map(({ aspect }) => aspect))
    expect(value()).toHaveLength(1)
    expect(hand().suggested).toEqual([])
    change(hand(), value()?.[0] as Aspect, { target: soup, opinion: great, label: 'bad', category: 'food' })
    expect(hand().suggested).toEqual([])
  })
})
