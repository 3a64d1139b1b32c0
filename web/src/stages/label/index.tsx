import { useProjectId } from '@/ui/params'
import { Asking } from './parts/Asking'
import { Empty } from './parts/Empty'
import { SessionBar } from './parts/SessionBar'
import { useWorkbench } from './workbench/useWorkbench'
import styles from './label.module.css'
import { t } from './words'

/** The workbench: one item, its questions, and nothing in the way. */
export default function LabelPage() {
  const { workbench, bench } = useWorkbench(useProjectId())
  const { screen, project } = bench
  return (
    <div className={styles.page}>
      <h1 className="sr">{t('label.title')}</h1>
      <SessionBar bench={bench} workbench={workbench} />
      {screen.state === 'asking' && project && workbench ? (
        <Asking asked={screen.asked} project={project} bench={bench} workbench={workbench} />
      ) : (
        <Empty screen={screen} workbench={workbench} />
      )}
    </div>
  )
}
