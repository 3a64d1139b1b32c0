import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, refresh } from './query'
import type { Values, Wire } from './types'
import type { ItemFilter, ItemRow } from './types-stages'
import { uuid7 } from './uuid7'

const path = (project: number) => `/projects/${project}`
const anew = (project: number) => refresh(keys.of(project, 'items'))

export interface Similar {
  rows: { row: ItemRow; likeness: number }[]
  ready: boolean
}

/** The items most like one, among those that fit. */
export const useSimilar = (project: number, item: number | undefined, { sort: _sort, ...filter }: ItemFilter, limit = 200) =>
  useQuery({
    queryKey: keys.of(project, 'items', 'similar', item, filter, limit),
    queryFn: ({ signal }) => call<Similar>(`${path(project)}/items/${item}/similar`, { query: { ...filter, limit }, signal }),
    enabled: item !== undefined,
  })

export interface BulkOrder {
  items: number[]
  values: Values
  schema_version: number
  active_ms: number
}

/** One answer to many items; what it gives names the act, which takes it back. */
export const useAnswerMany = (project: number) =>
  useMutation({
    mutationFn: (order: BulkOrder) => call<Wire['BulkGiven']>(`${path(project)}/bulk`, { method: 'POST', body: { id: uuid7(), ...order }, timeout: 120_000 }),
    onSuccess: () => anew(project),
  })

export const useWithdrawMany = (project: number) =>
  useMutation({
    mutationFn: (id: string) => call<Wire['BulkWithdrawn']>(`${path(project)}/bulk/${id}/withdraw`, { method: 'POST', timeout: 120_000 }),
    onSuccess: () => anew(project),
  })
