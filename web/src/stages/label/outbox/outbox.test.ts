import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api/error'
import type { Assignment } from '@/api'
import { openDevice, type Device } from '../store/database'
import type { Entry, Stored } from './entry'
import { Outbox } from './outbox'
import type { Post } from './post'
import { Sender, type Link } from './sender'
import { uuid7 } from '@/api/uuid7'

let device: Device
let names = 0

beforeEach(async () => {
  device = await openDevice(`outbox-${names++}`)
})

const assignment = (id: string): Assignment => ({ id, item: `h${id}`, shown_reason: 'new', fields: [], suggestion: null, leased_until: 0 })

function answer(id: string, at: string, person = 'ada'): Entry {
  const body = { id, assignment: at, values: { mood: 'good' }, schema_version: 1, active_ms: 1 }
  return { id, person, project: 1, assignment: assignment(at), act: { act: 'answer', body }, at: 0, attempts: 0 }
}

/** A small pseudo-random stream, so that a failing sequence can be played again. */
function chance(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Keeps answers by id as the real one does; loses calls before or after it has worked on them. */
class FlakyServer {
  readonly kept = new Map<string, number>()
  readonly standing = new Set<string>()
  readonly order: string[] = []
  constructor(private readonly random: () => number) {}

  post: Post = async (entry) => {
    const luck = this.random()
    if (luck < 0.2) throw new ApiError(0, 'offline', 'lost on the way there')
    if (luck < 0.3) throw new ApiError(503, 'busy', 'busy')
    if (luck < 0.35) throw new ApiError(401, 'signed_out', 'signed out')
    this.take(entry)
    if (luck < 0.55) throw new ApiError(0, 'offline', 'lost on the way back')
    return {}
  }

  private take({ act }: Stored): void {
    if (act.act === 'answer') {
      if (!this.kept.has(act.body.id)) this.order.push(act.body.id)
      this.kept.set(act.body.id, (this.kept.get(act.body.id) ?? 0) + 1)
      this.standing.add(act.body.id)
    }
    if (act.act === 'withdraw') {
      if (!this.kept.has(act.annotation)) throw new ApiError(404, 'missing', 'No such answer.')
      this.standing.delete(act.annotation)
    }
  }
}

const sender = (outbox: Outbox, post: Post, onLink: (link: Link) => void = () => {}) =>
  new Sender({ outbox, post, alone: (work) => work(), later: () => () => {} }, { onSent: () => {}, onRefused: () => {}, onLink })

describe('the outbox', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('neither loses nor doubles an answer, whatever fails (sequence %i)', async (seed) => {
    const random = chance(seed)
    const server = new FlakyServer(random)
    const expected = new Set<string>()
    let outbox = new Outbox(device, 'ada')
    let tab = sender(outbox, server.post)
    for (let step = 0; step < 25; step++) {
      const id = uuid7()
      await outbox.add(answer(id, `a${step}`))
      expected.add(id)
      if (random() < 0.5) await tab.wake()
      if (random() < 0.2) {
        // Undo of something that may or may not have been sent.
        await outbox.takeBack(id, { ...answer(uuid7(), `a${step}`), act: { act: 'withdraw', annotation: id } })
        expected.delete(id)
      }
      if (random() < 0.2) {
        // Reload: only what the browser has written is left.
        tab.stop()
        outbox = new Outbox(device, 'ada')
        tab = sender(outbox, server.post)
      }
    }
    for (let round = 0; round < 500 && (await outbox.all()).length > 0; round++) await tab.wake()
    expect(await outbox.all()).toEqual([])
    expect(server.standing).toEqual(expected)
  })

  it('sends in the order in which things were done', async () => {
    const server = new FlakyServer(() => 0.99)
    const outbox = new Outbox(device, 'ada')
    for (const id of ['1', '2', '3']) await outbox.add(answer(id, `a${id}`))
    await sender(outbox, server.post).wake()
    expect(server.order).toEqual(['1', '2', '3'])
  })

  it('is emptied once by two tabs that wake together', async () => {
    const server = new FlakyServer(() => 0.99)
    const outbox = new Outbox(device, 'ada')
    for (let i = 0; i < 10; i++) await outbox.add(answer(`n${i}`, `a${i}`))
    let last = Promise.resolve()
    const alone = (work: () => Promise<void>) => (last = last.then(work))
    const tabs = [1, 2].map(() => new Sender({ outbox, post: server.post, alone }, { onSent: () => {}, onRefused: () => {}, onLink: () => {} }))
    await Promise.all(tabs.map((tab) => tab.wake()))
    expect([...server.kept.values()]).toEqual(Array.from({ length: 10 }, () => 1))
  })

  it('keeps a refused answer with its reason and goes on with the rest', async () => {
    const outbox = new Outbox(device, 'ada')
    await outbox.add(answer('bad', 'a1'))
    await outbox.add(answer('good', 'a2'))
    const sent: string[] = []
    const post: Post = async ({ id }) => {
      if (id === 'bad') throw new ApiError(422, 'invalid', 'This label is retired.', 'Choose another one.', 'mood')
      sent.push(id)
      return {}
    }
    await sender(outbox, post).wake()
    expect(sent).toEqual(['good'])
    expect(await outbox.all()).toMatchObject([{ id: 'bad', refused: { message: 'This label is retired.', where: 'mood' } }])
  })

  it('keeps everything while signed out and sends it afterwards', async () => {
    let isIn = false
    const links: Link[] = []
    const outbox = new Outbox(device, 'ada')
    await outbox.add(answer('1', 'a1'))
    const post: Post = async () => {
      if (!isIn) throw new ApiError(401, 'signed_out', 'Signed out.')
      return {}
    }
    const tab = sender(outbox, post, (link) => links.push(link))
    await tab.wake()
    expect(links.at(-1)).toBe('signed-out')
    expect(await outbox.all()).toHaveLength(1)
    isIn = true
    await tab.wake()
    expect(await outbox.all()).toEqual([])
  })

  it('leaves the answers of another person on the device alone', async () => {
    await new Outbox(device, 'ada').add(answer('1', 'a1', 'ada'))
    const sent: string[] = []
    const gus = new Outbox(device, 'gus')
    await sender(gus, async ({ id }) => (sent.push(id), {})).wake()
    expect(sent).toEqual([])
    expect(await gus.all()).toEqual([])
  })

  it('sends a withdrawal before what is done on the item right after it, however quickly', async () => {
    const outbox = new Outbox(device, 'ada')
    const sent: string[] = []
    const tab = sender(outbox, async ({ act }) => (sent.push(act.act === 'answer' ? act.body.id : act.act), {}))
    await outbox.add(answer('first', 'a1'))
    await tab.wake()
    const back = outbox.takeBack('first', { ...answer('w', 'a1'), act: { act: 'withdraw', annotation: 'first' } })
    await Promise.all([back, outbox.add(answer('second', 'a1'))])
    await tab.wake()
    expect(sent).toEqual(['first', 'withdraw', 'second'])
  })

  it('sends what follows a withdrawal to the lease under which the item came back', async () => {
    const outbox = new Outbox(device, 'ada')
    await outbox.add({ ...answer('w', 'a1'), act: { act: 'withdraw', annotation: 'old' } })
    await outbox.add(answer('new', 'a1'))
    const seen: string[] = []
    const post: Post = async ({ act }) => {
      if (act.act === 'withdraw') return { assignment: assignment('a9'), progress: { mine_today: 0, mine_total: 0, answered_items: 0, items: 1, pace_s: null } }
      if (act.act === 'answer') seen.push(act.body.assignment)
      return {}
    }
    await sender(outbox, post).wake()
    expect(seen).toEqual(['a9'])
  })
})

describe('a uuid7', () => {
  it('is a version 7 id that sorts by time', () => {
    const ids = [1, 2, 3].map((second) => uuid7(1_700_000_000_000 + second * 1000))
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
  })
})
