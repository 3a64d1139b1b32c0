import { useLayoutEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { t } from '../words'
import { moved, toggled, type Candidate } from './order'

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

export interface OrderActs {
  candidates: readonly Candidate[]
  value: readonly string[]
  nameOf: (one: Candidate) => string
  onChange: (value: string[] | undefined) => void
}

/** Every way to give a place: a click, a step, a drop, Alt and an arrow; each is said aloud. */
export function useOrder({ candidates, value, nameOf, onChange }: OrderActs) {
  const list = useRef<HTMLDivElement>(null)
  const followed = useRef<string>(undefined)
  const [said, say] = useState('')
  useLayoutEffect(() => {
    // A row that changes its place would lose the focus on the way.
    if (followed.current) list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(followed.current)}"]`)?.focus()
    followed.current = undefined
  })
  const put = (id: string, next: string[] | undefined) => {
    const at = next?.indexOf(id) ?? -1
    const one = candidates.find((other) => other.id === id)
    if (one) say(at < 0 ? t('kinds.ranking.out', { name: nameOf(one) }) : t('kinds.ranking.at', { name: nameOf(one), n: at + 1, all: candidates.length }))
    followed.current = id
    onChange(next)
  }
  const toggle = (id: string) => put(id, toggled(value, id, candidates.map((one) => one.id)))
  const move = (id: string, step: number) => {
    if (value.includes(id)) put(id, moved(value, id, value.indexOf(id) + step))
  }
  const drop = (event: DragEvent, place: number) => {
    const id = event.dataTransfer.getData('text/plain')
    if (!candidates.some((one) => one.id === id)) return
    event.preventDefault()
    put(id, value.includes(id) ? moved(value, id, place) : value.toSpliced(place, 0, id))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row === event.target)
    if (!step || at < 0 || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) move(rows[at]?.dataset.row ?? '', step)
    else rows[(at + step + rows.length) % rows.length]?.focus()
  }
  return { list, said, toggle, move, drop, onKeyDown }
}
