import { useEffect, useState, useSyncExternalStore } from 'react'
import { asApiError } from '@/api/error'
import { useMe } from '@/api/me'
import { useLiveTopics } from '@/api/live'
import { projectQuery } from '@/api/projects'
import { queries } from '@/api/query'
import type { Project } from '@/api'
import { fieldKindOf } from '@/fields/registry'
import { notify } from '@/ui/notices'
import { openDevice, type Device } from '../store/database'
import { t } from '../words'
import { server } from './server'
import { fresh, type Bench } from './state'
import { Workbench } from './workbench'

let device: Promise<Device> | undefined
const open = new Map<string, Workbench>()

/** One workbench per person and project for the life of the tab: its sender goes on while other screens are open. */
async function workbenchOf(person: string, project: number): Promise<Workbench> {
  const key = `${person}/${project}`
  const before = open.get(key)
  if (before) {
    void before.refresh()
    return before
  }
  const store = await (device ??= openDevice())
  const bench = open.get(key) ?? new Workbench({ device: store, person, project, server, say: (what, detail = '') => notify({ text: t(`label.say.${what}`, { detail }), tone: what === 'not-stored' ? 'bad' : 'plain' }) })
  if (!open.has(key)) {
    open.set(key, bench)
    void bench.start()
  }
  return bench
}

export function useWorkbench(project: number): { workbench: Workbench | null; bench: Bench } {
  const me = useMe()
  const person = me.data && (me.data.person ? String(me.data.person.id) : null)
  const [workbench, setWorkbench] = useState<Workbench | null>(null)
  useEffect(() => {
    if (!person) return
    let current = true
    void workbenchOf(person, project).then((found) => current && setWorkbench(found))
    return () => void (current = false)
  }, [person, project])
  useConnection(workbench)
  useActivity(workbench)
  const bench = useSyncExternalStore(workbench?.subscribe ?? never, workbench?.snapshot ?? nothing)
  useHeldProject(bench.project)
  usePrefetch(workbench, bench.screen.state === 'asking' ? bench.screen.asked.assignment.id : '')
  if (person === null) return { workbench, bench: { ...bench, screen: { state: 'signed-out' } } }
  if (!me.data && me.error) return { workbench, bench: { ...bench, screen: { state: 'failed', problem: asApiError(me.error) } } }
  return { workbench, bench }
}

const never = () => () => {}
const nothing = () => fresh

/** The top bar shows the project that the device holds until the server names it. */
function useHeldProject(held: Project | null): void {
  useEffect(() => {
    const key = held && projectQuery(held.id).queryKey
    if (key && !queries.getQueryData(key)) queries.setQueryData(key, held, { updatedAt: 0 })
  }, [held])
}

/** Fetch the pictures and sounds of the items that come next while this one is looked at. */
function usePrefetch(workbench: Workbench | null, inView: string): void {
  useEffect(() => {
    for (const field of workbench?.next.flatMap((one) => one.fields) ?? []) fieldKindOf(field.kind).prefetch?.(field)
  }, [workbench, inView])
}

/** Look again when the network returns, and every few seconds while it does not say so or there is nothing to ask. */
function useConnection(workbench: Workbench | null): void {
  useEffect(() => {
    if (!workbench) return
    const refresh = () => void workbench.refresh()
    const isIdle = () => workbench.bench.link === 'offline' || workbench.bench.screen.state === 'empty'
    const timer = setInterval(() => isIdle() && refresh(), 4000)
    window.addEventListener('online', refresh)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', refresh)
    }
  }, [workbench])
  useLiveTopics((topics) => {
    const isNews = topics.some((topic) => topic === 'schema' || topic === 'guideline')
    const isWork = workbench?.bench.screen.state === 'empty' && topics.some((topic) => topic === 'items' || topic === 'import' || topic === 'answers')
    if (isNews || isWork) void workbench?.refresh()
  })
}

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const

function useActivity(workbench: Workbench | null): void {
  useEffect(() => {
    if (!workbench) return
    const { activity } = workbench
    const touch = () => activity.touch()
    const look = () => (document.hidden ? activity.pause() : activity.touch())
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      activity.pause()
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [workbench])
}
