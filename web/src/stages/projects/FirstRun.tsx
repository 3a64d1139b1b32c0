import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDemo, type ProjectLine } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, EmptyState, ErrorNote, Icon, type IconName } from '@/ui'
import styles from './FirstRun.module.css'
import { ProjectTable } from './ProjectTable'
import { t } from './strings'

/** A new install: three ways to begin, the shortest one first. */
export function FirstRun({ isOwner, projects }: { isOwner: boolean; projects: readonly ProjectLine[] }) {
  const demo = useDemo()
  const navigate = useNavigate()
  const open = () => demo.mutate(undefined, { onSuccess: (project) => void navigate({ to: `/p/${project.id}/label` }) })
  useKeys(t('projects.title'), [{ key: 'd', name: t('projects.key.demo'), run: open }], { enabled: isOwner })
  if (!isOwner && projects.length === 0) {
    return (
      <EmptyState icon="people" title={t('projects.invited')} actions={<Link to="/new">{t('projects.new')}</Link>}>
        {t('projects.invited.why')}
      </EmptyState>
    )
  }
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('projects.first')}</h1>
      <p className={styles.lead}>{t('projects.first.lead')}</p>
      {demo.isError && <ErrorNote of={demo.error} onRetry={open} />}
      <div className={styles.ways}>
        <Way icon="play" title={t('projects.first.demo')} text={demo.isPending ? t('projects.opening') : t('projects.first.demo.text')}>
          <Button look="primary" keyHint="d" busy={demo.isPending} onClick={open}>
            {t('projects.first.demo.go')}
          </Button>
        </Way>
        <Way icon="spark" title={t('projects.first.recipe')} text={t('projects.first.recipe.text')}>
          <Button keyHint="n" onClick={() => void navigate({ to: '/new' })}>
            {t('projects.first.recipe.go')}
          </Button>
        </Way>
        <Way icon="upload" title={t('projects.first.data')} text={t('projects.first.data.text')}>
          <Button onClick={() => void navigate({ to: '/new', search: { step: 'data' } })}>{t('projects.first.data.go')}</Button>
        </Way>
      </div>
      {projects.length > 0 && <ProjectTable projects={projects} name={t('projects.list')} />}
    </div>
  )
}

function Way({ icon, title, text, children }: { icon: IconName; title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles.way}>
      <span className={styles.icon}>
        <Icon name={icon} size={20} />
      </span>
      <h2 className={styles.name}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {children}
    </section>
  )
}
