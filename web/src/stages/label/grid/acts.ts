import { call } from '@/api/client'
import { asApiError } from '@/api/error'
import type { Assignment, Values, Wire } from '@/api'

/** One answer for several items, as it is sent. */
export interface BulkAct {
  /** Names the act: sent again, it changes nothing; taken back, it takes all back. */
  id: string
  assignments: string[]
  values: Values
  schema_version: number
  active_ms: number
}

const path = (project: number) => `/projects/${project}`
const place = (person: number, project: number) => `inloop.bulk.${person}.${project}`

/** Items like one in hand, lent by the rules of all work. */
export const lendAlike = (project: number, assignment: string, most: number) =>
  call<{ assignments: Assignment[]; ready: boolean }>(`${path(project)}/assignments/${assignment}/alike`, { method: 'POST', body: { most } })

/** Whether it may still arrive: the network is away, the server is busy, or the person is signed out. */
export function isPassing(thrown: unknown): boolean {
  const problem = asApiError(thrown)
  return problem.passing || problem.offline || problem.signedOut
}

/** Keep an act in the browser, then send it and what waits before it; what was kept stays until the server has it or refuses it for good. */
export function give(person: number, project: number, act: BulkAct): Promise<Wire['BulkGiven'] | undefined> {
  keep(person, project, [...kept(person, project), act])
  return inTurn(() => sendAll(person, project, act.id))
}

/** Send what waits. */
export const resend = (person: number, project: number): Promise<unknown> => (kept(person, project).length > 0 ? inTurn(() => sendAll(person, project)) : Promise.resolve())

async function sendAll(person: number, project: number, wanted = ''): Promise<Wire['BulkGiven'] | undefined> {
  let told: Wire['BulkGiven'] | undefined
  for (const act of kept(person, project)) {
    const drop = () => keep(person, project, kept(person, project).filter(({ id }) => id !== act.id))
    try {
      const given = await call<Wire['BulkGiven']>(`${path(project)}/bulk`, { method: 'POST', body: act, timeout: 60_000 })
      if (act.id === wanted) told = given
      drop()
    } catch (thrown) {
      if (!isPassing(thrown)) drop()
      throw thrown
    }
  }
  return told
}

const kept = (person: number, project: number): BulkAct[] => JSON.parse(localStorage.getItem(place(person, project)) ?? '[]') as BulkAct[]
const keep = (person: number, project: number, acts: readonly BulkAct[]) => localStorage.setItem(place(person, project), JSON.stringify(acts))

let turn: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = turn.then(work, work)
  turn = next.catch(() => undefined)
  return next
}

export const takeBack = (project: number, id: string) => call<Wire['BulkWithdrawn']>(`${path(project)}/bulk/${id}/withdraw`, { method: 'POST', timeout: 60_000 })

/** Hand items back unseen; what was answered or has gone meanwhile is none of our business. */
export const release = (project: number, assignments: readonly string[]) =>
  Promise.allSettled(assignments.map((id) => call<void>(`${path(project)}/assignments/${id}/release`, { method: 'POST' })))
