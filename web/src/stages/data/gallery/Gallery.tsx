import type { ItemRow } from '@/api'
import { isSound, mediaIn } from '@/fields/media'
import { Tile } from '@/fields/Tile'
import { CardGrid } from '@/ui/CardGrid'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import { StatusWord } from '../StatusWord'
import { t } from '../strings'
import styles from './Gallery.module.css'

export interface GalleryProps {
  rows: ItemRow[]
  book: Map<string, Shown>
  open: number | undefined
  onOpen: (item: number) => void
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
  onEnd: () => void
}

const mediaOf = (row: ItemRow) => Object.values(row.fields).map((value: unknown) => mediaIn(value)).find(Boolean)

/** The items as cards: pictures, sounds, or the beginning of their text. */
export default function Gallery({ rows, book, open, onOpen, chosen, onChoose, onEnd }: GalleryProps) {
  const nameOf = (index: number) => rows[index]?.text || rows[index]?.key || t('data.untitled')
  const choose = (indexes: readonly number[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const index of indexes) {
      const id = rows[index]?.id
      if (id !== undefined) next[isOn ? 'add' : 'delete'](id)
    }
    onChoose(next)
  }
  return (
    <CardGrid
      label={t('data.gallery')}
      count={rows.length}
      width={168}
      height={188}
      hears={rows.some((row) => isSound(mediaOf(row)))}
      nameOf={nameOf}
      isChosen={(index) => chosen.has(rows[index]?.id ?? -1)}
      onChoose={choose}
      onOpen={(index) => rows[index] && onOpen(rows[index].id)}
      // While the item stands beside, it follows the cursor, as in the table.
      onCursor={(index) => open !== undefined && rows[index] && rows[index].id !== open && onOpen(rows[index].id)}
      onEnd={onEnd}
      card={(index) => rows[index] && <Card row={rows[index]} book={book} isOpen={rows[index].id === open} name={nameOf(index)} />}
    />
  )
}

function Card({ row, book, isOpen, name }: { row: ItemRow; book: Map<string, Shown>; isOpen: boolean; name: string }) {
  const media = mediaOf(row)
  return (
    <>
      <Tile media={media} text={name} />
      <div className={styles.foot} data-open={isOpen || undefined}>
        {media && <span className={styles.name}>{name}</span>}
        <span className={styles.state}>
          {row.consensus ? row.consensus.labels.slice(0, 2).map((id) => <LabelName key={id} id={id} book={book} />) : <StatusWord of={row.status} />}
        </span>
      </div>
    </>
  )
}
