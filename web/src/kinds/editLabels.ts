/** Changes of labels as pure functions; new ones have code -1 until the server numbers them. */
import type { Label } from '@/api'
import { offered } from './labels'
import { t } from './words'

export function slugOf(name: string, taken: readonly string[]): string {
  const base = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'x'
  let id = base
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`
  return id
}

export const newLabel = (name: string, labels: readonly Label[]): Label => ({ id: slugOf(name || `label-${labels.length + 1}`, labels.map((label) => label.id)), name, code: -1, retired: false })

/** Those that the server has numbered may have answers: they can only retire. */
export const numbered = (labels: readonly Label[]): ReadonlySet<string> => new Set(labels.filter((label) => label.code >= 0).map((label) => label.id))

export const labelsFrom = (names: readonly string[]): Label[] =>
  names.reduce<Label[]>((labels, name) => [...labels, { ...newLabel(name, labels), code: labels.length }], [])

export const changeLabel = (labels: readonly Label[], index: number, change: Partial<Label>): Label[] =>
  labels.map((label, at) => (at === index ? { ...label, ...change } : label))

export const addLabel = (labels: readonly Label[], name: string): Label[] => [...labels, newLabel(name, labels)]

export const dropLabel = (labels: readonly Label[], index: number): Label[] => labels.filter((_, at) => at !== index)

export function moveLabel(labels: readonly Label[], from: number, to: number): Label[] {
  const label = labels[from]
  return !label || to < 0 || to >= labels.length ? [...labels] : labels.toSpliced(from, 1).toSpliced(to, 0, label)
}

/** What must be mended before these labels can be chosen from. */
export function labelFlaws(labels: readonly Label[], { fewest = 2 } = {}): string[] {
  const names = offered(labels).map((label) => label.name.trim().toLowerCase())
  const twice = names.find((name, index) => name && names.indexOf(name) < index)
  return [
    ...(names.length < fewest ? [t('kinds.flaw.labels', { n: fewest })] : []),
    ...(names.includes('') ? [t('kinds.flaw.empty')] : []),
    ...(twice ? [t('kinds.flaw.twice', { name: twice })] : []),
  ]
}
