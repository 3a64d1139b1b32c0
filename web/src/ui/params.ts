import { useParams } from '@tanstack/react-router'

/** The project of the address `/p/:id/…`. */
export function useProjectId(): number {
  return Number(useParams({ strict: false, select: (params: { project?: string }) => params.project }))
}

/** The item of the address `/p/:id/data/:item`. */
export function useItemId(): number {
  return Number(useParams({ strict: false, select: (params: { item?: string }) => params.item }))
}

/** The same where nothing is drawn: what a person keeps in the browser for one project. */
export const projectInView = (): number => Number(/^\/p\/(\d+)/.exec(location.pathname)?.[1] ?? 0)
