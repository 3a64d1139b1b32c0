import { useState } from 'react'
import { useItem, type ItemFilter } from '@/api'
import { useSimilar } from '@/api/bulk'
import { Button, EmptyState, ErrorNote } from '@/ui'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import { Chosen } from './Chosen'
import styles from './Items.module.css'
import { View, type ViewName } from './View'

export interface AlikeProps {
  project: number
  like: number
  filter: ItemFilter
  book: Map<string, Shown>
  open: number | undefined
  onOpen: (item: number) => void
  onClose: () => void
  view: ViewName
}

const near = 0.6

/** The items most like one, the nearest first, with the one itself on top. */
export function Alike({ project, like, filter, book, open, onOpen, onClose, view }: AlikeProps) {
  const found = useSimilar(project, like, filter)
  const own = useItem(project, like)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  if (found.isError) return <ErrorNote of={found.error} onRetry={() => void found.refetch()} />
  // Both at once: a row that comes late on top would move what is being ticked.
  const rows = own.isPending ? [] : (found.data?.rows ?? [])
  const close = rows.filter((one) => one.likeness >= near).map((one) => one.row.id)
  const name = (own.data?.text || t('data.untitled')).slice(0, 60)
  const all = own.data ? [own.data, ...rows.map((one) => one.row)] : rows.map((one) => one.row)
  return (
    <section className={styles.items} aria-label={t('data.alike')} aria-busy={found.isFetching}>
      <div className={styles.status}>
        <p aria-live="polite">{t('data.alike.of', { n: rows.length, name })}</p>
        <Button size="small" onClick={onClose}>
          {t('data.alike.close')}
        </Button>
        {close.length > 0 && (
          <Button size="small" onClick={() => setChosen(new Set([like, ...close]))}>
            {t('data.alike.pick', { n: close.length + 1 })}
          </Button>
        )}
        {chosen.size > 0 && <Chosen project={project} chosen={chosen} onNone={() => setChosen(new Set())} />}
      </div>
      {found.data && !found.data.ready ? (
        <EmptyState icon="search" title={t('data.alike.early')}>
          {t('data.alike.early.why')}
        </EmptyState>
      ) : (
        <View as={view} rows={all} total={all.length} book={book} open={open} onOpen={onOpen} chosen={chosen} onChoose={setChosen} onEnd={() => undefined} />
      )}
    </section>
  )
}
