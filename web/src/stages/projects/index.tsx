import { Link, useNavigate } from '@tanstack/react-router'
import { useMe, useProjects, type ProjectLine } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, ErrorNote, Page } from '@/ui'
import { FirstRun } from './FirstRun'
import { ProjectTable } from './ProjectTable'
import styles from './projects.module.css'
import { t } from './strings'

/** All projects, each with one sentence of state; on a new install, the three ways to begin. */
export default function Screen() {
  const projects = useProjects()
  const isOwner = useMe().data?.is_owner ?? false
  const navigate = useNavigate()
  useKeys(t('projects.title'), [{ key: 'n', name: t('projects.key.new'), run: () => void navigate({ to: '/new' }) }])

  if (projects.isError) {
    return (
      <Page title={t('projects.title')}>
        <ErrorNote of={projects.error} onRetry={() => void projects.refetch()} />
      </Page>
    )
  }
  if (!projects.data) return <Page title={t('projects.title')}>{null}</Page>
  if (isUntouched(projects.data)) return <FirstRun isOwner={isOwner} projects={projects.data} />
  const inState = (state: string) => projects.data.filter((project) => project.state === state)
  return (
    <Page
      title={t('projects.title')}
      actions={
        <Button look="primary" icon="plus" keyHint="n" onClick={() => void navigate({ to: '/new' })}>
          {t('projects.new')}
        </Button>
      }
    >
      {inState('active').length > 0 ? <ProjectTable projects={inState('active')} name={t('projects.list')} /> : <Link to="/new">{t('projects.new')}</Link>}
      <Past name={t('projects.archived')} projects={inState('archived')} />
      <Past name={t('projects.deleted')} projects={inState('deleted')} />
    </Page>
  )
}

/** Nothing but the demo, and not one answer in it: the screen still says how to begin. */
const isUntouched = (projects: readonly ProjectLine[]) => projects.length <= 1 && projects.every((project) => project.answers === 0 && project.state === 'active' && project.role === 'owner')

function Past({ name, projects }: { name: string; projects: Parameters<typeof ProjectTable>[0]['projects'] }) {
  if (projects.length === 0) return null
  return (
    <details className={styles.past}>
      <summary>
        {name} <span className="quiet">{projects.length}</span>
      </summary>
      <ProjectTable projects={projects} name={name} />
    </details>
  )
}
