import type { Preview, PreviewColumn } from '@/api'
import { answering, type ColumnUse } from './uses'

export interface Known {
  name: string
  count: number
}

/** A column may say all its values with their counts; without them the sample rows and examples must do. */
export type CountedColumn = PreviewColumn & { values?: { value: string; count: number }[] }

const order = new Intl.Collator('en', { numeric: true })

/** The answers that a file already holds, by the first column that has any: the commonest first. */
export function knownAnswers(preview: Preview, columns: readonly ColumnUse[]): Known[] {
  const use = columns.find((one) => answering.includes(one.use))
  const column = preview.columns.find((one) => one.name === use?.name) as CountedColumn | undefined
  if (!column) return []
  const counts = new Map<string, number>()
  if (column.values) for (const { value, count } of column.values) counts.set(value, count)
  else {
    for (const name of column.examples) counts.set(name, 0)
    for (const row of preview.rows) {
      const value = row[column.name]
      if (value !== null && value !== undefined && value !== '') counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
    }
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || order.compare(a.name, b.name))
}

const looked_at = 2_000

/** Whether every row was counted: the server looks at the first two thousand, the screen has the first twenty. */
export function isWhole(preview: Preview, columns: readonly ColumnUse[]): boolean {
  const use = columns.find((one) => answering.includes(one.use))
  const column = preview.columns.find((one) => one.name === use?.name) as CountedColumn | undefined
  return preview.row_count_exact && preview.row_count <= (column?.values ? looked_at : preview.rows.length)
}
