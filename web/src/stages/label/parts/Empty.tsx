import { ButtonLink, EmptyState, ErrorNote, useProjectId, type IconName } from '@/ui'
import type { EmptyReason, Screen } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './Empty.module.css'

const icons: Record<EmptyReason, IconName> = { 'all-answered': 'check', 'others-answer': 'clock', 'no-items': 'upload', waiting: 'send', offline: 'wifiOff' }

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
          <EmptyState icon="lock" title={t('label.out.title')} actions={<ButtonLink look="primary" to="/sign-in" search={{ next: `/p/${project}/label` }}>{t('label.out.go')}</ButtonLink>}>
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
      return <Nothing reason={screen.reason} project={project} />
  }
}

function Nothing({ reason, project }: { reason: EmptyReason; project: number }) {
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={icons[reason]}
        title={t(`label.empty.${reason}`)}
        actions={reason === 'no-items' ? <ButtonLink to={`/p/${project}/data`}>{t('label.empty.no-items.go')}</ButtonLink> : undefined}
      >
        {t(`label.empty.${reason}.why`)}
      </EmptyState>
    </div>
  )
}
