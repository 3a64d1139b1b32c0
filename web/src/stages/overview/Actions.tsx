import { useNavigate } from '@tanstack/react-router'
import type { Overview } from '@/api'
import { Button, Card } from '@/ui'
import { useKeys } from '@/keyboard'
import styles from './overview.module.css'
import { t } from './strings'

type Action = Overview['actions'][number]

/** What helps most, first; each one click or one key. */
export function Actions({ project, actions }: { project: number; actions: readonly Action[] }) {
  const navigate = useNavigate()
  const start = ({ act }: Action) => {
    const search = typeof act.query === 'string' ? Object.fromEntries(new URLSearchParams(act.query)) : (act.query ?? {})
    void navigate({ to: act.screen === 'overview' ? `/p/${project}` : `/p/${project}/${act.screen}`, search })
  }
  useKeys(t('overview.actions'), actions.slice(0, 9).map((action, index) => ({ key: String(index + 1), name: action.title, run: () => start(action) })))
  return (
    <Card title={t('overview.actions')} aside={t('overview.actions.aside')}>
      {actions.length === 0 && <p className="quiet">{t('overview.actions.none')}</p>}
      <ol className={styles.actions}>
        {actions.map((action, index) => (
          <li key={action.id} className={styles.action}>
            <div>
              <p className={styles.actionTitle}>{action.title}</p>
              <p className="quiet small">{action.why}</p>
            </div>
            <Button size="small" look={index === 0 ? 'primary' : 'plain'} keyHint={index < 9 ? String(index + 1) : undefined} onClick={() => start(action)}>
              {t('overview.actions.go')}
              <span className="sr">: {action.title}</span>
            </Button>
          </li>
        ))}
      </ol>
    </Card>
  )
}
