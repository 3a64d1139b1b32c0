import { useNavigate } from '@tanstack/react-router'
import { useOverview } from '@/api'
import { Button, ErrorNote, useProjectId } from '@/ui'
import { Actions } from './Actions'
import { Curve } from './Curve'
import { Events } from './Events'
import { Loop } from './Loop'
import styles from './overview.module.css'
import { Sentence } from './Sentence'
import { t } from './strings'
import { Work } from './Work'

/** How the project stands, what to do next. */
export default function Screen() {
  const project = useProjectId()
  const overview = useOverview(project)
  const navigate = useNavigate()
  if (overview.isError && !overview.data) {
    return (
      <div className={styles.page}>
        <h1 className="sr">{t('overview.title')}</h1>
        <ErrorNote of={overview.error} onRetry={() => void overview.refetch()} />
      </div>
    )
  }
  if (!overview.data) return <div className={styles.page} aria-busy="true" />
  const { sentence, stages, actions, curve, events, jobs } = overview.data
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Sentence of={sentence} />
        {sentence.items === 0 && (
          <Button icon="upload" look={actions.length ? 'plain' : 'primary'} onClick={() => void navigate({ to: `/p/${project}/data`, search: { part: 'import' } })}>
            {t('overview.data.add')}
          </Button>
        )}
      </header>
      <Work project={project} jobs={jobs} />
      <Loop project={project} stages={stages} />
      <div className={styles.three}>
        <Actions project={project} actions={actions} />
        <Curve points={curve} name={sentence.measure.name} />
        <Events project={project} events={events} />
      </div>
    </div>
  )
}
