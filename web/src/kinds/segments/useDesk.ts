import { useSyncExternalStore } from 'react'
import { soundDeskOf, type Desk, type SoundDesk } from '@/canvas/sound/desk'

export function useDesk(field: string): { desk: SoundDesk; state: Desk } {
  const desk = soundDeskOf(field)
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.snapshot) }
}
