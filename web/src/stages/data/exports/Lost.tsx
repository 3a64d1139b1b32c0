import { useExportLosses, type ExportOffer, type ExportWhat, type Schema } from '@/api'
import { count, ErrorNote, Icon } from '@/ui'
import { t } from '../strings'
import styles from './Export.module.css'

/** What the format cannot hold, counted on the answers there are. */
export function Lost({ project, what, offer, schema }: { project: number; what: ExportWhat; offer: ExportOffer; schema: Schema | undefined }) {
  const losses = useExportLosses(project, what, offer.format, what === 'labels')
  if (what !== 'labels') return null
  if (losses.isError) return <ErrorNote of={losses.error} onRetry={() => void losses.refetch()} />
  const found = losses.data?.losses
  if (!found) return <p className="quiet">{t('data.export.lost.looking')}</p>
  if (found.length === 0)
    return (
      <p className={styles.whole}>
        <Icon name="check" /> {t('data.export.lost.nothing')}
      </p>
    )
  const nameOf = (id: string) => schema?.questions.find((question) => question.id === id)?.name ?? id
  return (
    <section className={styles.lost} aria-label={t('data.export.lost')}>
      <h3>{t('data.export.lost')}</h3>
      <ul tabIndex={0}>
        {found.map((loss) => (
          <li key={`${loss.what} ${loss.question}`}>
            <b>{count(loss.count)}</b>
            <span>
              {loss.question ? t('data.export.lost.of', { what: loss.what, question: nameOf(loss.question) }) : loss.what}
              <small>{loss.why}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
