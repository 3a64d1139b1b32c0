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
  const said = known.flatMap((one) => (question ? labelsIn(one.name, question) : []))
  return [...new Set(said)].filter((name) => !names.has(plain(name)))
}

/** The labels that a cell says: emotions stand before their intensity, answers to units behind the unit. */
export function labelsIn(cell: string, question: Pick<Question, 'kind' | 'each'>): string[] {
  const found: unknown = /^\s*[[{]/.test(cell) ? parsed(cell) : undefined
  if (question.each) {
    const units = typeof found === 'object' && found !== null ? Object.values(found) : []
    return units.flat().filter((one) => one !== null).map(String)
  }
  if (question.kind !== 'emotions') return [cell]
  if (typeof found === 'object' && found !== null) return Object.keys(found)
  return cell.split(/[;|,]/).map((part) => part.split(/[:=]/)[0]!.trim()).filter(Boolean)
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return undefined
  }
}
