import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queries } from './query'
import type { Me, Role, Token } from './types'

export const meQuery = { queryKey: keys.me, queryFn: () => call<Me>('/me'), staleTime: 60_000 }

export const useMe = () => useQuery(meQuery)

const anew = () => queries.invalidateQueries()

export const useSignIn = () =>
  useMutation({ mutationFn: (body: { email: string; password: string }) => call<void>('/sign-in', { method: 'POST', body }), onSuccess: anew })

export const useSignInByLink = () =>
  useMutation({ mutationFn: (secret: string) => call<void>('/sign-in/link', { method: 'POST', body: { secret } }), onSuccess: anew })

export const useSignOut = () =>
  useMutation({ mutationFn: () => call<void>('/sign-out', { method: 'POST' }), onSuccess: () => queries.clear() })

export const useSetPassword = () =>
  useMutation({ mutationFn: (body: { password: string; email?: string }) => call<void>('/me/password', { method: 'POST', body }), onSuccess: anew })

export const useTokens = () => useQuery({ queryKey: keys.tokens, queryFn: () => call<Token[]>('/tokens') })

const tokensAnew = () => queries.invalidateQueries({ queryKey: keys.tokens })

export const useMakeToken = () =>
  useMutation({
    mutationFn: (body: { name: string; project: number | null; role: Role }) => call<{ id: string; token: string }>('/tokens', { method: 'POST', body }),
    onSuccess: tokensAnew,
  })

export const useDropToken = () =>
  useMutation({ mutationFn: (id: string) => call<void>(`/tokens/${id}`, { method: 'DELETE' }), onSuccess: tokensAnew })
