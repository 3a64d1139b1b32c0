import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core'
import { Link, useLocation, useParams, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe } from '@/api/me'
import { useProject } from '@/api/projects'
import { KeyCap } from '@/keyboard'
import { Button, ButtonLink, Icon } from '@/ui'
import { Logo } from './Logo'
import { PersonSwitch } from './PersonSwitch'
import { ProjectSwitcher } from './ProjectSwitcher'
import styles from './TopBar.module.css'
import { tabsFor } from './tabs'
import { useTitle } from './useTitle'
import { t } from './words'

export function TopBar({ onJump }: { onJump: () => void }) {
  const { project } = useParams({ strict: false }) as { project?: string }
  const { href, pathname } = useRouterState({ select: ({ location }) => location })
  const me = useMe().data
  const current = useProject(Number(project), project !== undefined).data
  useTitle(pathname, current?.name)
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.logo} aria-label={t('shell.home')}>
        <Logo />
        <span className={styles.word}>inloop</span>
      </Link>
      {project && <ProjectSwitcher current={current} />}
      {project && <Tabs project={project} role={current?.role} />}
      <div className={styles.right}>
        {me?.person && (
          <button className={styles.jump} onClick={onJump} aria-keyshortcuts="Control+K">
            <Icon name="search" />
            <span className={styles.jumpText}>{t('shell.jump')}</span>
            <KeyCap of="mod+k" />
          </button>
        )}
        <ThemeToggle />
        {me && (me.person ? <PersonSwitch name={me.person.name} /> : <ButtonLink to="/sign-in" search={{ next: href }}>{t('shell.in')}</ButtonLink>)}
      </div>
    </header>
  )
}

function Tabs({ project, role }: { project: string; role: Parameters<typeof tabsFor>[0] }) {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // Where they do not all fit, the one in use is in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [pathname, role])
  return (
    <nav ref={nav} className={styles.tabs} aria-label={t('shell.tabs')}>
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
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  return (
    <Button
      look="quiet"
      icon={isDark ? 'moon' : 'sun'}
      aria-label={isDark ? t('shell.light') : t('shell.dark')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    />
  )
}
