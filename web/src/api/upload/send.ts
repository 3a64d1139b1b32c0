import { address, call } from '../client'
import { ApiError } from '../error'
import type { Preview, Upload } from '../types-stages'
import { FOLDER } from './folder'
import { post, type Told } from './post'

export interface Sending {
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/** A file on the server: with a first look, or with the reason why there is none. */
export type Sent = Omit<Upload, 'preview'> & { preview: Preview | null; problem?: Told | null }

interface Draft {
  id: string
  bytes: number
  received: number
}

const PART = 8 << 20
/** Milliseconds between tries while the connection is away. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/** Send a file, a large one in parts: when the connection breaks it goes on where it stopped, also after the page was closed and the file chosen again. */
export async function sendFile(file: File, sending: Sending): Promise<Sent> {
  if (file.size <= PART && file.type !== FOLDER) return post<Sent>('POST', address('/uploads', { name: file.name }), file, sending)
  const kept = `inloop.upload/${file.name}/${file.size}/${file.type === FOLDER ? '' : file.lastModified}`
  let draft = await resumed(localStorage.getItem(kept), file)
  localStorage.setItem(kept, draft.id)
  sending.onProgress(draft.received)
  while (draft.received < file.size) draft = await nextPart(file, draft, sending)
  localStorage.removeItem(kept)
  return call<Sent>(`/uploads/${draft.id}/finish`, { method: 'POST', signal: sending.signal, timeout: 600_000 })
}

/** What is there of the file, or a new start. */
async function resumed(id: string | null, file: File): Promise<Draft> {
  if (id) {
    const draft = await call<Draft>(`/uploads/${id}`).catch(absent)
    if (draft?.bytes === file.size) return draft
  }
  return call<Draft>('/uploads/begin', { method: 'POST', body: { name: file.name, bytes: file.size, folder: file.type === FOLDER } })
}

function absent(problem: unknown): undefined {
  if (!(problem instanceof ApiError) || problem.status !== 404) throw problem
}

async function nextPart(file: File, draft: Draft, { onProgress, signal }: Sending): Promise<Draft> {
  for (const pause of [...pauses, null]) {
    const { received } = draft
    try {
      const part = file.slice(received, received + PART)
      return await post<Draft>('PATCH', address(`/uploads/${draft.id}`, { offset: received }), part, { onProgress: (sent) => onProgress(received + sent), signal })
    } catch (problem) {
      const may = problem instanceof ApiError && (problem.status === 0 || problem.status === 409 || problem.status >= 502)
      if (!may || signal.aborted || pause === null) throw problem
      await new Promise((resolve) => setTimeout(resolve, pause))
      // Of the part that broke off, what came stays.
      draft = await call<Draft>(`/uploads/${draft.id}`).catch((other: unknown) => (other instanceof ApiError && other.status === 0 ? draft : Promise.reject(other as Error)))
    }
  }
  return draft
}
