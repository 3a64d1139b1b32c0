import { call } from '@/api/client'
import { ApiError } from '@/api/error'
import { confirmMe } from '@/api/me'
import { projectQuery } from '@/api/projects'
import { queries } from '@/api/query'
import type { Assignments, Project, Reopened } from '@/api'
import { post, type Post } from '../outbox/post'

/** What the workbench asks of the server. */
export interface Server {
  project: (project: number) => Promise<Project>
  assignments: (project: number, want: number) => Promise<Assignments>
  reopen: (project: number, annotation: string) => Promise<Reopened>
  post: Post
}

export const server: Server = {
  // Through the cache, so that the top bar and the workbench ask once.
  project: (project) => queries.fetchQuery({ ...projectQuery(project), staleTime: 1000, retry: false }),
  assignments: (project, want) => call(`/projects/${project}/assignments`, { method: 'POST', body: { want } }),
  reopen: (project, annotation) => call(`/projects/${project}/annotations/${annotation}/reopen`, { method: 'POST' }),
  // Only the person who did it may send it: somebody else may have signed in since.
  post: async (entry, want) => {
    const { person } = await confirmMe()
    if (String(person?.id) !== entry.person) throw new ApiError(401, 'signed-out', 'Somebody else is signed in on this device.', 'Sign in again to send your answers.')
    return post(entry, want)
  },
}
