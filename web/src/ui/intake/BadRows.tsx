import type { BadRow } from '@/api'
import { Chip } from '../Chip'
import styles from './BadRows.module.css'
import { t } from './strings'

/** How many rows are broken, and on demand which and why. */
export function BadRows({ rows }: { rows: readonly BadRow[] }) {
  if (rows.length === 0) {
    return (
      <Chip tone="good" icon="check">
        {t('intake.noBroken')}
      </Chip>
    )
  }
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <Chip tone="warn" icon="alert">
          {t('intake.broken', { n: rows.length })}
        </Chip>
      </summary>
      <section className={styles.box} aria-label={t('intake.broken.title')} tabIndex={0}>
        <p className="quiet small">{t('intake.broken.why')}</p>
        <ul>
          {rows.map((row) => (
            <li key={row.number}>
              <strong>{t('intake.broken.row', { n: row.number })}</strong> {row.reason}
              <code className={styles.excerpt}>{row.excerpt}</code>
            </li>
          ))}
        </ul>
      </section>
    </details>
  )
}
