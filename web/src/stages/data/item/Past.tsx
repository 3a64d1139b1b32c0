import type { EventRow, ItemPageFull, Schema } from '@/api'
import { when } from '@/ui'
import { t } from '../strings'
import { Fields } from './Fields'
import styles from './ItemView.module.css'

/** What the item said before, and every act on it. */
export function Past({ revisions, events, schema }: { revisions: ItemPageFull['revisions']; events: readonly EventRow[]; schema: Schema }) {
  return (
    <>
      {revisions.length > 1 && (
        <details className={styles.past}>
          <summary>{t('data.item.revisions')}</summary>
          {revisions.slice(1).map((revision) => (
            <section key={revision.rev}>
              <p className="quiet">
                {t('data.item.revision', { n: revision.rev })} · {when(revision.at)}
              </p>
              <Fields fields={revision.fields} schema={schema} />
            </section>
          ))}
        </details>
      )}
      {events.length > 0 && (
        <details className={styles.past}>
          <summary>{t('data.item.events')}</summary>
          <ul>
            {events.map((event, index) => (
              <li key={index}>
                <time className="quiet">{when(event.at)}</time>
                {event.actor && <strong>{event.actor}</strong>}
                {event.text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
