import type { Label } from '@/api'

/** The labels that are on offer, in order: their position gives colour and key. */
export const offered = (labels: readonly Label[]): Label[] => labels.filter((label) => !label.retired)

// 1–9, 0, then the letters that no act of the workbench uses (f, g, h, n, s, x, z).
const labelKeys = [...'1234567890abcdeijklmopqrtuvwy']

/** The key of the n-th offered label; none after the last one. */
export const labelKey = (position: number): string | undefined => labelKeys[position]

/** "51 %", or "< 1 %" for what is nearly nothing. */
export const share = (p: number): string => (p < 0.005 ? '< 1 %' : `${Math.round(p * 100)} %`)

/** The likeliest label of a suggestion. */
export function top(suggestion: Record<string, number> | null): string | undefined {
  if (!suggestion) return undefined
  return Object.entries(suggestion).reduce<[string, number] | undefined>((best, one) => (best && best[1] >= one[1] ? best : one), undefined)?.[0]
}
