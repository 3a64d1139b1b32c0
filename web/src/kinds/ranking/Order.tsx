import type { RankingQuestion } from '@/api'
import { brief } from '@/fields/registry'
import type { AnswerProps } from '../kind'
import { t } from '../words'
import { candidatesOf, type Candidate } from './order'
import styles from './ranking.module.css'
import { Row } from './Row'
import { useOrder } from './useOrder'

const excerpt = (value: unknown): string => brief(value).slice(0, 120)
/** A field goes by its letter, anything else by its name. */
const nameOf = (one: Candidate): string => (one.isField ? one.key.toUpperCase() : one.name)

/** Those with a place, the best first; below, those without one yet. */
export function Order({ question, value, focused, onChange, labelledBy, showing }: AnswerProps<RankingQuestion, string[]>) {
  const candidates = candidatesOf(question, showing)
  const { list, said, toggle, move, drop, onKeyDown } = useOrder({ candidates, value: value ?? [], nameOf, onChange })
  const placed = (value ?? []).flatMap((id) => candidates.find((one) => one.id === id) ?? [])
  const open = candidates.filter((one) => !placed.includes(one))
  const row = (one: Candidate, place: number | null) => (
    <Row
      key={one.id}
      of={one}
      name={nameOf(one)}
      words={one.isField ? excerpt(showing?.fields.find((field) => field.id === one.id)?.value) : one.name}
      place={place}
      last={placed.length - 1}
      focused={focused}
      onToggle={() => toggle(one.id)}
      onMove={(step) => move(one.id, step)}
      onDrop={(event) => drop(event, place ?? placed.length)}
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
