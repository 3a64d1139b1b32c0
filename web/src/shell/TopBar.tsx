import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useMe } from '@/api/me'
import { useProjects } from '@/api/projects'
import { KeyCap } from '@/keyboard'
import { Button, Icon } from '@/ui'
import { Logo } from './Logo'
import { PersonMenu } from './PersonMenu'
import { ProjectSwitcher } from './ProjectSwitcher'
import styles from './TopBar.module.css'
import { tabsFor } from './tabs'
import { t } from './words'

export function TopBar({ onJump }: { onJump: () => void }) {
  const { project } = useParams({ strict: false }) as { project?: string }
  const me = useMe().data
  const projects = useProjects(Boolean(me?.person)).data
  const current = projects?.find((one) => String(one.id) === project)
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.logo} aria-label={t('shell.home')}>
        <Logo />
        <span className={styles.word}>inloop</span>
      </Link>
      {project && <ProjectSwitcher current={current} projects={projects ?? []} />}
      {project && <Tabs project={project} role={current?.role} />}
      <div className={styles.right}>
        {me?.person && (
          <button className={styles.jump} onClick={onJump} aria-keyshortcuts="Control+K" aria-label={t('shell.jump')}>
            <Icon name="search" />
            <span className={styles.jumpText}>{t('shell.jump')}</span>
            <KeyCap of="mod+k" />
          </button>
        )}
        <ThemeToggle />
        {me && (me.person ? <PersonMenu name={me.person.name} version={me.version} /> : <Link to="/sign-in">{t('shell.in')}</Link>)}
      </div>
    </header>
  )
}

function Tabs({ project, role }: { project: string; role: Parameters<typeof tabsFor>[0] }) {
  return (
    <nav className={styles.tabs} aria-label={t('shell.tabs')}>
      {tabsFor(role).map((tab) => (
        <Link key={tab.id} to={`/p/${project}${tab.to}`} className={styles.tab} activeOptions={{ exact: tab.to === '' }} activeProps={{ 'aria-current': 'page' }}>
          {tab.name}
        </Link>
      ))}
    </nav>
  )
}

function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  return (
    <Button
      look="quiet"
      icon={isDark ? 'moon' : 'sun'}
      aria-label={isDark ? t('shell.light') : t('shell.dark')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    />
  )
}
