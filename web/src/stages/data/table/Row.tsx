import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { ItemRow } from '@/api'
import { mediaIn } from '@/fields/media'
import { Icon, percent, useProjectId } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import { StatusWord } from '../StatusWord'
import { t } from '../strings'
import styles from './Table.module.css'

export interface RowProps {
  row: ItemRow
  index: number
  top: number
  height: number
  book: Map<string, Shown>
  isOpen: boolean
  isChosen: boolean
  onOpen: () => void
  onChoose: () => void
}

export function Row({ row, index, top, height, book, isOpen, isChosen, onOpen, onChoose }: RowProps) {
  const project = useProjectId()
  const thumb = Object.values(row.fields).map((value: unknown) => mediaIn(value)?.thumb).find(Boolean)
  const open = (event: MouseEvent) => {
    // A new tab still gets the page of the item.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen()
  }
  return (
    <div className={styles.row} role="row" aria-rowindex={index + 2} data-index={index} data-open={isOpen || undefined} style={{ transform: `translateY(${top}px)`, height }}>
      <span role="cell" className={styles.pick}>
        <input type="checkbox" aria-label={t('data.pick', { n: row.key ?? row.id })} checked={isChosen} onChange={onChoose} />
      </span>
      <span role="cell" className={styles.text}>
        <Link to={`/p/${project}/data/${row.id}`} preload={false} aria-current={isOpen || undefined} className={styles.link} onClick={open}>
          {thumb && <img key={thumb} className={styles.thumb} src={thumb} alt="" loading="lazy" onError={(event) => (event.currentTarget.style.visibility = 'hidden')} />}
          {row.text || t('data.untitled')}
        </Link>
      </span>
      <span role="cell" className={styles.status}>
        <StatusWord of={row.status} />
        {row.flagged && row.status !== 'flagged' && <Icon name="flag" size={12} role="img" aria-label={t('data.status.flagged')} aria-hidden={undefined} />}
      </span>
      <span role="cell" className={styles.answer}>
        {row.consensus && (
          <>
            {row.consensus.labels.map((id) => (
              <LabelName key={id} id={id} book={book} />
            ))}{' '}
            <span className={styles.p}>{percent(row.consensus.posterior, 0)}</span>
          </>
        )}
      </span>
      <span role="cell" className={styles.prediction}>
        {row.prediction && (
          <>
            <LabelName id={row.prediction.label} book={book} /> <span className={styles.p}>{percent(row.prediction.p, 0)}</span>
          </>
        )}
      </span>
      <span role="cell" className={styles.answers}>
        {row.answers || ''}
      </span>
    </div>
  )
}
