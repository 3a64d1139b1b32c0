import { asApiError, type ApiError } from '@/api/error'
import type { Stored } from './entry'
import type { Outbox } from './outbox'
import type { Post, Reply } from './post'

export type Link = 'idle' | 'sending' | 'offline' | 'signed-out'

export interface SenderEvents {
  onSent: (entry: Stored, reply: Reply) => void
  onRefused: (entry: Stored, problem: ApiError) => void
  onLink: (link: Link) => void
}

export interface SenderParts {
  outbox: Outbox
  post: Post
  /** Runs alone among all tabs. */
  alone?: (work: () => Promise<void>) => Promise<void>
  later?: (work: () => void, ms: number) => () => void
  want?: number
}

const oneTab = async (work: () => Promise<void>): Promise<void> => {
  if (typeof navigator !== 'undefined' && 'locks' in navigator) await navigator.locks.request('inloop-outbox', work)
  else await work()
}

const timer = (work: () => void, ms: number) => {
  const id = setTimeout(work, ms)
  return () => clearTimeout(id)
}

/** A withdrawal or a skip of what is gone already has happened; a refused answer has not. */
const isDone = (entry: Stored, problem: ApiError): boolean => entry.act.act !== 'answer' && (problem.status === 404 || problem.status === 409 || problem.status === 410)

/** Empties the outbox, one entry at a time and in one tab at a time; waits longer after each failure. */
export class Sender {
  private cancel: (() => void) | undefined
  private running: Promise<void> | undefined
  private again = false
  private failures = 0
  private stopped = false

  constructor(
    private readonly parts: SenderParts,
    private readonly events: SenderEvents,
  ) {}

  /** Something new to send, the network is back, or the person has signed in. */
  wake(): Promise<void> {
    this.cancel?.()
    this.again = true
    return (this.running ??= this.run().finally(() => (this.running = undefined)))
  }

  stop(): void {
    this.stopped = true
    this.cancel?.()
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false
      await (this.parts.alone ?? oneTab)(() => this.drain())
    }
  }

  private async drain(): Promise<void> {
    const stuck = new Set<number>()
    for (;;) {
      if (this.stopped) return
      const entry = await this.parts.outbox.claim(stuck)
      if (!entry) break
      this.events.onLink('sending')
      const problem = await this.send(entry)
      if (problem?.signedOut) return this.events.onLink('signed-out')
      if (problem?.offline) return this.pause('offline')
      if (problem) stuck.add(entry.seq)
    }
    if (stuck.size > 0) return this.pause('idle')
    this.failures = 0
    this.events.onLink('idle')
  }

  /** Returns the problem when the entry has to wait. */
  private async send(entry: Stored): Promise<ApiError | undefined> {
    try {
      const reply = await this.parts.post(entry, this.parts.want ?? 3)
      await this.done(entry, reply)
    } catch (thrown) {
      const problem = asApiError(thrown)
      if (problem.passing || problem.signedOut) return problem
      if (isDone(entry, problem)) await this.done(entry, {})
      else await this.refuse(entry, problem)
    }
    return undefined
  }

  private async done(entry: Stored, reply: Reply): Promise<void> {
    if ('assignment' in reply && reply.assignment.id !== entry.assignment.id) await this.parts.outbox.readdress(entry.assignment.id, reply.assignment)
    await this.parts.outbox.settle(entry.seq)
    this.failures = 0
    this.events.onSent(entry, reply)
  }

  private async refuse(entry: Stored, problem: ApiError): Promise<void> {
    const { message, hint, where, status } = problem
    await this.parts.outbox.refuse(entry.seq, { message, hint, where, status })
    this.events.onRefused(entry, problem)
  }

  private pause(link: Link): void {
    this.events.onLink(link)
    const wait = Math.min(30_000, 500 * 2 ** this.failures++)
    this.cancel = (this.parts.later ?? timer)(() => void this.wake(), wait * (0.75 + Math.random() / 2))
  }
}
