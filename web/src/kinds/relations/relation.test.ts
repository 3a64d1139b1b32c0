import { expect, it } from 'vitest'
import { followed, type Relation } from './relation'

const [ann, rome, oslo] = [
  { start: 0, end: 3, label: 'person' },
  { start: 13, end: 17, label: 'place' },
  { start: 20, end: 24, label: 'place' },
]
const lives: Relation = { from: ann, to: rome, label: 'in' }

it('follows a span that gets another label or other ends', () => {
  const firm = { ...rome, label: 'firm' }
  expect(followed([lives], [ann, rome, oslo], [ann, firm, oslo])).toEqual([{ from: ann, to: firm, label: 'in' }])
  const longer = { ...ann, end: 8, attributes: { sure: true } }
  expect(followed([lives], [ann, rome], [longer, rome])).toEqual([{ from: { start: 0, end: 8, label: 'person' }, to: rome, label: 'in' }])
})

it('stays where a span is deleted, made, or not its own', () => {
  expect(followed([lives], [ann, rome], [ann])).toBeUndefined()
  expect(followed([lives], [ann, rome], [ann, rome, oslo])).toBeUndefined()
  expect(followed([lives], [ann, rome, oslo], [ann, rome, { ...oslo, label: 'firm' }])).toBeUndefined()
})
