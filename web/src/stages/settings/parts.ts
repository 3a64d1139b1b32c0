import type { Role } from '@/api'

export const parts = ['schema', 'guideline', 'rules', 'people', 'routing', 'general', 'record', 'danger'] as const
export type Part = (typeof parts)[number]

/** What a role can use here; the server holds to the same. */
export function partsFor(role: Role | undefined): readonly Part[] {
  if (role === 'owner' || role === 'manager') return parts
  if (role === 'auditor') return ['guideline', 'record']
  return ['guideline']
}

export const readPart = (value: unknown, allowed: readonly Part[]): Part => allowed.find((part) => part === value) ?? allowed[0] ?? 'guideline'
