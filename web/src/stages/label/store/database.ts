import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Assignment, LabelProgress, Project, Sure, Values } from '@/api'
import type { Entry } from '../outbox/entry'

/** What a person did on an item that is not submitted yet. */
export interface Draft {
  project: number
  assignment: string
  values: Values
  note: string
  flag: boolean
  /** Left out in drafts of an earlier version of the screen. */
  confidence?: Sure
  activeMs: number
  supersedes?: string
  at: number
}

/** What the device holds of a project, so that a reload paints at once and works without a network. */
export interface Held {
  project: Project
  assignments: Assignment[]
  progress: LabelProgress
}

interface Tables extends DBSchema {
  /** By `seq`, the order in which things were done. */
  outbox: { key: number; value: Entry; indexes: { id: string } }
  drafts: { key: string; value: Draft }
  held: { key: string; value: Held }
}

export type Device = IDBPDatabase<Tables>

/** The browser's own store: every change is in it before anything is sent. */
export function openDevice(name = 'inloop'): Promise<Device> {
  return openDB<Tables>(name, 1, {
    upgrade(database) {
      database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id')
      database.createObjectStore('drafts')
      database.createObjectStore('held')
    },
    // A newer version of the screen in another tab may need to upgrade the store.
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
  })
}
