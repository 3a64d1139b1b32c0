import { useLayoutEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { RankingQuestion } from '@/api'
import { brief } from '@/fields/registry'
import type { AnswerProps } from '../kind'
import { t } from '../words'
import { candidatesOf, moved, toggled, type Candidate } from './order'
import styles from './ranking.module.css'
import { Row } from './Row'

/** Those with a place, the best first; below, those without one yet. */
export function Order({ question, value, focused, onChange, labelledBy, showing }: AnswerProps<RankingQuestion, string[]>) {
  const list = useRef<HTMLDivElement>(null)
  const followed = useRef<string>(undefined)
  const [said, say] = useState('')
  const candidates = candidatesOf(question, showing)
  const placed = (value ?? []).flatMap((id) => candidates.find((one) => one.id === id) ?? [])
  const open = candidates.filter((one) => !placed.includes(one))
  useLayoutEffect(() => {
    // A row that changes its place would lose the focus on the way.
    if (followed.current) list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(followed.current)}"]`)?.focus()
    followed.current = undefined
  })
  const words = (one: Candidate) => (one.isField ? excerpt(showing?.fields.find((field) => field.id === one.id)?.value) : one.name)
  const nameOf = (one: Candidate) => (one.isField ? one.key.toUpperCase() : one.name)
  const put = (id: string, next: string[] | undefined, follow: boolean) => {
    if (follow) followed.current = id
    const at = next?.indexOf(id) ?? -1
    const one = candidates.find((other) => other.id === id)
    if (one) say(at < 0 ? t('kinds.ranking.out', { name: nameOf(one) }) : t('kinds.ranking.at', { name: nameOf(one), n: at + 1, all: candidates.length }))
    onChange(next)
  }
  const move = (id: string, step: number) => {
    const from = placed.findIndex((one) => one.id === id)
    if (from >= 0) put(id, moved(value ?? [], id, from + step), true)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row === event.target)
    if (!step || at < 0 || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.altKey) move(rows[at]?.dataset.row ?? '', step)
    else rows[(at + step + rows.length) % rows.length]?.focus()
  }
  const onDrop = (event: DragEvent, place: number) => {
    const id = event.dataTransfer.getData('text/plain')
    if (!candidates.some((one) => one.id === id)) return
    event.preventDefault()
    put(id, placed.some((one) => one.id === id) ? moved(value ?? [], id, place) : (value ?? []).toSpliced(place, 0, id), false)
  }
  const row = (one: Candidate, place: number | null) => (
    <Row
      key={one.id}
      of={one}
      name={nameOf(one)}
      words={words(one)}
      place={place}
      last={placed.length - 1}
      focused={focused}
      onToggle={(follow) => put(one.id, toggled(value ?? [], one.id, candidates.map(({ id }) => id)), follow)}
      onMove={(step) => move(one.id, step)}
      onDrop={(event) => onDrop(event, place ?? placed.length)}
    />
  )
  return (
    <div ref={list} role="group" aria-labelledby={labelledBy} className={styles.order} onKeyDown={onKeyDown}>
      {placed.length > 0 && <ol className={styles.list}>{placed.map((one, index) => row(one, index))}</ol>}
      {open.length > 0 && (
        <>
          <p className="quiet small">{t(placed.length ? 'kinds.ranking.next' : 'kinds.ranking.first')}</p>
          <ul className={styles.list}>{open.map((one) => row(one, null))}</ul>
        </>
      )}
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  )
}

const excerpt = (value: unknown): string => brief(value).slice(0, 120)
