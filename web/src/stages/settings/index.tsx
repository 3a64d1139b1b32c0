import { Link, useSearch } from '@tanstack/react-router'
import { useProject, type Project } from '@/api'
import { ErrorNote, Page, useProjectId } from '@/ui'
import { Danger } from './Danger'
import { General } from './General'
import { GuidelinePart } from './GuidelinePart'
import { partsFor, readPart, type Part } from './parts'
import { People } from './people/People'
import { RecordPart } from './record/RecordPart'
import { Routing } from './Routing'
import { RulesPart } from './rules/RulesPart'
import { SchemaPart } from './schema/SchemaPart'
import styles from './settings.module.css'
import { t } from './strings'

const screens: Record<Part, (props: { project: Project }) => React.ReactNode> = {
  schema: SchemaPart,
  guideline: GuidelinePart,
  rules: RulesPart,
  people: People,
  routing: Routing,
  general: General,
  record: RecordPart,
  danger: Danger,
}

/** What is asked, how it is explained, who takes part, and by which rules. */
export default function Screen() {
  const id = useProjectId()
  const project = useProject(id)
  const { part: wanted } = useSearch({ strict: false }) as { part?: string }
  const allowed = partsFor(project.data?.role)
  const part = readPart(wanted, allowed)
  const Content = screens[part]
  return (
    <Page title={t('settings.title')}>
      {project.isError && !project.data && <ErrorNote of={project.error} onRetry={() => void project.refetch()} />}
      {project.data && (
        <div className={styles.page}>
          <nav className={styles.nav} aria-label={t('settings.parts')}>
            {allowed.map((one) => (
              <Link key={one} to={`/p/${id}/settings`} search={{ part: one }} className={styles.part} aria-current={one === part ? 'page' : undefined}>
                {t(`settings.part.${one}`)}
              </Link>
            ))}
          </nav>
          <div className={styles.content}>
            <Content key={part} project={project.data} />
          </div>
        </div>
      )}
    </Page>
  )
}
