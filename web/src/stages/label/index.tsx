import { lazy, Suspense } from 'react'
import { useProjectId } from '@/ui/params'
import { Asking } from './parts/Asking'
import { Empty } from './parts/Empty'
import { useWay } from './parts/mode'
import { SessionBar } from './parts/SessionBar'
import { useGroup } from './grid/useGroup'
import { useWorkbench } from './workbench/useWorkbench'
import styles from './label.module.css'
import { t } from './words'

const Grid = lazy(() => import('./grid/Grid'))

/** The workbench: one item, its questions, and nothing in the way. */
export default function LabelPage() {
  const id = useProjectId()
  const { workbench, bench } = useWorkbench(id)
  const { group, leave } = useGroup(workbench, bench, useWay(id).mode === 'grid')
  const { screen, project } = bench
  return (
    <div className={styles.page}>
      <h1 className="sr">{t('label.title')}</h1>
      <SessionBar bench={bench} workbench={workbench} />
      {group && project && workbench ? (
        <Suspense>
          <Grid key={group.seed.id} group={group} project={project} workbench={workbench} onLeave={leave} />
        </Suspense>
      ) : screen.state === 'asking' && project && workbench ? (
        <Asking asked={screen.asked} project={project} bench={bench} workbench={workbench} />
      ) : (
        <Empty screen={screen} workbench={workbench} />
      )}
    </div>
  )
}
