import { brief } from '@/fields/registry'
import { Button } from '@/ui'
import type { Stored } from '../outbox/entry'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './Refused.module.css'

/** Answers that the server refused: kept, with the reason, until a person mends them. */
export function Refused({ entries, workbench, onClose }: { entries: readonly Stored[]; workbench: Workbench; onClose: () => void }) {
  return (
    <div className={styles.panel} role="group" aria-label={t('label.refused.title', { n: entries.length })}>
      <div className={styles.head}>
        <h2>{t('label.refused.title', { n: entries.length })}</h2>
        <Button look="quiet" size="small" icon="cross" aria-label={t('label.close')} onClick={onClose} />
      </div>
      <p className="quiet">{t('label.refused.why')}</p>
      <ul>
        {entries.map((entry) => (
          <li key={entry.seq}>
            <div className={styles.text}>
              <p className={styles.excerpt}>{entry.assignment.fields.map((field) => brief(field.value)).find((text) => text !== '')}</p>
              <p className={styles.why}>
                {entry.refused?.message} {entry.refused?.hint}
              </p>
            </div>
            <Button size="small" onClick={() => void workbench.mend(entry, 'open').then(onClose)}>
              {t('label.refused.open')}
            </Button>
            <Button size="small" look="quiet" onClick={() => void workbench.mend(entry, 'retry')}>
              {t('label.refused.retry')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
