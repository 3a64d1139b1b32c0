import type { Preview } from '@/api'
import { answering, type ColumnUse } from './uses'

export interface Known {
  name: string
  count: number
}

const order = new Intl.Collator('en', { numeric: true })

/** The answers that a file already holds, by the first column that has any: the commonest first. */
export function knownAnswers(preview: Preview, columns: readonly ColumnUse[]): Known[] {
  const use = columns.find((one) => answering.includes(one.use))
  const column = preview.columns.find((one) => one.name === use?.name)
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
  const named = [...counts].filter(([name]) => column.answers !== 'affect' || !name.startsWith('{')) // a place has no name
  return named.map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || order.compare(a.name, b.name))
}

/** Whether every row was counted: the server says how many it looked at; a column of many values has only the rows shown. */
export function isWhole(preview: Preview, columns: readonly ColumnUse[]): boolean {
  const use = columns.find((one) => answering.includes(one.use))
  const column = preview.columns.find((one) => one.name === use?.name)
  return preview.row_count_exact && preview.row_count <= (column?.values ? preview.sampled : preview.rows.length)
}
