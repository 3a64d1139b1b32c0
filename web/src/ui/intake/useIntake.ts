import { useRef } from 'react'
import { ApiError, asApiError, previewUpload, type Upload } from '@/api'
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

  const send = async (file: File) => {
    stop.current?.abort()
    const controller = new AbortController()
    stop.current = controller
    const told = (intake: Intake) => !controller.signal.aborted && say(intake)
    told({ is: 'sending', name: file.name, bytes: file.size, sent: 0 })
    const onProgress = (sent: number) => told(sent < file.size ? { is: 'sending', name: file.name, bytes: file.size, sent } : { is: 'reading', name: file.name })
    try {
      told(arrived(await sendFile(file, { onProgress, signal: controller.signal })))
    } catch (problem) {
      told({ is: 'failed', name: file.name, problem: asApiError(problem), upload: null, options: {} })
    }
  }

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

  return { send, readAs, cancel }
}
