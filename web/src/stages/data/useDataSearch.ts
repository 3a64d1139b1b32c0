import { useNavigate, useSearch } from '@tanstack/react-router'
import { readSearch, type DataSearch } from './filter'

/** The state of the screen, read from and written to its address. */
export function useDataSearch(project: number) {
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const put = (next: DataSearch, replace = true) => void navigate({ to: `/p/${project}/data`, search: next, replace, resetScroll: false })
  return { search, put }
}
