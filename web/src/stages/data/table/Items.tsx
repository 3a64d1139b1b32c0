import { useState } from 'react'
import { useItems, type ItemFilter } from '@/api'
import { Button, EmptyState, ErrorNote } from '@/ui'
import { mediaIn } from '@/fields/media'
import type { Shown } from '@/ui/labels'
import { isFiltered } from '../filter'
import { LookAgain } from '../LookAgain'
import { t } from '../strings'
import { Chosen } from './Chosen'
import styles from './Items.module.css'
import { View, type ViewName } from './View'

export interface ItemsProps {
  project: number
  filter: ItemFilter
  book: Map<string, Shown>
  open: number | undefined
  onOpen: (item: number) => void
  onImport: () => void
  onClear: () => void
  view: ViewName
}

/** The items that fit, page after page as one scrolls. */
export function Items({ project, filter, book, open, onOpen, onImport, onClear, view }: ItemsProps) {
  const items = useItems(project, filter, 100)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const first = items.data?.pages[0]
  const rows = items.data?.pages.flatMap((page) => page.rows) ?? []
  if (items.isError) return <ErrorNote of={items.error} onRetry={() => void items.refetch()} />
  if (first && rows.length === 0) return <None isSearch={isFiltered(filter)} onImport={onImport} onClear={onClear} />
  return (
    <section className={styles.items} aria-label={t('data.column.text')} aria-busy={items.isFetching}>
      <div className={styles.status}>
        {first && <p aria-live="polite">{t(first.total_exact ? 'data.items' : 'data.items.about', { n: first.total })}</p>}
        {first?.search_ready === false && <p className={styles.note}>{t('data.search.building')}</p>}
        {first && (filter.status === 'unreadable' || (chosen.size > 0 && rows.some(({ fields }) => Object.values(fields).some(mediaIn)))) && <LookAgain project={project} items={chosen.size > 0 ? [...chosen] : filter} n={chosen.size > 0 ? chosen.size : first.total} />}
        {chosen.size > 0 && <Chosen project={project} chosen={chosen} onNone={() => setChosen(new Set())} />}
      </div>
      <View as={view} rows={rows} total={first?.total ?? 0} book={book} open={open} onOpen={onOpen} chosen={chosen} onChoose={setChosen} onEnd={() => items.hasNextPage && !items.isFetchingNextPage && void items.fetchNextPage()} />
    </section>
  )
}

function None({ isSearch, onImport, onClear }: { isSearch: boolean; onImport: () => void; onClear: () => void }) {
  if (isSearch) {
    return (
      <EmptyState icon="search" title={t('data.none.found')} actions={<Button onClick={onClear}>{t('data.filters.clear')}</Button>}>
        {t('data.none.found.why')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="items"
      title={t('data.none')}
      actions={
        <Button look="primary" icon="upload" onClick={onImport}>
          {t('data.add')}
        </Button>
      }
    >
      {t('data.none.why')}
    </EmptyState>
  )
}
