import type { Role } from '@/api'
import { t } from '../strings'

const all = ['owner', 'manager', 'reviewer', 'annotator', 'agent', 'viewer', 'auditor'] as const

/** Nobody hands out more than they have: only an owner makes owners. */
export const rolesFor = (mine: Role) => all.filter((role) => role !== 'owner' || mine === 'owner').map((value) => ({ value, name: t(`settings.role.${value}`) }))

export const mayOf = (role: Role) => t(`settings.role.${role}.may`)
export const readRole = (value: string): Role => all.find((role) => role === value) ?? 'annotator'
