import { Link } from '@tanstack/react-router'
import type { ProjectLine } from '@/api'
import { Bar, Interval } from '@/ui'
import { ProjectMenu } from './ProjectMenu'
import styles from './projects.module.css'
import { t } from './strings'

/** One line a project: what it is, how far it is, how good. */
export function ProjectTable({ projects, name }: { projects: readonly ProjectLine[]; name: string }) {
  return (
    <ul className={styles.list} aria-label={name}>
      {projects.map((project) => (
        <li key={project.id} className={styles.project}>
          <h2 className={styles.name}>
            {project.state === 'deleted' ? (
              project.name
            ) : (
              <Link className={styles.link} to={project.role === 'annotator' ? `/p/${project.id}/label` : `/p/${project.id}`}>
                {project.name}
              </Link>
            )}
          </h2>
          <State of={project} />
          <ProjectMenu project={project} />
        </li>
      ))}
    </ul>
  )
}

function State({ of }: { of: ProjectLine }) {
  if (of.items === 0) return <p className={`${styles.state} quiet`}>{t('projects.none.items')}</p>
  const answered = t('projects.answered', { answered: of.answered_items, items: of.items })
  return (
    <div className={styles.state}>
      <div className={styles.bar}>
        <Bar value={of.answered_items / of.items} label={answered} />
      </div>
      <p>
        {answered}
        {of.role !== 'annotator' && <Accuracy of={of} />}
      </p>
    </div>
  )
}

function Accuracy({ of }: { of: ProjectLine }) {
  if (!of.accuracy) return <span className="quiet"> · {t('projects.accuracy.none')}</span>
  return (
    <span>
      {' '}
      · {of.measured.toLowerCase()} <Interval of={of.accuracy} />
    </span>
  )
}
