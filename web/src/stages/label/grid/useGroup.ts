import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMe } from '@/api/me'
import type { Assignment, Values } from '@/api'
import type { Bench } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { resend } from './acts'

/** An item that was just answered by itself, with its answers: others like it may get the same. */
export interface Group {
  seed: Assignment
  values: Values
}

/** In this mode, each item that was answered opens those like it. */
export function useGroup(workbench: Workbench | null, bench: Bench, isOn: boolean) {
  const inHand = bench.screen.state === 'asking' ? bench.screen.asked.assignment.id : ''
  const before = useRef(inHand)
  const [group, setGroup] = useState<Group>()
  // Before it is painted: the next item must not flash up in between.
  useLayoutEffect(() => {
    const last = workbench?.last
    const isAnswered = last?.act === 'answer' && last.assignment.id === before.current && inHand !== before.current
    before.current = inHand
    if (isOn && isAnswered && !last.draft.supersedes) setGroup({ seed: last.assignment, values: last.draft.values })
  }, [workbench, inHand, isOn])
  useResend(bench.project?.id)
  return { group: isOn ? group : undefined, leave: () => setGroup(undefined) }
}

function useResend(project: number | undefined): void {
  const person = useMe().data?.person?.id
  useEffect(() => {
    if (!person || !project) return
    // What cannot be sent now stays in the browser; it is tried again when the network is back, and now and then.
    const send = () => void resend(person, project).catch(() => undefined)
    send()
    const timer = setInterval(send, 5000)
    window.addEventListener('online', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
    }
  }, [person, project])
}
