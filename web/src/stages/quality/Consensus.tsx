import { Link } from '@tanstack/react-router'
import type { Quality } from '@/api'
import { Card, count } from '@/ui'
import { How } from '@/ui/How'
import styles from './quality.module.css'
import { t } from './strings'

/** How many items are settled, how many are disputed. */
export function Consensus({ project, of: { settled, disputed, items }, isAlike }: { project: number; of: Quality['consensus']; isAlike: boolean }) {
  const open = Math.max(0, items - settled - disputed)
  const parts = [
    { id: 'settled', n: settled },
    { id: 'disputed', n: disputed },
    { id: 'open', n: open },
  ] as const
  return (
    <Card
      title={t('quality.consensus')}
      actions={
        <How name={t('quality.consensus')}>
          <p>{t(isAlike ? 'quality.consensus.how.alike' : 'quality.consensus.how')}</p>
          <p>{t('quality.method', { page: 'consensus' })}</p>
        </How>
      }
    >
      <p className="quiet small">{t('quality.consensus.aside')}</p>
      <div className={styles.share} aria-hidden="true">
        {parts.map((part) => (
          <span key={part.id} data-part={part.id} style={{ flexGrow: part.n }} />
        ))}
      </div>
      <ul className={styles.counts}>
        {parts.map((part) => (
          <li key={part.id}>
            <span className={styles.dot} data-part={part.id} aria-hidden="true" />
            <strong>{count(part.n)}</strong> {t(`quality.consensus.${part.id}`)}
          </li>
        ))}
      </ul>
      {disputed > 0 && (
        <Link to={`/p/${project}/data`} search={{ status: 'disputed' }}>
          {t('quality.consensus.look')}
        </Link>
      )}
    </Card>
  )
}
