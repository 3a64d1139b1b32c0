import type { Schema } from '@/api'
import { labelsOf } from '@/ui/labels'
import { answering, type ColumnUse, type Known } from '@/ui/intake'

/** The answers of a file that the question has no label for. */
export function strangers(known: readonly Known[], columns: readonly ColumnUse[], schema: Schema): string[] {
  const use = columns.find((column) => answering.includes(column.use))
  const question = schema.questions.find((one) => one.id === (use?.question ?? schema.target))
  const labels = labelsOf(question)
  if (labels.length === 0) return []
  const names = new Set(labels.flatMap((label) => [label.name.toLowerCase(), label.id.toLowerCase()]))
  return known.map((one) => one.name).filter((name) => !names.has(name.trim().toLowerCase()))
}
