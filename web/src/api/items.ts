import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { address, call } from './client'
import { keys, refresh } from './query'
import type { Wire } from './types'
import type { ColumnPlan, ExportLosses, ExportOffer, Facets, ImportOrder, ImportRun, ItemFilter, ItemPage, ItemPageFull, Preview, Upload } from './types-stages'

const path = (project: number) => `/projects/${project}`
const anew = (project: number) => refresh(keys.of(project, 'items'))

export const useItems = (project: number, filter: ItemFilter, limit = 50) =>
  useInfiniteQuery({
    queryKey: keys.of(project, 'items', 'list', filter, limit),
    queryFn: ({ pageParam, signal }) => call<ItemPage>(`${path(project)}/items`, { query: { ...filter, cursor: pageParam, limit }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const useFacets = (project: number, filter: ItemFilter) =>
  useQuery({
    queryKey: keys.of(project, 'items', 'facets', filter),
    queryFn: ({ signal }) => call<Facets>(`${path(project)}/facets`, { query: { ...filter }, signal }),
    placeholderData: keepPreviousData,
  })

export const useItem = (project: number, item: number) =>
  useQuery({ queryKey: keys.of(project, 'items', 'one', item), queryFn: () => call<ItemPageFull>(`${path(project)}/items/${item}`) })

export const useItemAct = (project: number) =>
  useMutation({
    mutationFn: ({ item, act }: { item: number; act: 'delete' | 'restore' | 'erase' }) => call<void>(`${path(project)}/items/${item}/${act}`, { method: 'POST' }),
    onSuccess: () => anew(project),
  })

export const useDeleteItems = (project: number) =>
  useMutation({ mutationFn: (ids: number[]) => call<void>(`${path(project)}/items/delete`, { method: 'POST', body: { ids } }), onSuccess: () => anew(project) })

const MOST_LOOKED_AT = 50
const MOST_A_PAGE = 200

/** The numbers of all items that fit. */
async function numbersOf(project: number, filter: ItemFilter): Promise<number[]> {
  const ids: number[] = []
  for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined; ) {
    const page: ItemPage = await call<ItemPage>(`${path(project)}/items`, { query: { ...filter, cursor, limit: MOST_A_PAGE } })
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  }
  return ids
}

/** Look again at files by reference, of these items or of all that fit, a few at a time; `onStep` hears how many are done. */
export const useLookAgain = (project: number, onStep: (done: number) => void) =>
  useMutation({
    mutationFn: async (items: readonly number[] | ItemFilter) => {
      const ids = 'length' in items ? items : await numbersOf(project, items)
      const told: Wire['Looked'] = { mended: [], broken: [], replaced: [], whole: [] }
      for (let from = 0; from < ids.length; from += MOST_LOOKED_AT) {
        const found = await call<Wire['Looked']>(`${path(project)}/items/look-again`, { method: 'POST', body: { ids: ids.slice(from, from + MOST_LOOKED_AT) }, timeout: 120_000 })
        told.mended.push(...found.mended)
        told.broken.push(...found.broken)
        told.replaced.push(...found.replaced)
        told.whole.push(...found.whole)
        onStep(Math.min(ids.length, from + MOST_LOOKED_AT))
      }
      return told
    },
    onSettled: () => anew(project),
  })

export const upload = (file: File, signal?: AbortSignal) =>
  call<Upload>('/uploads', { method: 'POST', raw: file, query: { name: file.name }, signal, timeout: 3_600_000 })

/** The folders and bucket prefixes whose pictures and sounds may be shown where they lie. */
export const useMediaRoots = () => useQuery({ queryKey: ['media-roots'], queryFn: () => call<{ roots: string[] }>('/uploads/roots'), staleTime: Infinity })

export const listPlace = (place: string, signal?: AbortSignal) => call<Upload>('/uploads/listing', { method: 'POST', body: { place }, signal, timeout: 600_000 })

export const previewUpload = (id: string, query: { format?: string; encoding?: string; sheet?: string }) =>
  call<Preview>(`/uploads/${id}/preview`, { query, timeout: 60_000 })

export type { ColumnPlan }

export const useImports = (project: number) =>
  useQuery({
    queryKey: keys.of(project, 'imports'),
    queryFn: () => call<ImportRun[]>(`${path(project)}/imports`),
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === 'running' || run.state === 'queued') ? 1000 : false),
  })

export const useStartImport = (project: number) =>
  useMutation({
    mutationFn: (body: ImportOrder) => call<ImportRun>(`${path(project)}/imports`, { method: 'POST', body }),
    onSuccess: () => refresh(keys.of(project, 'imports')),
  })

export const useCancelImport = (project: number) =>
  useMutation({
    mutationFn: (id: number) => call<void>(`${path(project)}/imports/${id}/cancel`, { method: 'POST' }),
    onSuccess: () => refresh(keys.of(project, 'imports')),
  })

export const importReportAddress = (project: number, id: number) => address(`${path(project)}/imports/${id}/report`)

export type ExportWhat = 'labels' | 'annotations' | 'predictions' | 'items'

export const useExportFormats = (project: number) => useQuery({ queryKey: keys.of(project, 'export', 'formats'), queryFn: () => call<ExportOffer[]>(`${path(project)}/export/formats`) })

/** What an export would lose; the server writes it to nowhere to find out. */
export const useExportLosses = (project: number, what: ExportWhat, format: string, enabled: boolean) =>
  useQuery({
    queryKey: keys.of(project, 'export', 'losses', what, format),
    queryFn: ({ signal }) => call<ExportLosses>(`${path(project)}/export/losses`, { query: { what, format }, signal, timeout: 120_000 }),
    enabled,
    staleTime: 0,
  })

export const exportAddress = (project: number, what: ExportWhat, format: string, files = false) => address(`${path(project)}/export`, { what, format, ...(files && { files: 'true' }) })
