import type { RankingQuestion } from '@/api'
import { shuffled } from '../coin'
import type { Showing } from '../kind'

// Letters, so that nobody takes them for places; without those that acts of the workbench use, and `d`.
const letters = [...'abceijklmo']

export interface Candidate {
  id: string
  name: string
  key: string
  /** It is a field, shown on the board under its letter. */
  isField: boolean
}

/** What is ranked, in an order that hangs on the item alone, so that no first place is a habit. */
export function candidatesOf({ items }: RankingQuestion, showing?: Showing): Candidate[] {
  const names = new Map(items.map(({ id, name }) => [id, name]))
  return shuffled([...names.keys()], showing?.item).map((id, index) => ({
    id,
    name: names.get(id) ?? id,
    key: letters[index] ?? '',
    isField: showing?.fields.some((field) => field.id === id) ?? false,
  }))
}

/** Put one behind those that have a place, or take its place away; the last one left takes the last place. */
export function toggled(value: readonly string[], id: string, all: readonly string[]): string[] | undefined {
  if (value.includes(id)) return orNothing(value.filter((one) => one !== id))
  const placed = [...value, id]
  const left = all.filter((one) => !placed.includes(one))
  return left.length === 1 ? [...placed, ...left] : placed
}

/** One at another place. */
export function moved(value: readonly string[], id: string, to: number): string[] {
  if (!value.includes(id) || to < 0 || to >= value.length) return [...value]
  return value.filter((one) => one !== id).toSpliced(to, 0, id)
}

const orNothing = (value: string[]): string[] | undefined => (value.length ? value : undefined)
