import type { Part, Question, ShownField, Value } from '@/api'
import { dividedInto, fieldKindOf } from '@/fields/registry'
import type { Kind } from '../kind'

/** Unit → answer; `null` where somebody cannot tell. */
export type Answers = Record<string, Value>

/** The kinds that are asked of each, by their name. */
export const inners = new Map<string, Kind>()

export function answersIn(value: unknown): Answers | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : undefined
}

export const fieldOf = (question: Question, fields: readonly ShownField[]): ShownField | undefined => fields.find((field) => field.id === question.on)

/** The units of a field that a question is asked of, in order. */
export const askedOf = (question: Question, field: ShownField | undefined): string[] => (field ? (fieldKindOf(field.kind).units?.(field.value, question.only ?? []) ?? []) : [])

/** "turn 3", or the name of a column. */
export function nameOf(question: Question, unit: string): string {
  const [kind] = dividedInto(question.each ?? '')
  return (kind && fieldKindOf(kind).unitName?.(unit)) ?? unit
}

/** The answers with one of them changed or taken away; nothing where none is left. */
export function withAnswer(answers: Answers, unit: string, answer: Value | undefined): Part | undefined {
  const { [unit]: _, ...others } = answers
  const after = answer === undefined ? others : { ...others, [unit]: answer }
  return Object.keys(after).length > 0 ? after : undefined
}
