import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { KeyMap } from '@/keyboard'
import { ButtonLink, EmptyState, ErrorNote, Notices, Page } from '@/ui'
import styles from './Frame.module.css'
import { useDoor } from './useDoor'
import { useJump } from './useJump'
import { TopBar } from './TopBar'
import { t } from './words'

const Jump = lazy(() => import('./Jump'))

/** Around every screen: top bar, notices, key map, jump. */
export function Frame() {
  const jump = useJump()
  const isDoor = useDoor()
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      {!isDoor && <TopBar onJump={jump.open} />}
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Notices />
      <KeyMap />
      {jump.isOpen && (
        <Suspense>
          <Jump onClose={jump.close} />
        </Suspense>
      )}
    </>
  )
}

export function Missing() {
  return (
    <EmptyState icon="search" heading="h1" title={t('shell.missing')} actions={<ButtonLink to="/">{t('shell.back')}</ButtonLink>}>
      {t('shell.missing.why')}
    </EmptyState>
  )
}

export function Trouble({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Page title={t('shell.trouble')} narrow>
      <ErrorNote of={error} onRetry={reset} />
    </Page>
  )
}
