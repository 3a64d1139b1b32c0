/** Changes of questions as pure functions; what belongs to a kind is asked of the kind. */
import type { Field, Question } from '@/api'
import { labelsFrom, slugOf } from '@/kinds/editLabels'
import { kindOf } from '@/kinds/registry'
import { labelsOf } from '@/ui/labels'
import { t } from './strings'

export type Kind = Question['kind']
export type Labelled = Extract<Question, { labels: unknown }>

export const isLabelled = (question: Question): question is Labelled => 'labels' in question

/** The fields that a question can point into. */
export function able(question: Pick<Question, 'kind' | 'each'>, fields: readonly Field[]): Field[] {
  const wanted = kindOf(question).pointsInto ?? []
  return fields.filter((field) => wanted.includes(field.kind) && field.show !== 'blind')
}

/** The same question asked for another kind of answer, keeping what both have: labels that somebody wrote, and what every question has. */
export function asKind(question: Question, kind: Kind, fields: readonly Field[] = []): Question {
  const { id, name, help, abstain, shown_if } = question
  const fresh = kindOf({ kind }).fresh()
  const labels = labelsOf(question)
  const isWritten = JSON.stringify(labels) !== JSON.stringify(labelsOf(kindOf(question).fresh()))
  const asked = { id, name, help, abstain, shown_if, required: fresh.required ?? question.required }
  const each = (kindOf({ kind }).repeats && question.each) || ''
  const units = each ? { each, only: question.only ?? [], on: question.on } : {}
  const [on] = each ? [] : able(fresh, fields)
  return { ...fresh, ...asked, ...units, ...(isLabelled(fresh) && labels.length > 0 && isWritten && { labels }), ...(on && { on: on.id }) } as Question
}

/** The same question asked of the item as a whole, or of each turn or cell of the first field that has any. */
export function askedOfEach(question: Question, each: string, fields: readonly Field[]): Question {
  const [on] = each ? able({ kind: question.kind, each }, fields) : []
  return { ...question, each, only: [], on: on?.id ?? '' }
}

export function newQuestion(name: string, questions: readonly Question[]): Question {
  const id = slugOf(`question-${questions.length + 1}`, questions.map((question) => question.id))
  return { id, kind: 'choice', name, required: false, help: '', shown_if: null, labels: labelsFrom(['yes', 'no']) }
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

export const isUnnamed = (question: Question): boolean => question.name.trim() === ''

/** What must be mended before the question can be asked, beside its name. */
export function settingFlaws(question: Question, fields: readonly Field[]): string[] {
  const { pointsInto = [], flaws } = kindOf(question)
  const isLost = pointsInto.length > 0 && able(question, fields).length === 0
  return [...(isLost ? [t('question.on.none', { kinds: pointsInto.join(', ') })] : []), ...(flaws?.(question, fields) ?? [])]
}

export const isSound = (question: Question, fields: readonly Field[]): boolean => !isUnnamed(question) && settingFlaws(question, fields).length === 0
