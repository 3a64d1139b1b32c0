import { useNavigate, useSearch } from '@tanstack/react-router'
import { readSearch, type DataSearch } from './filter'

/** The state of the screen, read from and written to its address: of two quick acts the second starts from what the first made. */
export function useDataSearch(project: number) {
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const change = (next: (now: DataSearch) => DataSearch, replace = true) =>
    void navigate({ to: `/p/${project}/data`, search: (now: Record<string, unknown>) => next(readSearch(now)), replace, resetScroll: false })
  const put = (part: Partial<DataSearch>, replace = true) => change((now) => ({ ...now, ...part }), replace)
  return { search, put, change }
}
