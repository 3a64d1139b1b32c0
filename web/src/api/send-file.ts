import { address } from './client'
import { ApiError } from './error'
import type { Preview, Upload } from './types-stages'

export interface Sending {
  onProgress: (sent: number) => void
  signal: AbortSignal
}

interface Told {
  code?: string
  message?: string
  hint?: string | null
  where?: string | null
}

interface Refusal {
  error?: Told
}

/** A file on the server: with a first look, or with the reason why there is none. */
export type Sent = Omit<Upload, 'preview'> & { preview: Preview | null; problem?: Told | null }

/** Send a file and hear how far it is: `fetch` cannot say, so this one call goes through XMLHttpRequest. */
export function sendFile(file: File, { onProgress, signal }: Sending): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address('/uploads', { name: file.name }))
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.responseText) as Sent) : reject(refusalOf(request)))
    request.onerror = () => reject(new ApiError(0, 'offline', 'The file could not be sent: the server cannot be reached.', 'Check the network and choose the file again.'))
    request.onabort = () => reject(new ApiError(0, 'cancelled', 'The upload was cancelled.'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function refusalOf({ status, responseText }: XMLHttpRequest): ApiError {
  let refusal: Refusal = {}
  try {
    refusal = JSON.parse(responseText) as Refusal
  } catch {
    // A proxy may answer with a page: its status is all that is worth knowing.
  }
  const { code = String(status), message = `The server answered ${status}.`, hint, where } = refusal.error ?? {}
  return new ApiError(status, code, message, hint ?? '', where ?? '')
}
