import { asApiError } from '@/api/error'
import type { Assignment, Assignments, SkipReason } from '@/api'
import { complete } from '@/kinds/registry'
import type { Act, Entry, Stored } from '../outbox/entry'
import { Outbox } from '../outbox/outbox'
import type { Reply } from '../outbox/post'
import { Sender, type Link, type SenderParts } from '../outbox/sender'
import { uuid7 } from '@/api/uuid7'
import type { Device, Draft } from '../store/database'
import { Notebook } from '../store/drafts'
import { Activity } from './activity'
import { Editing } from './editing'
import { Latest } from './latest'
import { ask, merge, sureOf, type Asked, type Bench, type EmptyReason } from './state'
import type { Server } from './server'
import { openTabs, type Tabs } from './tabs'

export interface WorkbenchParts {
  device: Device
  person: string
  project: number
  server: Server
  activity?: Activity
  sender?: Pick<SenderParts, 'alone' | 'later'>
  /** Says something in passing. */
  say?: (what: 'other-tab' | 'skip-sent' | 'not-stored', detail?: string) => void
}

/** Enough to bring an item back after it was submitted or skipped. */
interface Done {
  id: string
  act: Act['act']
  draft: Draft
  assignment: Assignment
}

const WANT = 3

/** The editing state of one project: the items at hand, what is done on them, and what waits to be sent. */
export class Workbench extends Editing {
  readonly activity: Activity
  private queue: Assignment[] = []
  private readonly done = new Set<string>()
  private undoable: Done[] = []
  private readonly drafts = new Map<string, Draft>()
  private readonly outbox: Outbox
  private readonly notebook: Notebook
  private readonly sender: Sender
  private readonly tabs: Tabs
  private emptyReason: EmptyReason = 'others-answer'
  private readonly opening = new Latest()

  constructor(private readonly parts: WorkbenchParts) {
    super()
    const { device, person, server } = parts
    this.activity = parts.activity ?? new Activity()
    this.outbox = new Outbox(device, person)
    this.notebook = new Notebook(device, person)
    this.sender = new Sender(
      { outbox: this.outbox, post: server.post, want: WANT, ...parts.sender },
      { onSent: (entry, reply) => this.heard(entry, reply), onRefused: () => void this.recount().then(() => this.refresh()), onLink: (link) => this.linked(link) },
    )
    this.tabs = openTabs((message) => {
      if (message.person === person && message.project === parts.project) void this.elsewhere(message.done)
    })
  }

  /** The items after the one in view. */
  get next(): readonly Assignment[] {
    return this.queue.slice(1)
  }

  /** What was done last on an item, as long as it can be undone. */
  get last(): Readonly<Done> | undefined {
    return this.undoable.at(-1)
  }

  /** Items that were answered or handed back otherwise: they are not asked here any more. */
  finished(assignments: readonly string[]): void {
    for (const id of assignments) this.done.add(id)
    this.line(this.queue)
  }

  /** First what the device holds, painted at once; then what the server says. */
  async start(): Promise<void> {
    for (const draft of await this.notebook.drafts(this.parts.project)) this.drafts.set(draft.assignment, draft)
    // In order: an item may have been answered, taken back and answered again.
    for (const { act, assignment, refused } of await this.outbox.all()) if (!refused) this.done[act.act === 'withdraw' ? 'delete' : 'add'](assignment.id)
    await this.recount()
    const held = await this.notebook.held(this.parts.project)
    if (held) {
      this.put({ project: held.project, progress: held.progress })
      this.line(held.assignments)
    }
    await Promise.all([this.sender.wake(), this.refresh()])
  }

  /** Ask for the project and for items; keeps what is in view. */
  async refresh(): Promise<void> {
    const { project, server } = this.parts
    try {
      const [schema, reply] = await Promise.all([server.project(project), server.assignments(project, WANT)])
      const isBack = this.bench.link === 'offline' || this.bench.link === 'signed-out'
      this.put({ project: schema, ...(isBack && { link: 'idle' }) })
      this.take(reply)
      if (this.bench.waiting > 0) void this.sender.wake()
    } catch (thrown) {
      this.failed(thrown)
    }
  }

  close(): void {
    this.sender.stop()
    this.tabs.close()
  }

  wake = (): void => void this.sender.wake()

  /** The next item is in view when this returns; the answer is written down, then sent, behind it. */
  submit(): Promise<void> {
    const { screen, project } = this.bench
    if (screen.state !== 'asking' || !project) return Promise.resolve()
    const { asked } = screen
    const verdict = complete(project.schema, asked.values, asked.assignment.fields)
    if (!verdict.ok) {
      this.look((one) => ({ ...one, focused: verdict.question.id, problem: { question: verdict.question.id, reason: verdict.reason } }))
      return Promise.resolve()
    }
    const said = sureOf(asked, verdict.values)
    const body = {
      id: uuid7(),
      assignment: asked.assignment.id,
      values: verdict.values,
      schema_version: project.schema_version,
      active_ms: this.activity.ms,
      ...(asked.note.trim() && { note: asked.note.trim() }),
      ...(asked.flag && { flag: true }),
      ...(Object.keys(said).length > 0 && { confidence: said }),
      ...(asked.supersedes && { supersedes: asked.supersedes }),
    }
    return this.finish(asked, body.id, { act: 'answer', body })
  }

