import { useSyncExternalStore } from 'react'
import { deskOf, type Desk, type TextDesk } from '@/canvas/text/desk'

export function useDesk(field: string): { desk: TextDesk; state: Desk } {
  const desk = deskOf(field)
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.snapshot) }
}
