import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { call, keys, queries, type ImportRun, type Project } from '@/api'
import type { Draft } from './draft'
import { importOf, projectOf } from './ready'
import { forgetDraft } from './useDraft'

/** Make the project, start its import, go there. A second try does not make a second project. */
export function useCreate(draft: Draft) {
  const navigate = useNavigate()
  const made = useRef<Project>(null)
  return useMutation({
    mutationFn: async () => {
      made.current ??= await call<Project>('/projects', { method: 'POST', body: projectOf(draft) })
      const order = importOf(draft)
      if (order) await call<ImportRun>(`/projects/${made.current.id}/imports`, { method: 'POST', body: order })
      return made.current
    },
    onSuccess: (project) => {
      forgetDraft()
      void queries.invalidateQueries({ queryKey: keys.projects })
      void navigate({ to: `/p/${project.id}` })
    },
  })
}
