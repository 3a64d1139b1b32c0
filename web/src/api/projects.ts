import { useMutation, useQuery } from '@tanstack/react-query'
import { call, fetchFile } from './client'
import { keys, refresh } from './query'
import type { Guideline, Project, ProjectLine, ProjectSettings, Recipe, Schema, SchemaVersion } from './types'

export const projectQuery = (project: number) => ({
  queryKey: keys.of(project, 'project'),
  queryFn: () => call<Project>(`/projects/${project}`),
})

export const useProjects = (enabled = true) =>
  useQuery({ queryKey: keys.projects, queryFn: () => call<ProjectLine[]>('/projects'), enabled })
export const useProject = (project: number, enabled = true) => useQuery({ ...projectQuery(project), enabled })
export const useRecipes = () => useQuery({ queryKey: keys.recipes, queryFn: () => call<Recipe[]>('/recipes'), staleTime: Infinity })

/** The rows that a recipe brings to try it on. */
export const sampleOf = (recipe: Recipe): Promise<File> => fetchFile(`/recipes/${recipe.id}/sample`, `${recipe.id}-sample.${recipe.sample?.endsWith('.zip') ? 'zip' : 'jsonl'}`)

export interface NewProject {
  name: string
  recipe?: string
  schema?: Schema
  guideline?: string
  settings?: Partial<ProjectSettings>
}

const listAnew = () => refresh(keys.projects)
const projectAnew = (project: number) => {
  listAnew()
  refresh(keys.of(project))
}

export const useCreateProject = () =>
  useMutation({ mutationFn: (body: NewProject) => call<Project>('/projects', { method: 'POST', body }), onSuccess: listAnew })

export const useDemo = () =>
  useMutation({ mutationFn: () => call<Project>('/demo', { method: 'POST', timeout: 60_000 }), onSuccess: listAnew })

export const useChangeProject = (project: number) =>
  useMutation({
    mutationFn: (body: { name?: string; settings?: Partial<ProjectSettings> }) => call<Project>(`/projects/${project}`, { method: 'PATCH', body }),
    onSuccess: () => projectAnew(project),
  })

export const useProjectAct = (project: number) =>
  useMutation({
    mutationFn: (act: 'archive' | 'unarchive' | 'delete' | 'restore') => call<void>(`/projects/${project}/${act}`, { method: 'POST' }),
    onSuccess: () => projectAnew(project),
  })

export const useSaveSchema = (project: number) =>
  useMutation({
    mutationFn: (body: { base_version: number; schema: Schema }) =>
      call<{ version: number; changes: string[] }>(`/projects/${project}/schema`, { method: 'PUT', body }),
    onSuccess: () => projectAnew(project),
  })

export const useSchemaVersions = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'schema-versions'), queryFn: () => call<SchemaVersion[]>(`/projects/${project}/schema/versions`) })

export const useGuideline = (project: number, enabled = true) =>
  useQuery({ queryKey: keys.of(project, 'guideline'), queryFn: () => call<Guideline>(`/projects/${project}/guideline`), enabled })

export const useSaveGuideline = (project: number) =>
  useMutation({
    mutationFn: (body: { base_version: number; body: string }) => call<Guideline>(`/projects/${project}/guideline`, { method: 'PUT', body }),
    onSuccess: () => refresh(keys.of(project)),
  })
