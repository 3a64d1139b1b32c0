/** Changes of questions as pure functions; new labels have code -1 until the server numbers them. */
import { labelsOf } from '../labels'
import type { ChoiceQuestion, ChoicesQuestion, Label, Question } from '@/api'

export type Kind = Question['kind']
export const kinds: readonly Kind[] = ['choice', 'choices', 'rating', 'text']
export type Labelled = ChoiceQuestion | ChoicesQuestion

export const isLabelled = (question: Question): question is Labelled => 'labels' in question

export function slugOf(name: string, taken: readonly string[]): string {
  const base = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'x'
  let id = base
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`
  return id
}

export const newLabel = (name: string, labels: readonly Label[]): Label => ({ id: slugOf(name || `label-${labels.length + 1}`, labels.map((label) => label.id)), name, code: -1, retired: false })

export const labelsFrom = (names: readonly string[]): Label[] =>
  names.reduce<Label[]>((labels, name) => [...labels, { ...newLabel(name, labels), code: labels.length }], [])

/** The same question asked for another kind of answer, keeping what both have. */
export function asKind(question: Question, kind: Kind): Question {
  const { id, name, help, required, abstain, shown_if } = question
  const asked = { id, name, help, required, abstain, shown_if }
  const labels = labelsOf(question)
  if (kind === 'rating') return { ...asked, kind, low: 1, high: 5, low_name: '', high_name: '' }
  if (kind === 'text') return { ...asked, kind, max_length: 2000, multiline: true, required: false }
  return { ...asked, kind, labels: labels.length ? labels : labelsFrom(['yes', 'no']) }
}

export function newQuestion(name: string, questions: readonly Question[]): Question {
  const id = slugOf(`question-${questions.length + 1}`, questions.map((question) => question.id))
  return { id, kind: 'choice', name, required: false, help: '', shown_if: null, labels: labelsFrom(['yes', 'no']) }
}

export function withLabels(question: Labelled, labels: Label[]): Labelled {
  return { ...question, labels }
}

export const changeLabel = (question: Labelled, index: number, change: Partial<Label>): Labelled =>
  withLabels(question, question.labels.map((label, at) => (at === index ? { ...label, ...change } : label)))

export const addLabel = (question: Labelled, name: string): Labelled => withLabels(question, [...question.labels, newLabel(name, question.labels)])

export const dropLabel = (question: Labelled, index: number): Labelled => withLabels(question, question.labels.filter((_, at) => at !== index))

export function moveLabel(question: Labelled, from: number, to: number): Labelled {
  if (to < 0 || to >= question.labels.length) return question
  const labels = question.labels.toSpliced(from, 1)
  return withLabels(question, labels.toSpliced(to, 0, question.labels[from]!))
}

/** The others; what was asked only after a certain answer to it is asked always. */
export const dropQuestion = (questions: readonly Question[], id: string): Question[] =>
  questions.filter((one) => one.id !== id).map((one) => (one.shown_if?.question === id ? { ...one, shown_if: null } : one))

/** The questions with one at another place; undefined where it would come before the question that it depends on, or behind one that depends on it. */
export function moveQuestion(questions: readonly Question[], from: number, to: number): Question[] | undefined {
  const question = questions[from]
  if (!question || to < 0 || to >= questions.length) return undefined
  const moved = questions.toSpliced(from, 1).toSpliced(to, 0, question)
  const keepsOrder = moved.every(({ shown_if }, index) => !shown_if || moved.slice(0, index).some((one) => one.id === shown_if.question))
  return keepsOrder ? moved : undefined
}

export type Flaw = { is: 'unnamed' } | { is: 'few labels' } | { is: 'empty label' } | { is: 'twice'; name: string } | { is: 'scale' }

/** What must be mended before the question can be asked. */
export function flawsOf(question: Question): Flaw[] {
  const flaws: Flaw[] = question.name.trim() ? [] : [{ is: 'unnamed' }]
  if (question.kind === 'rating') return question.high > question.low ? flaws : [...flaws, { is: 'scale' }]
  if (!isLabelled(question)) return flaws
  const names = question.labels.filter((label) => !label.retired).map((label) => label.name.trim().toLowerCase())
  if (names.length < 2) flaws.push({ is: 'few labels' })
  if (names.includes('')) flaws.push({ is: 'empty label' })
  const twice = names.find((name, index) => name && names.indexOf(name) < index)
  return twice ? [...flaws, { is: 'twice', name: twice }] : flaws
}
