/** How far the tiles of a picture are. */
export type Making = { state: 'working'; share: number } | { state: 'done' } | { state: 'failed'; why: string }

const pause = 700

/** Ask for the tiles until they are made, cannot be made, or are no longer wanted. */
export async function askForTiles(src: string, signal: AbortSignal, tell: (making: Making) => void): Promise<void> {
  while (!signal.aborted) {
    const told = await asked(src, signal)
    if (signal.aborted) return
    tell(told)
    if (told.state !== 'working') return
    await new Promise((next) => setTimeout(next, pause))
  }
}

async function asked(src: string, signal: AbortSignal): Promise<Making> {
  try {
    const answer = await fetch(`${src}/tiles`, { method: 'POST', credentials: 'same-origin', signal })
    if (!answer.ok) return { state: 'failed', why: '' }
    const { state, share = 0, why = '' } = (await answer.json()) as { state: Making['state']; share?: number; why?: string }
    return state === 'done' ? { state } : state === 'working' ? { state, share } : { state, why }
  } catch {
    return { state: 'failed', why: '' }
  }
}
