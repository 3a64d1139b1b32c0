import { ApiError } from './error'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Call {
  method?: Method
  /** JSON; for a file use `raw`. */
  body?: unknown
  raw?: Blob
  query?: Record<string, string | number | boolean | null | undefined>
  signal?: AbortSignal
  timeout?: number
}

/** One call to the server: `call<Project[]>('/projects')`. Throws ApiError, nothing else. */
export async function call<Reply>(path: string, options: Call = {}): Promise<Reply> {
  const response = await reach(path, options)
  const text = await response.text()
  if (!response.ok) throw problemOf(response, text)
  return (text === '' ? undefined : JSON.parse(text)) as Reply
}

/** Something of the server's that the page goes on with as with a file of the person's own. */
export async function fetchFile(path: string, name: string): Promise<File> {
  const response = await reach(path, {})
  if (!response.ok) throw problemOf(response, await response.text())
  return new File([await response.blob()], name)
}

/** The address of something the browser downloads itself. */
export function address(path: string, query: Call['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return `/api${path}${given.length ? `?${search}` : ''}`
}

async function reach(path: string, { method = 'GET', body, raw, query, signal, timeout = 20_000 }: Call): Promise<Response> {
  const limit = AbortSignal.timeout(timeout)
  try {
    return await fetch(address(path, query), {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
  } catch (problem) {
    if (signal?.aborted) throw problem
    throw new ApiError(0, 'offline', 'The server cannot be reached.', 'Check the network; nothing you did is lost.')
  }
}

interface Refusal {
  error?: { code?: string; message?: string; hint?: string | null; where?: string | null }
}

function problemOf(response: Response, text: string): ApiError {
  let refusal: Refusal = {}
  try {
    refusal = JSON.parse(text) as Refusal
  } catch {
    // A proxy may answer with a page: its status is all that is worth knowing.
  }
  const { code = String(response.status), message = `The server answered ${response.status}.`, hint, where } = refusal.error ?? {}
  return new ApiError(response.status, code, message, hint ?? '', where ?? '')
}
