import { confirmMe } from '@/api/me'
import { openDevice } from '../store/database'
import { server } from '../workbench/server'
import { Outbox } from './outbox'
import { Sender } from './sender'

/** Send what an earlier visit left behind, whatever screen is open. */
export async function resume(): Promise<void> {
  const { person } = await confirmMe()
  if (!person) return
  const outbox = new Outbox(await openDevice(), String(person.id))
  const waiting = (await outbox.all()).filter((entry) => !entry.refused)
  if (waiting.length > 0) await new Sender({ outbox, post: server.post, want: 0 }, { onSent: () => {}, onRefused: () => {}, onLink: () => {} }).wake()
}
