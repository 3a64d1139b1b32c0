import type { RecordPage } from '@/api'
import { Icon, when } from '@/ui'
import { actIcon } from '@/ui/acts'
import { t } from '../strings'
import styles from './record.module.css'
import { Subjects } from './Subjects'

const columns = ['when', 'who', 'what', 'on', 'block'] as const
/** Acts of the server itself, which have no person behind them. */
const own = ['server', 'import']

/** Each act in words; how the record itself calls it stands in the tooltip. */
export function Events({ rows, project }: { rows: RecordPage['rows']; project: number }) {
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
              <td className={styles.when}>{when(row.at)}</td>
              <td className={styles.who} title={row.actor}>
                {row.actor_name ?? (own.includes(row.actor) ? t('settings.record.system') : row.actor)}
              </td>
              <td className={styles.what} title={row.act}>
                <Icon name={actIcon(row.icon)} /> {row.text}
              </td>
              <td className={styles.on}>
                <Subjects of={row.subjects} project={project} />
              </td>
              <td className={styles.block}>{row.block ?? t('settings.record.unsealed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
