import type { Schema, Value } from '@/api'
import { labelKey } from '@/kinds/labels'
import { complete, kindOf } from '@/kinds/registry'
import { candidatesOf, valueOf } from '../binary/claim'

/** An answer that can be given to many items, with its key. */
export interface GridAnswer {
  id: string
  name: string
  value: NonNullable<Value>
  key?: string
}

/** The answers after which nothing else must be asked; none where each item needs more than one act. */
export function answersOf(schema: Schema): GridAnswer[] {
  const question = schema.questions.find((one) => one.id === schema.target)
  // What is set side by side is compared item by item.
  if (!question || kindOf(question).sets) return []
  return candidatesOf(schema).flatMap(({ id, name }, index) => {
    const value = valueOf(question, id)
    return value !== undefined && complete(schema, { [question.id]: value }).ok ? [{ id, name, value, key: labelKey(index) }] : []
  })
}
