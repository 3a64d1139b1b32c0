import type { Device } from '../store/database'
import type { Entry, Refusal, Stored } from './entry'

/** A write-ahead queue in the browser: an entry leaves it only when the server has it, or a person takes it back. */
export class Outbox {
  constructor(
    private readonly device: Device,
    private readonly person: string,
  ) {}

  /** Returns once the browser has written it. */
  async add(entry: Entry): Promise<Stored> {
    const transaction = this.device.transaction('outbox', 'readwrite', { durability: 'strict' })
    const seq = await transaction.store.add(entry)
    await transaction.done
    return { ...entry, seq }
  }

  /** In order; those of this person only, others' wait for them to sign in. */
  async all(): Promise<Stored[]> {
    const entries = await this.device.getAll('outbox')
    return entries.filter((entry): entry is Stored => entry.person === this.person && entry.seq !== undefined)
  }

  /** Take the next entry to send and note the try before it is made. An act on an item waits for what was done on it earlier. */
  async claim(skip: ReadonlySet<number>): Promise<Stored | undefined> {
    const transaction = this.device.transaction('outbox', 'readwrite', { durability: 'strict' })
    const held = new Set<string>()
    for (const entry of (await transaction.store.getAll()) as Stored[]) {
      if (entry.person !== this.person || entry.refused) continue
      if (!held.has(entry.assignment.id) && !skip.has(entry.seq)) {
        const claimed = { ...entry, attempts: entry.attempts + 1 }
        await transaction.store.put(claimed)
        await transaction.done
        return claimed
      }
      held.add(entry.assignment.id)
    }
    await transaction.done
    return undefined
  }

  /** The server has it. */
  async settle(seq: number): Promise<void> {
    await this.device.delete('outbox', seq)
  }

  async refuse(seq: number, refusal: Refusal): Promise<void> {
    await this.change(seq, (entry) => ({ ...entry, refused: refusal }))
  }

  /** Try a refused one again. */
  async retry(seq: number): Promise<void> {
    await this.change(seq, ({ refused: _, ...entry }) => entry)
  }

  /** After a withdrawal the item may come back under another lease: what was done on it since goes there. */
  async readdress(from: string, to: Entry['assignment']): Promise<void> {
    const transaction = this.device.transaction('outbox', 'readwrite')
    for (const entry of await transaction.store.getAll()) {
      if (entry.assignment.id !== from) continue
      const act = entry.act.act === 'answer' ? { ...entry.act, body: { ...entry.act.body, assignment: to.id } } : entry.act
      await transaction.store.put({ ...entry, assignment: to, act })
    }
    await transaction.done
  }

  /**
   * Remove it if the server cannot have seen it, else put its withdrawal down; tell which of both it was. In one step:
   * what is done on the item from now on comes after the withdrawal.
   */
  async takeBack(id: string, withdrawal?: Entry): Promise<'removed' | 'sent'> {
    const transaction = this.device.transaction('outbox', 'readwrite', { durability: 'strict' })
    const entry = await transaction.store.index('id').get(id)
    const isUnseen = entry?.seq !== undefined && (entry.attempts === 0 || entry.refused !== undefined)
    if (isUnseen && entry.seq !== undefined) await transaction.store.delete(entry.seq)
    else if (withdrawal) await transaction.store.add(withdrawal)
    await transaction.done
    return isUnseen ? 'removed' : 'sent'
  }

  private async change(seq: number, how: (entry: Entry) => Entry): Promise<void> {
    const transaction = this.device.transaction('outbox', 'readwrite')
    const entry = await transaction.store.get(seq)
    if (entry) await transaction.store.put(how(entry))
    await transaction.done
  }
}
