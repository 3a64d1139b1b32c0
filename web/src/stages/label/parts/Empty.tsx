import { Link } from '@tanstack/react-router'
import { EmptyState, ErrorNote, useProjectId, type IconName } from '@/ui'
import type { Screen } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './Empty.module.css'

const known = ['done', 'none_for_you', 'importing', 'no_items', 'waiting', 'offline'] as const
type Known = (typeof known)[number]
const icons: Record<Known, IconName> = { done: 'check', none_for_you: 'clock', importing: 'refresh', no_items: 'upload', waiting: 'send', offline: 'wifiOff' }

const asKnown = (reason: string): Known => known.find((one) => one === reason) ?? 'none_for_you'

/** No item in view: why, and what happens next. */
export function Empty({ screen, workbench }: { screen: Screen; workbench: Workbench | null }) {
  const project = useProjectId()
  switch (screen.state) {
    case 'asking':
      return null
    case 'loading':
      return <div className={styles.loading} aria-busy="true" />
    case 'signed-out':
      return (
        <div className={styles.empty}>
          <EmptyState icon="lock" title={t('label.out.title')} actions={<Link to="/sign-in" search={{ next: `/p/${project}/label` }}>{t('label.out.go')}</Link>}>
            {t('label.out.why')}
          </EmptyState>
        </div>
      )
    case 'failed':
      return (
        <div className={styles.empty}>
          <h2>{t('label.failed')}</h2>
          <ErrorNote of={screen.problem} onRetry={() => void workbench?.refresh()} />
        </div>
      )
    case 'empty':
      return <Nothing reason={asKnown(screen.reason)} project={project} />
  }
}

function Nothing({ reason, project }: { reason: Known; project: number }) {
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={icons[reason]}
        title={t(`label.empty.${reason}`)}
        actions={reason === 'no_items' ? <Link to={`/p/${project}/data`}>{t('label.empty.no_items.go')}</Link> : undefined}
      >
        {t(`label.empty.${reason}.why`)}
      </EmptyState>
    </div>
  )
}
