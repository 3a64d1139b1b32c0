import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { confirmMe, useMe } from '@/api/me'
import { resume } from '@/stages/label/outbox/resume'

/** Says whether this is a screen for the signed-out, and sends them there from all others but the workbench, which keeps its item and says so itself. */
export function useDoor(): boolean {
  const { pathname, href } = useRouterState({ select: ({ location }) => location })
  const navigate = useNavigate()
  const isDoor = pathname === '/sign-in' || pathname === '/join'
  const isOut = useMe().data?.person === null
  useEffect(() => {
    // The workbench sends for itself; elsewhere, what an earlier visit left behind goes out now.
    const arrive = () => (location.pathname.endsWith('/label') ? confirmMe() : resume())
    const timer = setTimeout(() => void arrive().catch(() => {}), 1000)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (isOut && !isDoor && !pathname.endsWith('/label')) void navigate({ to: '/sign-in', search: { next: href }, replace: true })
  }, [isOut, isDoor, pathname, href, navigate])
  return isDoor
}
