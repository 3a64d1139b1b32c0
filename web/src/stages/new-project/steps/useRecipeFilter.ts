import { useState } from 'react'
import type { Recipe } from '@/api'
import { t } from '../strings'

const all = ['all', 'text', 'image', 'audio', 'conversation', 'row'] as const
type Content = (typeof all)[number]

/** Which recipes are shown: by what they are about, and by words; starting empty is always on offer. */
export function useRecipeFilter(recipes: readonly Recipe[]) {
  const [content, setContent] = useState<Content>('all')
  const [words, setWords] = useState('')
  const shown = recipes.filter((recipe) => recipe.id === 'empty' || (isOf(recipe, content) && speaksOf(recipe, words)))
  const contents = all.filter((one) => one === 'all' || recipes.some((recipe) => recipe.id !== 'empty' && isOf(recipe, one))).map((value) => ({ value, name: t(`new.filter.${value}`) }))
  const showAll = () => {
    setContent('all')
    setWords('')
  }
  return { content, contents, setContent, words, setWords, shown, showAll }
}

const isOf = (recipe: Recipe, content: Content) => content === 'all' || (recipe.schema.fields[0]?.kind || 'text') === content

/** Whether each word stands somewhere in what the card, the questions or the labels say. */
export function speaksOf(recipe: Recipe, words: string): boolean {
  const { questions } = recipe.schema
  const labels = questions.flatMap((question) => ('labels' in question ? question.labels.map((label) => label.name) : []))
  const said = [recipe.name, recipe.description, recipe.question_summary, ...questions.map((question) => `${question.kind} ${question.name}`), ...labels].join(' ').toLocaleLowerCase()
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}