  skip(reason: SkipReason): Promise<void> {
    const { screen } = this.bench
    if (screen.state !== 'asking') return Promise.resolve()
    const { asked } = screen
    return this.finish(asked, uuid7(), { act: 'skip', reason, ...(asked.note.trim() && { note: asked.note.trim() }) })
  }

  /** Bring back what was last submitted or skipped, with its values. */
  async undo(): Promise<void> {
    const last = this.undoable.pop()
    if (!last) return
    this.put({ canUndo: this.undoable.length > 0 })
    if (last.act === 'answer') this.bringBack(last)
    const withdrawal = last.act === 'answer' ? this.entry(uuid7(), last.assignment, { act: 'withdraw', annotation: last.id }) : undefined
    const fate = await this.outbox.takeBack(last.id, withdrawal)
    if (fate === 'sent' && withdrawal) this.recorded(withdrawal)
    if (last.act === 'skip') {
      if (fate === 'removed') this.bringBack(last)
      else this.parts.say?.('skip-sent')
    }
    await this.recount()
  }

  /** Open an earlier answer to correct it; the old one stands until the new one arrives. */
  async reopen(annotation: string): Promise<void> {
    const found = await this.opened(this.parts.server.reopen(this.parts.project, annotation))
    if (!found) return
    const { assignment } = found
    const draft = { ...this.blank(assignment), values: assignment.values ?? {}, confidence: assignment.confidence ?? {}, supersedes: annotation }
    this.bringBack({ id: annotation, act: 'answer', assignment, draft })
  }

  /** Wait for an item with none in view, so that nothing meant for it is done to another; undefined where another was asked for since. */
  private async opened<T>(item: Promise<T>): Promise<T | undefined> {
    const coming = this.opening.wait(item)
    this.put({ screen: { state: 'loading' } })
    return coming.catch((thrown: unknown) => {
      if (!this.opening.isAwaited) this.line(this.queue)
      throw thrown
    })
  }

  /** Try a refused act again, or open its item to mend it. */
  async mend(entry: Stored, how: 'retry' | 'open'): Promise<void> {
    if (how === 'retry') await this.outbox.retry(entry.seq)
    else if (entry.act.act === 'answer') {
      const { values, note = '', flag = false, confidence, active_ms, supersedes } = entry.act.body
      this.bringBack({ id: entry.id, act: 'answer', assignment: entry.assignment, draft: { ...this.blank(entry.assignment), values, note, flag, confidence, activeMs: active_ms, supersedes } })
      await this.outbox.settle(entry.seq)
    } else await this.outbox.settle(entry.seq)
    await this.recount()
    this.wake()
  }

  private async finish(asked: Asked, id: string, act: Act): Promise<void> {
    const draft = this.draftOf(asked)
    const done: Done = { id, act: act.act, assignment: asked.assignment, draft }
    this.done.add(asked.assignment.id)
    this.undoable = [...this.undoable.slice(-19), done]
    this.put({ waiting: this.bench.waiting + 1, canUndo: true })
    this.line(this.queue.filter((one) => one.id !== asked.assignment.id))
    try {
      await this.record(id, asked.assignment, act)
    } catch (thrown) {
      // The browser refused to write: nothing may be sent that is not written, so the item comes back.
      this.undoable = this.undoable.filter((one) => one !== done)
      this.bringBack(done)
      this.parts.say?.('not-stored', asApiError(thrown).message)
      return
    }
    this.drafts.delete(asked.assignment.id)
    await this.notebook.drop(this.parts.project, asked.assignment.id)
    await this.hold()
  }

  private async record(id: string, assignment: Assignment, act: Act): Promise<void> {
    const entry = this.entry(id, assignment, act)
    await this.outbox.add(entry)
    this.recorded(entry)
  }

  private entry(id: string, assignment: Assignment, act: Act): Entry {
    return { id, person: this.parts.person, project: this.parts.project, assignment, act, at: Date.now(), attempts: 0 }
  }

  /** It is written: tell the other tabs, and send it. */
  private recorded({ assignment, act }: Entry): void {
    this.tabs.tell({ person: this.parts.person, project: this.parts.project, ...(act.act !== 'withdraw' && { done: assignment.id }) })
    void this.recount()
    void this.sender.wake()
  }

  private bringBack({ assignment, draft }: Done): void {
    this.done.delete(assignment.id)
    this.drafts.set(assignment.id, draft)
    void this.notebook.keep(draft)
    this.line([assignment, ...this.queue.filter((one) => one.id !== assignment.id)], true)
    void this.hold()
  }

