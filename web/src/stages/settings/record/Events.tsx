import type { RecordPage } from '@/api'
import { when } from '@/ui'
import { t } from '../strings'
import styles from './record.module.css'

const columns = ['when', 'who', 'what', 'on', 'block'] as const

export function Events({ rows }: { rows: RecordPage['rows'] }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('settings.record.list')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`settings.record.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="quiet">{when(row.at)}</td>
              <td title={row.actor ?? undefined}>{row.actor_name ?? row.actor ?? t('settings.record.system')}</td>
              <td>{row.act}</td>
              <td className={styles.on}>{subjectsOf(row.subjects)}</td>
              <td className="quiet">{row.block ?? t('settings.record.unsealed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function subjectsOf(subjects: RecordPage['rows'][number]['subjects']): string {
  if (Array.isArray(subjects)) return subjects.join(', ')
  return Object.entries(subjects)
    .map(([name, id]) => `${name} ${typeof id === 'object' ? JSON.stringify(id) : id}`)
    .join(', ')
}
