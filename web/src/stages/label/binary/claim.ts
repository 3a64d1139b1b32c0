import type { Project, Question, Schema, Value } from '@/api'
import { namesOf } from '@/kinds/book'
import { top } from '@/kinds/labels'
import { kindOf, shownQuestions } from '@/kinds/registry'
import type { Asked } from '../workbench/state'

/** One answer that may be accepted or rejected. */
export interface Claim {
  question: Question
  value: NonNullable<Value>
  id: string
  name: string
  /** What the model gives it, where the claim is the model's. */
  p?: number
  /** The only other answer, if there is just one. */
  other?: NonNullable<Value>
}

export interface Candidate {
  id: string
  name: string
}

/** The answers that can be asked about by yes and no: those of the question that the project is about, if one act gives them. */
export function candidatesOf(schema: Schema): Candidate[] {
  const question = targetOf(schema)
  return question ? namesOf(question, schema.fields).filter(({ id, isRetired }) => !isRetired && valueOf(question, id) !== undefined) : []
}

/** The claim about the item in hand; none where nothing is suggested, or the question is answered or not asked. */
export function claimOf({ schema }: Pick<Project, 'schema'>, asked: Asked, candidate: string): Claim | undefined {
  const question = targetOf(schema)
  if (!question || asked.values[question.id] !== undefined || !shownQuestions(schema, asked.values).includes(question)) return undefined
  const suggestion = asked.assignment.suggestion?.[question.id] ?? null
  const id = candidate || top(suggestion)
  const value = id === undefined ? undefined : valueOf(question, id)
  if (id === undefined || value === undefined) return undefined
  const all = candidatesOf(schema)
  const other = all.length === 2 ? all.find((one) => one.id !== id) : undefined
  return {
    question,
    value,
    id,
    name: all.find((one) => one.id === id)?.name ?? kindOf(question).describe(question, value),
    p: candidate ? undefined : suggestion?.[id],
    other: other && valueOf(question, other.id),
  }
}

function targetOf(schema: Schema): Question | undefined {
  const question = schema.questions.find((one) => one.id === schema.target)
  return question && kindOf(question).single ? question : undefined
}

/** Answers go by their ids; those of a scale are numbers. */
export function valueOf(question: Question, id: string): NonNullable<Value> | undefined {
  return [id, Number(id)].find((value) => kindOf(question).check(question, value).ok)
}
