import { useEffect, useRef, useState } from 'react'

export type Detector = 'silero' | 'loudness'

/** One stretch in which somebody speaks, with how sure the detector is. */
export interface Heard {
  start: number
  end: number
  p: number
}

export type Listening = { state: 'idle' } | { state: 'working'; share: number } | { state: 'missing' | 'failed'; why: string } | { state: 'done'; count: number }

interface Told {
  state: 'working' | 'missing' | 'failed' | 'done'
  share?: number
  why?: string
  segments?: Heard[]
}

const pause = 500

/** Ask the server where somebody speaks, until it is known or no longer wanted. */
export function useSpeech(src: string, onFound: (found: Heard[]) => void) {
  const [listening, tell] = useState<Listening>({ state: 'idle' })
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [src])
  const ask = async (by: Detector, signal: AbortSignal): Promise<void> => {
    const answer = await fetch(`${src}/speech?by=${by}`, { method: 'POST', credentials: 'same-origin', signal })
    if (!answer.ok) return tell({ state: 'failed', why: '' })
    const { state, share = 0, why = '', segments = [] } = (await answer.json()) as Told
    if (state === 'working') {
      tell({ state, share })
      await new Promise((next) => setTimeout(next, pause))
      return signal.aborted ? undefined : ask(by, signal)
    }
    if (state !== 'done') return tell({ state, why })
    tell({ state, count: segments.length })
    onFound(segments)
  }
  const cancel = () => {
    stop.current?.abort()
    tell({ state: 'idle' })
  }
  const start = (by: Detector) => {
    cancel()
    const mine = (stop.current = new AbortController())
    tell({ state: 'working', share: 0 })
    ask(by, mine.signal).catch(() => mine.signal.aborted || tell({ state: 'failed', why: '' }))
  }
  return { listening, start, cancel }
}
