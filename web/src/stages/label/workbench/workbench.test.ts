import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/error'
import type { Assignment, Assignments, Project } from '@/api'
import type { Stored } from '../outbox/entry'
import { openDevice, type Device } from '../store/database'
import type { Server } from './server'
import { Workbench } from './workbench'

const labels = ['good', 'bad'].map((id, code) => ({ id, name: id, code, retired: false }))
const project = { id: 1, name: 'P', schema_version: 1, guideline_version: 1, schema: { fields: [], target: 'mood', questions: [{ id: 'mood', kind: 'choice', name: 'Mood?', labels }] } } as unknown as Project
const progress = { mine_today: 0, mine_total: 0, answered_items: 0, items: 9, pace_s: null }
const assignment = (id: string): Assignment => ({ id, item: `h${id}`, shown_reason: 'new', fields: [], suggestion: null, leased_until: 9e18 })

/** Lends items a1, a2, … and takes answers; `online` cuts the line. */
class World implements Server {
  online = true
  answers: Stored[] = []
  open = [1, 2, 3, 4, 5, 6].map((n) => assignment(`a${n}`))
  private line<T>(work: () => T): Promise<T> {
    return this.online ? Promise.resolve(work()) : Promise.reject(new ApiError(0, 'offline', 'offline'))
  }
  lent = (): Assignments => ({ assignments: this.open.slice(0, 3), progress, schema_version: 1, guideline_version: 1, empty_reason: this.open.length ? null : 'all-answered' })
  project = () => this.line(() => project)
  assignments = () => this.line(this.lent)
  reopen = (_: number, id: string) => this.line(() => ({ assignment: { ...assignment('again'), values: { mood: 'bad' } }, progress, id }))
  post = (entry: Stored) =>
    this.line(() => {
      if (entry.act.act === 'withdraw') {
        const { annotation } = entry.act
        this.answers = this.answers.filter((one) => one.id !== annotation)
        this.open.unshift(entry.assignment)
        return { assignment: entry.assignment, progress }
      }
      if (entry.act.act === 'answer') this.answers.push(entry)
      this.open = this.open.filter((one) => one.id !== entry.assignment.id)
      return this.lent()
    })
}

let device: Device
let world: World
let names = 0
// Tabs talk to one another by person, across test files too.
let person: string
const benches: Workbench[] = []

async function opened(): Promise<Workbench> {
  const bench = new Workbench({ device, person, project: 1, server: world, sender: { alone: (work) => work() } })
  benches.push(bench)
  await bench.start()
  return bench
}

const asked = (bench: Workbench) => {
  const { screen } = bench.bench
  if (screen.state !== 'asking') throw new Error(`The screen is ${screen.state}.`)
  return screen.asked
}

beforeEach(async () => {
  device = await openDevice(`bench-${names++}`)
  world = new World()
  person = crypto.randomUUID()
})

afterEach(() => {
  for (const bench of benches.splice(0)) bench.close()
})

