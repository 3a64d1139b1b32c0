import { useSyncExternalStore } from 'react'

const key = 'inloop.advance'
const listeners = new Set<() => void>()

/** Whether an answer moves on by itself: to the next question, and after the last one to the next item. Off by default. */
export const advances = (): boolean => localStorage.getItem(key) === 'on'

export function setAdvances(on: boolean): void {
  localStorage.setItem(key, on ? 'on' : 'off')
  for (const listener of listeners) listener()
}

export const useAdvances = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, advances)
