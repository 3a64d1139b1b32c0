import { expect, it } from 'vitest'
import type { Recipe } from '@/api'
import { speaksOf } from './useRecipeFilter'

const recipe = {
  id: 'cells',
  name: 'Blood cells',
  description: 'Box each cell.',
  question_summary: 'Boxes, three labels',
  schema: { fields: [], questions: [{ id: 'q', kind: 'boxes', name: 'Which cells?', labels: [{ id: 'p', name: 'Platelet' }] }], target: 'q' },
} as unknown as Recipe

it('finds a recipe by its words, its kind of question and its labels', () => {
  for (const words of ['', 'blood', 'CELL box', 'platelet']) expect(speaksOf(recipe, words)).toBe(true)
})

it('wants every word', () => {
  expect(speaksOf(recipe, 'blood sound')).toBe(false)
})
