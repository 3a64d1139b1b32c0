import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { address, call } from './client'
import { keys, refresh } from './query'
import type { ModelPage, Models, Overview, Predictions, Quality, RecordPage, Verification } from './types-stages'

const path = (project: number) => `/projects/${project}`

export const useOverview = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'overview'), queryFn: () => call<Overview>(`${path(project)}/overview`) })

export const useQuality = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'quality'), queryFn: () => call<Quality>(`${path(project)}/quality`) })

export const useModels = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'models'), queryFn: () => call<Models>(`${path(project)}/models`) })

export const useModel = (project: number, version: number | null) =>
  useQuery({
    queryKey: keys.of(project, 'models', version),
    queryFn: () => call<ModelPage>(`${path(project)}/models/${version}`),
    enabled: version !== null,
  })

export const useTrain = (project: number) =>
  useMutation({
    mutationFn: () => call<void>(`${path(project)}/models/train`, { method: 'POST' }),
    onSuccess: () => refresh(keys.of(project, 'models')),
  })

export const usePredict = (project: number) =>
  useMutation({ mutationFn: (items: string[]) => call<Predictions>(`${path(project)}/predict`, { method: 'POST', body: { items } }) })

export const bundleAddress = (project: number, version: number) => address(`${path(project)}/models/${version}/bundle`)

export const useRecord = (project: number | undefined, about = '', limit = 50) =>
  useInfiniteQuery({
    queryKey: [...keys.record, project, about, limit],
    queryFn: ({ pageParam }) => call<RecordPage>('/record', { query: { project, before: pageParam || undefined, limit, about } }),
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    getNextPageParam: (page) => (page.rows.length < limit ? undefined : page.rows.at(-1)?.id),
  })

export const useVerifyRecord = () => useMutation({ mutationFn: () => call<Verification>('/record/verify', { timeout: 120_000 }) })
