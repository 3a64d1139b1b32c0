import { useRef } from 'react'
import { ApiError, asApiError, listPlace, previewUpload, type Upload } from '@/api'
import { sendFile, type Sent } from '@/api/upload/send'
import type { Intake, ReadOptions } from './intake'

/** A file that came whole but cannot be read as it is may still be read another way. */
function arrived({ preview, problem, ...upload }: Sent): Intake {
  if (preview) return { is: 'ready', upload: { ...upload, preview }, options: {} }
  const { code = 'unreadable-file', message = '', hint = '', where = '' } = problem ?? {}
  return { is: 'failed', name: upload.name, problem: new ApiError(422, code, message, hint ?? '', where ?? ''), upload: upload.id, options: {} }
}

/** Send a file, read it again another way, stop: each step is told to `say`. */
export function useIntake(say: (intake: Intake) => void) {
  const stop = useRef<AbortController>(null)

  type Say = (intake: Intake) => void
  const take = async (name: string, get: (told: Say, signal: AbortSignal) => Promise<Sent>) => {
    stop.current?.abort()
    const { signal } = (stop.current = new AbortController())
    const told: Say = (intake) => !signal.aborted && say(intake)
    try {
      told(arrived(await get(told, signal)))
    } catch (problem) {
      told({ is: 'failed', name, problem: asApiError(problem), upload: null, options: {} })
    }
  }

  const send = (file: File) =>
    take(file.name, (told, signal) => {
      const { name, size: bytes } = file
      const onProgress = (sent: number) => told(sent < bytes ? { is: 'sending', name, bytes, sent } : { is: 'reading', name })
      onProgress(0)
      return sendFile(file, { onProgress, signal })
    })

  /** Looks at what lies in a folder of the server. */
  const list = (place: string) =>
    take(place, (told, signal) => {
      told({ is: 'reading', name: place })
      return listPlace(place, signal)
    })

  const readAs = async (upload: Pick<Upload, 'id' | 'name' | 'bytes'>, options: ReadOptions) => {
    say({ is: 'reading', name: upload.name })
    try {
      say({ is: 'ready', upload: { ...upload, preview: await previewUpload(upload.id, options) }, options })
    } catch (problem) {
      say({ is: 'failed', name: upload.name, problem: asApiError(problem), upload: upload.id, options })
    }
  }

  const cancel = () => {
    stop.current?.abort()
    say({ is: 'none' })
  }

  return { send, list, readAs, cancel }
}
