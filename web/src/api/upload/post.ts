import { ApiError } from '../error'

interface Sending {
  onProgress: (sent: number) => void
  signal: AbortSignal
}

export interface Told {
  code?: string
  message?: string
  hint?: string | null
  where?: string | null
}

/** Send bytes and hear how far they are: `fetch` cannot say, so this one call goes through XMLHttpRequest. */
export function post<Reply>(method: 'POST' | 'PATCH', path: string, content: Blob, { onProgress, signal }: Sending): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.responseText) as Reply) : reject(refusalOf(request)))
    request.onerror = () => reject(new ApiError(0, 'offline', 'The file could not be sent: the server cannot be reached.', 'Check the network and choose the file again: it goes on where it stopped.'))
    request.onabort = () => reject(new ApiError(0, 'cancelled', 'The upload was cancelled.'))
    signal.addEventListener('abort', () => request.abort())
    request.send(content)
  })
}

function refusalOf({ status, responseText }: XMLHttpRequest): ApiError {
  let refusal: { error?: Told } = {}
  try {
    refusal = JSON.parse(responseText) as { error?: Told }
  } catch {
    // A proxy may answer with a page: its status is all that is worth knowing.
  }
  const { code = String(status), message = `The server answered ${status}.`, hint, where } = refusal.error ?? {}
  return new ApiError(status, code, message, hint ?? '', where ?? '')
}
