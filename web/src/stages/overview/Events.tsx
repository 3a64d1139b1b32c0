import { Link } from '@tanstack/react-router'
import type { EventRow } from '@/api'
import { Card, Icon, when } from '@/ui'
import { actIcon } from '@/ui/acts'
import styles from './overview.module.css'
import { t } from './strings'

export function Events({ project, events }: { project: number; events: readonly EventRow[] }) {
  return (
    <Card title={t('overview.events')} actions={<Link className={styles.record} to={`/p/${project}/settings`} search={{ part: 'record' }}>{t('overview.events.record')}</Link>}>
      {events.length === 0 && <p className="quiet">{t('overview.events.none')}</p>}
      <ul className={styles.events}>
        {events.slice(0, 10).map((event, index) => (
          <li key={index} className={styles.event}>
            <time className="quiet small">{when(event.at)}</time>
            <Icon name={actIcon(event.icon)} />
            <span>
              {event.actor && <strong>{event.actor} </strong>}
              {event.text}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
