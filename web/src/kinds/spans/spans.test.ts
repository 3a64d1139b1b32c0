import { describe, expect, it } from 'vitest'
import type { SpansQuestion } from '@/api'
import { labelsFrom } from '../editLabels'
import { add, addAlike, relabelled, replace } from './edits'
import { waiting } from './suggested'

const question: SpansQuestion = {
  kind: 'spans',
  id: 'names',
  name: 'Names?',
  labels: labelsFrom(['person', 'place']),
  attributes: [{ id: 'role', name: 'Role', kind: 'text', labels: ['person'] }],
}
const flat = { ...question, overlap: false }
const ann = { start: 0, end: 3, label: 'person' }
const rome = { start: 13, end: 17, label: 'place' }

describe('edits of spans', () => {
  it('refuse what would overlap, where nothing may', () => {
    expect(add(flat, [ann], [{ start: 2, end: 9, label: 'place' }])).toEqual({ refused: 'overlap' })
    expect(add(question, [ann], [{ start: 2, end: 9, label: 'place' }])).toHaveProperty('spans.length', 2)
  })

  it('let another label take the place of the first, where nothing may overlap', () => {
    expect(add(flat, [ann], [{ ...ann, label: 'place' }])).toEqual({ spans: [{ ...ann, label: 'place' }] })
  })

  it('keep of what is said only what the new label is asked', () => {
    const said = { ...ann, attributes: { role: 'sender' } }
    expect(relabelled(question, said, 'place')).toEqual({ ...ann, label: 'place' })
    expect(relabelled(question, said, 'person')).toEqual(said)
  })

  it('never turn two spans into one by accident of order', () => {
    expect(replace(question, [ann, rome], ann, { ...ann, end: 4 })).toEqual({ spans: [{ ...ann, end: 4 }, rome] })
  })

  it('label the same words elsewhere, but not over others where nothing may overlap', () => {
    const places = [{ start: 13, end: 16 }, { start: 20, end: 23 }]
    expect(addAlike(question, [ann, rome], places, 'person').added).toBe(2)
    expect(addAlike(flat, [ann, rome], places, 'person').added).toBe(1)
  })
})

describe('suggestions', () => {
  const given = [{ ...ann, p: 0.9 }, rome, { start: 90, end: 95, label: 'place' }, { start: 1, end: 2, label: 'nobody' }]

  it('wait where they are valid, lie within the text, and are neither taken nor refused', () => {
    expect(waiting(question, given, [], new Set(), 40)).toEqual([{ span: ann, p: 0.9 }, { span: rome, p: null }])
    expect(waiting(question, given, [ann], new Set(['names/13:17:place']), 40)).toEqual([])
  })

  it('are nothing where there are none', () => {
    expect(waiting(question, { person: 0.7 }, [], new Set(), 40)).toEqual([])
  })
})
