import { importReportAddress, useCancelImport, type ImportRun } from '@/api'
import { Chip } from '../Chip'
import { bytes, when } from '../numbers'
import { Progress } from '../Progress'
import { notify } from '../notices'
import styles from './ImportLine.module.css'
import { importWords as t } from './strings'

const kinds = ['imported', 'changed', 'unchanged', 'duplicate', 'rejected', 'broken', 'labels'] as const

/** "49,788 new · 212 doubled" */
export function countsOf({ counts }: Pick<ImportRun, 'counts'>): string {
  const parts = kinds.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) => t(`import.${kind}`, { n: counts[kind] ?? 0 }))
  return parts.join(' · ') || t('import.nothing')
}

/** One import: its progress while it runs, then what came of it. */
export function ImportLine({ project, run }: { project: number; run: ImportRun }) {
  const cancel = useCancelImport(project)
  const stop = () => cancel.mutate(run.id, { onError: () => notify({ text: t('import.cancel.failed'), tone: 'bad' }) })
  if (run.state === 'running' || run.state === 'queued') {
    // The rate counts rows, the bar bytes: the share of the file says how many rows are left.
    const rows = Object.values(run.counts).reduce((sum, n) => sum + (n ?? 0), 0) - run.counts.labels - (run.counts.broken ?? 0)
    const perRow = rows > 0 ? run.position / rows : null
    return (
      <div className={styles.line}>
        <Progress name={t('import.bringing', { name: run.name })} done={run.position} total={run.bytes || null} rate={run.rate && perRow ? run.rate * perRow : null} amount={bytes} onCancel={stop} />
        <p className="quiet small">{countsOf(run)}</p>
      </div>
    )
  }
  return (
    <div className={styles.line}>
      <p className={styles.head}>
        <span className={styles.name}>{run.name}</span>
        {run.state !== 'done' && <Chip tone={run.state === 'failed' ? 'bad' : 'plain'} icon={run.state === 'failed' ? 'alert' : 'cross'}>{t(`import.state.${run.state}`)}</Chip>}
        {run.finished_at && <span className="quiet small">{when(run.finished_at)}</span>}
        {run.counts.rejected + (run.counts.broken ?? 0) > 0 && (
          <a className={styles.report} href={importReportAddress(project, run.id)} download aria-label={t('import.report.of', { name: run.name })}>
            {t('import.report')}
          </a>
        )}
      </p>
      <p className="quiet small">{run.error ?? countsOf(run)}</p>
    </div>
  )
}
