/** The address of the screen is its state: filters, the open item, the open part. */
import type { ItemFilter, ItemStatus } from '@/api'

export const statuses: readonly ItemStatus[] = ['unanswered', 'answered', 'disputed', 'flagged', 'skipped', 'unreadable']
export const sorts = ['new', 'old', 'uncertain'] as const

export interface DataSearch extends ItemFilter {
  item?: number
  /** Show what is like this item. */
  like?: number
  part?: 'import'
  view?: 'gallery'
}

/** What stands in the address, as far as it makes sense; the router reads `q=12` as a number. */
export function readSearch(search: Record<string, unknown>): DataSearch {
  const word = (key: string) => (search[key] === undefined || search[key] === '' ? undefined : String(search[key]))
  return {
    q: word('q'),
    status: statuses.find((status) => status === search.status),
    label: word('label'),
    predicted: word('predicted'),
    sort: sorts.find((sort) => sort === search.sort),
    item: Number(search.item) || undefined,
    like: Number(search.like) || undefined,
    part: search.part === 'import' ? 'import' : undefined,
    view: search.view === 'gallery' ? 'gallery' : undefined,
  }
}

export function filterOf({ item: _item, like: _like, part: _part, view: _view, ...filter }: DataSearch): ItemFilter {
  return filter
}

/** A change of the filter, made of what stands when it comes: another may be on its way. */
export type Sift = (change: (filter: ItemFilter) => ItemFilter) => void

export const isFiltered = ({ q, status, label, predicted }: ItemFilter): boolean => Boolean(q || status || label || predicted)

/** The same again takes it away. */
export const toggled = <Key extends 'status' | 'label' | 'predicted'>(filter: ItemFilter, key: Key, value: NonNullable<ItemFilter[Key]>): ItemFilter => ({
  ...filter,
  [key]: filter[key] === value ? undefined : value,
})
