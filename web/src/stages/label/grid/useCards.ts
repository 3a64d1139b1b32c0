import { useEffect, useRef, useState } from 'react'
import { asApiError } from '@/api/error'
import { uuid7 } from '@/api/uuid7'
import type { Assignment, Project } from '@/api'
import { notify } from '@/ui'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { give as send, isPassing, lendAlike, release, takeBack, type BulkAct } from './acts'
import type { GridAnswer } from './answers'
import { forget, remember } from './given'
import type { Group } from './useGroup'

interface Parts {
  group: Group
  project: Project
  workbench: Workbench
  person: number
  onLeave: () => void
}

const most = 24
const idsOf = (cards: readonly Assignment[]) => cards.map(({ id }) => id)
const complain = (thrown: unknown) => notify({ text: asApiError(thrown).message, tone: 'bad' })

/** The items of a group: lent when it opens, answered or handed back when it closes. */
export function useCards({ group, project, workbench, person, onLeave }: Parts) {
  const [all, setAll] = useState<Assignment[] | null>(null)
  const given = useRef<string[]>([])
  const notices = useRef(new Map<string, () => void>())
  const go = () => {
    workbench.activity.start()
    onLeave()
  }
  const load = async (kept: readonly Assignment[]) => {
    try {
      const lent = await lendAlike(project.id, group.seed.id, most)
      const cards = [...kept, ...lent.assignments]
      if (cards.length === 0) {
        notify({ text: t(lent.ready ? 'label.grid.none' : 'label.grid.early') })
        return go()
      }
      workbench.activity.start()
      setAll(cards)
    } catch (thrown) {
      complain(thrown)
      go()
    }
  }
  useEffect(() => void load([]), [group])
  const undoOf = (id: string) => async () => {
    try {
      await takeBack(project.id, id)
      given.current = given.current.filter((one) => one !== id)
      forget(id)
      notices.current.get(id)?.()
      notify({ text: t('label.grid.back') })
      void workbench.refresh()
      return true
    } catch (thrown) {
      complain(thrown)
      return false
    }
  }
  const give = async (meant: readonly Assignment[], { value, name }: GridAnswer) => {
    const act: BulkAct = { id: uuid7(), assignments: idsOf(meant), values: { [project.schema.target]: value }, schema_version: project.schema_version, active_ms: workbench.activity.ms }
    const rest = (all ?? []).filter((card) => !meant.includes(card))
    workbench.activity.start()
    workbench.finished(act.assignments)
    setAll(rest)
    given.current.push(act.id)
    remember({ id: act.id, project: project.id, after: workbench.last?.id, back: undoOf(act.id) })
    const undo = { name: t('label.undo'), run: () => void undoOf(act.id)() }
    try {
      const told = await send(person, project.id, act)
      const { given: done = act.assignments, left_out: left = [] } = told ?? {}
      notices.current.set(act.id, notify({ text: t('label.grid.given', { n: done.length, name }), action: undo }))
      for (const why of new Set(left.map((one) => one.why))) notify({ text: t('label.grid.left', { n: left.filter((one) => one.why === why).length, why }), tone: 'bad' })
      void workbench.refresh()
    } catch (thrown) {
      if (isPassing(thrown)) notify({ text: t('label.grid.kept', { n: meant.length }) })
      else {
        given.current = given.current.filter((id) => id !== act.id)
        forget(act.id)
        setAll((now) => [...(now ?? []), ...meant])
        return complain(thrown)
      }
    }
    if (rest.length === 0) go()
  }
  const leave = async () => {
    const left = idsOf(all ?? [])
    workbench.finished(left)
    go()
    await release(project.id, left)
    void workbench.refresh()
  }
  /** The last act of this group; where there is none, the item that it began with. */
  const undo = async () => {
    const last = given.current.at(-1)
    if (!last) {
      await leave()
      return workbench.undo()
    }
    if (await undoOf(last)()) await load(all ?? [])
  }
  return { all, give, leave, undo }
}
