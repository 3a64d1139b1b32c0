import { Outlet } from '@tanstack/react-router'
import { useLive } from '@/api/live'
import { useProjectId } from '@/ui/params'

/** Around every screen of a project: keeps it fresh. */
export function ProjectFrame() {
  const project = useProjectId()
  useLive(project)
  return <Outlet />
}
