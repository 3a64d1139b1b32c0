import { call } from '@/api/client'
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
  project: (project) => call(`/projects/${project}`),
  assignments: (project, want) => call(`/projects/${project}/assignments`, { method: 'POST', body: { want } }),
  reopen: (project, annotation) => call(`/projects/${project}/annotations/${annotation}/reopen`, { method: 'POST' }),
  post,
}
