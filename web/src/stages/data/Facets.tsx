import { useState } from 'react'
import { useFacets, type ItemFilter } from '@/api'
import { Button, count, useProjectId } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import styles from './Facets.module.css'
import { isFiltered, statuses, toggled, type Sift } from './filter'
import { t } from './strings'

export interface FacetsProps {
  project: number
  filter: ItemFilter
  book: Map<string, Shown>
  onChange: Sift
}

/** How the items divide, each share a filter. */
export function Facets({ filter, book, onChange }: FacetsProps) {
  const facets = useFacets(useProjectId(), filter).data
  const inOrder = (counts: Record<string, number>) => [...new Set([...book.keys(), ...Object.keys(counts)])].filter((id) => counts[id])
  return (
    <details className={styles.facets} open={matchMedia('(min-width: 861px)').matches}>
      <summary className={styles.summary}>{t('data.filters')}</summary>
      {isFiltered(filter) && (
        <Button size="small" look="quiet" icon="cross" onClick={() => onChange(({ sort }) => ({ sort }))}>
          {t('data.filters.clear')}
        </Button>
      )}
      <Facet name={t('data.facet.status')}>
        {statuses.filter((status) => status !== 'unreadable' || facets?.status[status] || filter.status === status).map((status) => (
          <Share key={status} n={facets?.status[status] ?? 0} isOn={filter.status === status} onToggle={() => onChange((now) => toggled(now, 'status', status))}>
            {t(`data.status.${status}`)}
          </Share>
        ))}
      </Facet>
      {(['label', 'predicted'] as const).map((key) => (
        <Labels key={key} name={t(`data.facet.${key}`)} counts={facets?.[key] ?? {}} ids={inOrder(facets?.[key] ?? {})} on={filter[key]} book={book} onToggle={(id) => onChange((now) => toggled(now, key, id))} />
      ))}
    </details>
  )
}

function Facet({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section className={styles.facet} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      {children}
    </section>
  )
}

const few = 12

function Labels({ name, counts, ids, on, book, onToggle }: { name: string; counts: Record<string, number>; ids: string[]; on?: string; book: Map<string, Shown>; onToggle: (id: string) => void }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? ids : ids.slice(0, few)
  return (
    <Facet name={name}>
      {ids.length === 0 && <p className={styles.none}>{t('data.facet.none')}</p>}
      {shown.map((id) => (
        <Share key={id} n={counts[id] ?? 0} isOn={on === id} onToggle={() => onToggle(id)}>
          <LabelName id={id} book={book} />
        </Share>
      ))}
      {ids.length > shown.length && (
        <Button size="small" look="quiet" onClick={() => setWhole(true)}>
          {t('data.facet.more', { n: ids.length - shown.length })}
        </Button>
      )}
    </Facet>
  )
}

function Share({ n, isOn, onToggle, children }: { n: number; isOn: boolean; onToggle: () => void; children: React.ReactNode }) {
  return (
    <button className={styles.share} aria-pressed={isOn} onClick={onToggle}>
      <span className={styles.what}>{children}</span>
      <span className={styles.n}>{count(n)}</span>
    </button>
  )
}