describe('the workbench', () => {
  it('has the next item in view before anything was sent', async () => {
    const bench = await opened()
    bench.answer('mood', 'good')
    world.online = false
    const finished = bench.submit()
    expect(asked(bench).assignment.id).toBe('a2')
    await finished
  })

  it('keeps a draft over a reload', async () => {
    const before = await opened()
    before.answer('mood', 'bad')
    before.note('look again')
    before.flag()
    await vi.waitFor(async () => expect((await device.getAll('drafts'))[0]).toMatchObject({ note: 'look again', flag: true }))
    before.close()
    const after = await opened()
    expect(asked(after)).toMatchObject({ values: { mood: 'bad' }, note: 'look again', flag: true })
  })

  it('opens on what the device holds when there is no network', async () => {
    const before = await opened()
    before.answer('mood', 'good')
    await before.submit()
    before.close()
    world.online = false
    const after = await opened()
    expect(asked(after).assignment.id).toBe('a2')
    expect(after.bench.link).toBe('offline')
  })

  it('sends after a reload what was answered without a network', async () => {
    const before = await opened()
    world.online = false
    before.answer('mood', 'good')
    await before.submit()
    before.close()
    world.online = true
    const after = await opened()
    await vi.waitFor(() => expect(world.answers).toHaveLength(1))
    expect(world.answers[0]?.act).toMatchObject({ act: 'answer', body: { assignment: 'a1', values: { mood: 'good' } } })
    await vi.waitFor(() => expect(after.bench.waiting).toBe(0))
  })

  it('asks for what is missing instead of submitting', async () => {
    const bench = await opened()
    await bench.submit()
    expect(asked(bench)).toMatchObject({ assignment: { id: 'a1' }, problem: { question: 'mood', reason: 'required' } })
  })

  it('brings an unsent answer back and sends it once, as it was mended', async () => {
    const bench = await opened()
    world.online = false
    bench.answer('mood', 'good')
    await bench.submit()
    await bench.undo()
    expect(asked(bench)).toMatchObject({ assignment: { id: 'a1' }, values: { mood: 'good' } })
    bench.answer('mood', 'bad')
    await bench.submit()
    world.online = true
    await bench.refresh()
    await vi.waitFor(() => expect(bench.bench.waiting).toBe(0))
    expect(world.answers.map(({ act }) => act)).toMatchObject([{ body: { assignment: 'a1', values: { mood: 'bad' } } }])
  })

  it('withdraws a sent answer and shows it again with its values', async () => {
    const bench = await opened()
    bench.answer('mood', 'good')
    await bench.submit()
    await vi.waitFor(() => expect(world.answers).toHaveLength(1))
    await bench.undo()
    expect(asked(bench)).toMatchObject({ assignment: { id: 'a1' }, values: { mood: 'good' } })
    await vi.waitFor(() => expect(world.answers).toHaveLength(0))
  })

  it('says "I cannot tell" and takes it back', async () => {
    const bench = await opened()
    bench.abstain()
    expect(asked(bench).values).toEqual({ mood: null })
    bench.abstain()
    expect(asked(bench).values).toEqual({})
  })

  it('corrects an earlier answer by a new one that supersedes it', async () => {
    const bench = await opened()
    await bench.reopen('earlier')
    expect(asked(bench)).toMatchObject({ values: { mood: 'bad' }, supersedes: 'earlier' })
    bench.answer('mood', 'good')
    await bench.submit()
    await vi.waitFor(() => expect(world.answers[0]?.act).toMatchObject({ body: { supersedes: 'earlier' } }))
  })

  it('does nothing to another item while an earlier answer is on its way', async () => {
    const bench = await opened()
    const { reopen } = world
    let come = (): void => undefined
    const wait = new Promise<void>((resolve) => (come = resolve))
    world.reopen = (project, id) => wait.then(() => reopen(project, id))
    const coming = bench.reopen('earlier')
    bench.answer('mood', 'good')
    await bench.submit()
    await bench.refresh()
    expect(bench.bench.screen).toEqual({ state: 'loading' })
    come()
    await coming
    expect(asked(bench)).toMatchObject({ values: { mood: 'bad' }, supersedes: 'earlier' })
    expect(bench.next.map((one) => one.id)).toEqual(['a1', 'a2', 'a3'])
    expect(world.answers).toEqual([])
  })

  it('opens of two earlier answers the one that was asked for last, though the network fails meanwhile', async () => {
    const bench = await opened()
    const { reopen } = world
    const come: (() => void)[] = []
    world.reopen = (project, id) => new Promise<void>((resolve) => come.push(resolve)).then(() => reopen(project, id))
    const first = bench.reopen('first')
    const second = bench.reopen('second')
    world.assignments = () => Promise.reject(new TypeError('no network'))
    await bench.refresh()
    expect(bench.bench.screen).toEqual({ state: 'loading' })
    come[1]?.()
    await second
    come[0]?.()
    await first
    expect(asked(bench)).toMatchObject({ supersedes: 'second' })
  })

  it('shows the item in hand again, as it was, where an earlier answer cannot be opened', async () => {
    const bench = await opened()
    bench.answer('mood', 'good')
    world.reopen = () => Promise.reject(new Error('gone'))
    await expect(bench.reopen('earlier')).rejects.toThrow('gone')
    expect(asked(bench)).toMatchObject({ assignment: { id: 'a1' }, values: { mood: 'good' } })
  })

  it('skips with a reason and goes on', async () => {
    const bench = await opened()
    await bench.skip('unclear')
    expect(asked(bench).assignment.id).toBe('a2')
    await vi.waitFor(() => expect(world.open.map((one) => one.id)).not.toContain('a1'))
  })

  it('says that all is done when the last item is answered', async () => {
    world.open = [assignment('a1')]
    const bench = await opened()
    bench.answer('mood', 'good')
    await bench.submit()
    await vi.waitFor(() => expect(bench.bench.screen).toEqual({ state: 'empty', reason: 'all-answered' }))
  })
})
