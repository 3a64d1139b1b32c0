import { lazy } from 'react'
import type { RankingQuestion, Value } from '@/api'
import type { Kind } from '../kind'
import { t } from '../words'
import { Board } from './Board'
import { candidatesOf, toggled } from './order'
import { Order } from './Order'

const most = 10

/** Things in order, the best first: the value lists all ids; a list that still lacks some is on its way. */
export const ranking: Kind<RankingQuestion, string[]> = {
  kind: 'ranking',
  name: t('kinds.name.ranking'),
  empty: undefined,
  sets: ({ items }) => items.map(({ id }) => id),
  Board,
  Answer: Order,
  check: ({ items }, value: Value) => {
    if (!Array.isArray(value)) return { ok: false, reason: 'not_a_list' }
    const ids: readonly unknown[] = value
    const known = items.map(({ id }) => id)
    const isStrange = new Set(ids).size < ids.length || ids.some((id) => typeof id !== 'string' || !known.includes(id))
    if (isStrange || ids.length < known.length) return { ok: false, reason: 'not_all_placed' }
    return { ok: true, value: ids as string[], code: 0n }
  },
  keys: (question, showing) => {
    const all = candidatesOf(question, showing)
    const ids = all.map(({ id }) => id)
    return all.map(({ id, key, name, isField }) => ({
      key,
      name: t('kinds.ranking.key', { name: isField ? key.toUpperCase() : name }),
      next: (value) => toggled(value ?? [], id, ids),
    }))
  },
  describe: ({ items }, value) => value.map((id) => items.find((one) => one.id === id)?.name ?? id).join(' > ') || t('kinds.none'),
  fresh: () => ({ kind: 'ranking', id: '', name: '', items: [] }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ items }, fields) => {
    const count = items.length || fields?.filter((field) => field.show === 'text' && ['text', 'conversation'].includes(field.kind)).length
    return count !== undefined && (count < 2 || count > most) ? [t('kinds.flaw.ranked', { most })] : []
  },
}
