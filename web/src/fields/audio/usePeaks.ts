import { useEffect, useState } from 'react'
import { readPeaks, type Peaks } from '@/canvas/sound/peaks'

export type PeaksState = { state: 'waiting' } | { state: 'ready'; of: Peaks } | { state: 'failed' }

/** The peaks of a sound: the server may have to listen to all of it first. */
export function usePeaks(src: string | undefined): PeaksState {
  const [peaks, setPeaks] = useState<PeaksState>({ state: src ? 'waiting' : 'failed' })
  useEffect(() => {
    if (!src) return
    const stop = new AbortController()
    const load = async () => {
      const answer = await fetch(src, { signal: stop.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      setPeaks({ state: 'ready', of: readPeaks(await answer.arrayBuffer()) })
    }
    load().catch(() => stop.signal.aborted || setPeaks({ state: 'failed' }))
    return () => stop.abort()
  }, [src])
  return peaks
}
