import { useSyncExternalStore } from 'react'

/** How a person works through the items: one at a time, saying yes or no to one answer, or many alike at once. */
export type Mode = 'one' | 'binary' | 'grid'

export interface Way {
  mode: Mode
  /** The answer that is asked about in the binary mode; empty: the model's suggestion. */
  candidate: string
}

const plain: Way = { mode: 'one', candidate: '' }
const listeners = new Set<() => void>()
const read = new Map<number, Way>()
const place = (project: number): string => `inloop.mode.${project}`

/** Kept in the browser, for each project. */
function wayOf(project: number): Way {
  const known = read.get(project)
  if (known) return known
  let kept: Partial<Way> = {}
  try {
    kept = JSON.parse(localStorage.getItem(place(project)) ?? '{}') as Partial<Way>
  } catch {
    // What cannot be read was never kept.
  }
  const way = { ...plain, ...kept }
  read.set(project, way)
  return way
}

export function setWay(project: number, change: Partial<Way>): void {
  const way = { ...wayOf(project), ...change }
  read.set(project, way)
  localStorage.setItem(place(project), JSON.stringify(way))
  for (const listener of listeners) listener()
}

export const useWay = (project: number): Way =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => wayOf(project),
  )
