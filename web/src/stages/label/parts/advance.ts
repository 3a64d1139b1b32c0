import { useSyncExternalStore } from 'react'
import type { Question, Value } from '@/api'
import { kindOf } from '@/kinds/registry'
import type { Workbench } from '../workbench/workbench'

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

/** Answer by key or by pointer, and move on where the person wants that and nothing more can be added. */
export function choose(workbench: Workbench, question: Question, value: Value | undefined): void {
  workbench.answer(question.id, value)
  if (advances() && value !== undefined && value !== null && isDone(workbench, question, value) && !workbench.advance()) void workbench.submit()
}

function isDone({ bench }: Workbench, question: Question, value: NonNullable<Value>): boolean {
  const kind = kindOf(question)
  const fields = bench.screen.state === 'asking' ? bench.screen.asked.assignment.fields : []
  return kind.single ?? kind.isDone?.(question, value, fields) ?? false
}
