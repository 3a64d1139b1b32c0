import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queries, refresh } from './query'
import type { Me, Role, Token } from './types'

const place = 'inloop.me'

async function fetchMe({ signal }: { signal: AbortSignal }): Promise<Me> {
  const me = await call<Me>('/me', { signal })
  localStorage.setItem(place, JSON.stringify(me))
  return me
}

/** Who was here last, so that a screen opens without waiting, or without a network; never enough to send anything. */
function remembered(): Me | undefined {
  const text = localStorage.getItem(place)
  return text === null ? undefined : (JSON.parse(text) as Me)
}

export const meQuery = { queryKey: keys.me, queryFn: fetchMe, staleTime: 60_000, retry: false }

/** Opens with who was here last; the frame asks the server a moment later. */
export const useMe = () => useQuery({ ...meQuery, initialData: remembered, initialDataUpdatedAt: 0, refetchOnMount: false })

/** Ask the server who is here, unless it said so within the minute. */
export const confirmMe = (): Promise<Me> => queries.fetchQuery(meQuery)

/** Learn who is here now, before anything else is loaded under that name; a question asked before that is answered late and wrong. */
export const meetAnew = async (): Promise<Me> => {
  await queries.cancelQueries({ queryKey: keys.me })
  return queries.fetchQuery({ ...meQuery, staleTime: 0 })
}

export const useSignIn = () =>
  useMutation({ mutationFn: (body: { email: string; password: string }) => call<void>('/sign-in', { method: 'POST', body }), onSuccess: meetAnew })

export const useSignInByLink = () =>
  useMutation({ mutationFn: (secret: string) => call<void>('/sign-in/link', { method: 'POST', body: { secret } }), onSuccess: meetAnew })

export const useSignOut = () =>
  useMutation({
    mutationFn: () => call<void>('/sign-out', { method: 'POST' }),
    onSuccess: () => {
      localStorage.removeItem(place)
      queries.clear()
    },
  })

export const useSetPassword = () =>
  useMutation({ mutationFn: (body: { password: string; email?: string }) => call<void>('/me/password', { method: 'POST', body }), onSuccess: meetAnew })

export const useTokens = () => useQuery({ queryKey: keys.tokens, queryFn: () => call<Token[]>('/tokens') })

const tokensAnew = () => refresh(keys.tokens)

export const useMakeToken = () =>
  useMutation({
    mutationFn: (body: { name: string; project: number | null; role: Role }) => call<{ id: number; token: string }>('/tokens', { method: 'POST', body }),
    onSuccess: tokensAnew,
  })

export const useDropToken = () =>
  useMutation({ mutationFn: (id: number) => call<void>(`/tokens/${id}`, { method: 'DELETE' }), onSuccess: tokensAnew })
