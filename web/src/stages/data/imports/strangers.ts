import type { Question, Schema } from '@/api'
import { describe, kindOf } from '@/kinds/registry'
import { labelsOf } from '@/ui/labels'
import { answering, type ColumnUse, type Known } from '@/ui/intake'

/** A label of a tree may be called by its path; files write blanks as underscores. */
const plain = (name: string): string => name.trim().toLowerCase().replace(/[\s_]+/g, ' ').replace(/ ?\/ ?/g, '/')

/** The question that the first column of answers is about. */
export function askedOf(columns: readonly ColumnUse[], schema: Schema): Question | undefined {
  const use = columns.find((column) => answering.includes(column.use))
  return schema.questions.find((one) => one.id === (use?.question ?? schema.target))
}

/** The answers of a file that the question has no label for. */
export function strangers(known: readonly Known[], columns: readonly ColumnUse[], schema: Schema): string[] {
  const question = askedOf(columns, schema)
  const labels = labelsOf(question)
  if (labels.length === 0) return []
  const pathOf = (id: string) => (question && kindOf(question).check(question, id).ok ? [describe(question, id)] : [])
  const names = new Set(labels.flatMap((label) => [label.name, label.id, ...pathOf(label.id)].map(plain)))
  return known.map((one) => one.name).filter((name) => !names.has(plain(name)))
}
