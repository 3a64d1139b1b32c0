import { expect, it } from 'vitest'
import type { Question, Schema } from '@/api'
import { settled } from './settle'

const label = (id: string, name: string, code = -1) => ({ id, name, code, retired: false })
const mood: Question = { id: 'mood', kind: 'choice', name: 'Mood', labels: [label('good', 'Very good', 0), label('bad', 'Bad', 1), label('label-3', 'Mixed')] }
const fresh: Question = {
  id: 'question-2', kind: 'boxes', name: 'Where are trees?', labels: [label('car', 'Tree', 0), label('person', 'Old tree', 1)],
  attributes: [{ id: 'attribute-1', name: 'Cut off', kind: 'flag', labels: ['car'] }], shown_if: { question: 'mood', is: ['label-3'] },
}
const schema: Schema = { fields: [], questions: [mood, fresh, { id: 'question-3', kind: 'text', name: 'Why?', shown_if: { question: 'question-2', is: ['car'] } }], target: 'question-2' }

it('what is in force keeps its ids, and what is new is called as people call it', () => {
  const { questions, target } = settled(schema, [{ ...mood, labels: mood.labels.slice(0, 2) }])
  expect(questions.map(({ id }) => id)).toEqual(['mood', 'where-are-trees', 'why'])
  expect(target).toBe('where-are-trees')
  const [first, second, third] = questions as [typeof mood, typeof fresh, Question]
  expect('labels' in first && first.labels.map(({ id }) => id)).toEqual(['good', 'bad', 'mixed'])
  expect('labels' in second && second.labels.map(({ id }) => id)).toEqual(['tree', 'old-tree'])
  expect('attributes' in second && second.attributes).toEqual([{ id: 'cut-off', name: 'Cut off', kind: 'flag', labels: ['tree'] }])
  expect(second.shown_if).toEqual({ question: 'mood', is: ['mixed'] })
  expect(third.shown_if).toEqual({ question: 'where-are-trees', is: ['tree'] })
})

it('two that are called alike have two ids, and one that is called as another was does not take its place', () => {
  const swapped = { ...mood, labels: [label('good', 'Bad', 0), label('x', 'Good')] } as Question
  const { questions } = settled({ fields: [], questions: [swapped], target: 'mood' }, [{ ...mood, labels: [label('good', 'Good', 0)] } as Question])
  expect('labels' in questions[0]! && questions[0].labels.map(({ id }) => id)).toEqual(['good', 'good-2'])
})
