import type { Field, Question, Schema } from '@/api'
import { labelsOf, type Shown } from '@/ui/labels'
import { kindOf, registered } from './registry'

/** The answers of the question that the project is about, by id: name and colour. */
export function labelBook(schema: Schema | undefined): Map<string, Shown> {
  const question = schema?.questions.find((one) => one.id === schema.target)
  const answers = question ? namesOf(question, schema?.fields ?? []) : []
  const offered = answers.filter((one) => !one.isRetired).map(({ id }) => id)
  return new Map(answers.map(({ id, name }) => [id, { id, name, position: offered.indexOf(id) }]))
}

/** As the kind calls them; else, and where this screen does not have the kind, the names of the labels. */
export const namesOf = (question: Question, fields: readonly Field[]) =>
  (registered().includes(question.kind) ? kindOf(question).classes?.(question, fields) : undefined) ?? labelsOf(question).map(({ id, name, retired }) => ({ id, name, isRetired: retired }))