  private heard(entry: Stored, reply: Reply): void {
    if ('assignment' in reply) this.renew(entry.assignment, reply.assignment)
    if (reply.progress && entry.project === this.parts.project) this.put({ progress: reply.progress })
    if ('assignments' in reply && reply.assignments && entry.project === this.parts.project) this.take(reply as Assignments)
    this.tabs.tell({ person: this.parts.person, project: entry.project })
    void this.recount()
  }

  /** A withdrawn item came back under its new lease. */
  private renew(old: Assignment, now: Assignment): void {
    const draft = this.drafts.get(old.id)
    if (draft && old.id !== now.id) {
      this.drafts.set(now.id, { ...draft, assignment: now.id })
      void this.notebook.keep({ ...draft, assignment: now.id })
      void this.notebook.drop(this.parts.project, old.id)
    }
    if (this.done.has(old.id)) this.done.add(now.id)
    this.line(this.queue.map((one) => (one.id === old.id ? now : one)))
  }

  private take(reply: Partial<Assignments> & Pick<Assignments, 'assignments'>): void {
    const { screen, project } = this.bench
    if (reply.progress) this.put({ progress: reply.progress })
    this.emptyReason = reply.empty_reason ?? 'others-answer'
    const current = screen.state === 'asking' ? screen.asked : undefined
    const lapsed = current && !current.touched && current.assignment.leased_until / 1000 < Date.now()
    this.line(merge(reply.assignments, lapsed ? undefined : current?.assignment, this.done))
    void this.hold()
    if (project && reply.schema_version !== undefined && reply.schema_version !== project.schema_version) void this.refresh()
  }

  /** Put the first of a line in view, unless it is in view already; `again` opens it anew with its draft. */
  private line(queue: Assignment[], again = false): void {
    this.queue = queue.filter((one) => !this.done.has(one.id))
    const [first] = this.queue
    const { project, screen } = this.bench
    const ready = Math.max(0, this.queue.length - 1)
    if (this.opening.isAwaited) return this.put({ ready })
    if (!first || !project) return this.put({ ready, ...(project && { screen: this.nothing() }) })
    if (screen.state === 'asking' && screen.asked.assignment.id === first.id && !again) return this.put({ ready })
    const draft = this.drafts.get(first.id)
    this.activity.start(draft?.activeMs)
    this.put({ ready, screen: { state: 'asking', asked: ask(project, first, draft) } })
  }

  private nothing(): Bench['screen'] {
    const { link, waiting } = this.bench
    if (link === 'signed-out') return { state: 'signed-out' }
    if (link === 'offline') return { state: 'empty', reason: 'offline' }
    return waiting > 0 ? { state: 'empty', reason: 'waiting' } : { state: 'empty', reason: this.emptyReason }
  }

  private failed(thrown: unknown): void {
    const problem = asApiError(thrown)
    if (problem.signedOut) this.put({ link: 'signed-out' })
    if (problem.offline) this.put({ link: 'offline' })
    if (this.bench.screen.state === 'asking' || this.opening.isAwaited) return
    this.put({ screen: problem.signedOut ? { state: 'signed-out' } : problem.offline && this.bench.project ? { state: 'empty', reason: 'offline' } : { state: 'failed', problem } })
  }

  private linked(link: Link): void {
    const wasCut = this.bench.link === 'offline' || this.bench.link === 'signed-out'
    this.put({ link })
    if (wasCut && link === 'idle') void this.refresh()
    if (link === 'signed-out' && this.queue.length === 0) this.put({ screen: { state: 'signed-out' } })
  }

  private async elsewhere(done: string | undefined): Promise<void> {
    if (done) {
      const { screen } = this.bench
      if (screen.state === 'asking' && screen.asked.assignment.id === done) this.parts.say?.('other-tab')
      this.done.add(done)
      this.line(this.queue)
    }
    await this.recount()
  }

  private async recount(): Promise<void> {
    const entries = await this.outbox.all()
    const refused = entries.filter((entry) => entry.refused)
    this.put({ waiting: entries.length - refused.length, refused })
    if (this.bench.screen.state === 'empty' && this.queue.length === 0) this.put({ screen: this.nothing() })
  }

  protected keep(asked: Asked): void {
    const draft = this.draftOf(asked)
    this.drafts.set(draft.assignment, draft)
    void this.notebook.keep(draft)
  }

  private draftOf({ assignment, values, note, flag, confidence, supersedes }: Asked): Draft {
    return { ...this.blank(assignment), values, note, flag, confidence, activeMs: this.activity.ms, supersedes }
  }

  private blank(assignment: Assignment): Draft {
    return { project: this.parts.project, assignment: assignment.id, values: {}, note: '', flag: false, activeMs: 0, at: Date.now() }
  }

  private async hold(): Promise<void> {
    const { project, progress } = this.bench
    if (project && progress) await this.notebook.hold(this.parts.project, { project, progress, assignments: this.queue })
  }
}
