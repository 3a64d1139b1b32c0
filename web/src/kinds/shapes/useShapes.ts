import { useSyncExternalStore } from 'react'
import { deskOf, type Desk, type ShapeDesk } from '@/canvas/shapes/desk'

export function useShapes(field: string): { desk: ShapeDesk; state: Desk } {
  const desk = deskOf(field)
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.snapshot) }
}

/** What is being done, without its way: a part that shows it is not drawn again with every move. */
export const useDoing = (desk: ShapeDesk): string => useSyncExternalStore(desk.watch, () => desk.mode.state)
