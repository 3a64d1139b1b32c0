import type { DragEvent } from 'react'
import { KeyCap } from '@/keyboard'
import { Icon } from '@/ui/icons'
import { t } from '../words'
import type { Candidate } from './order'
import styles from './ranking.module.css'

export interface RowProps {
  of: Candidate
  name: string
  words: string
  /** Counted from 0; none before it is ranked. */
  place: number | null
  /** The last place that is taken. */
  last: number
  focused: boolean
  onToggle: () => void
  onMove: (step: number) => void
  onDrop: (event: DragEvent) => void
}

export function Row({ of, name, words, place, last, focused, onToggle, onMove, onDrop }: RowProps) {
  const isPlaced = place !== null
  return (
    <li
      className={styles.row}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/plain', of.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <button
        type="button"
        className={styles.one}
        data-row={of.id}
        data-enter="through"
        aria-pressed={isPlaced}
        aria-keyshortcuts={focused ? of.key : undefined}
        aria-label={isPlaced ? t('kinds.ranking.placed', { name, n: place + 1 }) : name}
        onClick={onToggle}
      >
        <span className={styles.place} data-none={!isPlaced || undefined}>{isPlaced ? place + 1 : '–'}</span>
        <span className={styles.key} data-off={!focused || undefined}>
          <KeyCap of={of.key} />
        </span>
        <span className={styles.words}>{words}</span>
      </button>
      {isPlaced && (
        <>
          <button type="button" className={styles.step} aria-label={t('kinds.ranking.up', { name })} disabled={place === 0} onClick={() => onMove(-1)}>
            <Icon name="chevron" size={14} className={styles.turned} />
          </button>
          <button type="button" className={styles.step} aria-label={t('kinds.ranking.down', { name })} disabled={place === last} onClick={() => onMove(1)}>
            <Icon name="chevron" size={14} />
          </button>
        </>
      )}
    </li>
  )
}
