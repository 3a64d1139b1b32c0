import { QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { asApiError } from './error'

/** Server state lives here; every key starts with its noun, those of a project with ['p', id, noun]. */
export const queries: QueryClient = new QueryClient({
  // Whoever finds the session gone lets everyone know.
  queryCache: new QueryCache({ onError: (problem, query) => void (asApiError(problem).signedOut && query.queryKey[0] !== 'me' && queries.refetchQueries({ queryKey: ['me'] })) }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, problem) => asApiError(problem).passing && count < 3 },
    mutations: { retry: false },
  },
})

export const keys = {
  me: ['me'] as const,
  projects: ['projects'] as const,
  recipes: ['recipes'] as const,
  tokens: ['tokens'] as const,
  record: ['record'] as const,
  /** Everything of one project, or one noun of it: `keys.of(3, 'items', filter)`. */
  of: (project: number, ...rest: readonly unknown[]) => ['p', project, ...rest] as const,
}

/** Have what is known under a key fetched anew. Nobody waits for it: who changed it is told first, while its part still stands. */
export function refresh(queryKey: QueryKey): void {
  void queries.invalidateQueries({ queryKey })
}
