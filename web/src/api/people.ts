import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { meetAnew } from './me'
import { keys, refresh } from './query'
import type { Invitation, Member, Role } from './types'

const path = (project: number) => `/projects/${project}`
const anew = (project: number) => refresh(keys.of(project, 'people'))

export const usePeople = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'people'), queryFn: () => call<Member[]>(`${path(project)}/people`) })

export const useInvitations = (project: number) =>
  useQuery({ queryKey: keys.of(project, 'people', 'invitations'), queryFn: () => call<Invitation[]>(`${path(project)}/invitations`) })

export const useInvite = (project: number) =>
  useMutation({
    mutationFn: (body: { role: Role; name?: string }) => call<{ url: string; expires_at: number }>(`${path(project)}/invitations`, { method: 'POST', body }),
    onSuccess: () => anew(project),
  })

export const useWithdrawInvitation = (project: number) =>
  useMutation({ mutationFn: (id: number) => call<void>(`${path(project)}/invitations/${id}`, { method: 'DELETE' }), onSuccess: () => anew(project) })

export const useChangeRole = (project: number) =>
  useMutation({
    mutationFn: ({ person, role }: { person: number; role: Role }) => call<void>(`${path(project)}/people/${person}`, { method: 'PATCH', body: { role } }),
    onSuccess: () => anew(project),
  })

export const useRemovePerson = (project: number) =>
  useMutation({ mutationFn: (person: number) => call<void>(`${path(project)}/people/${person}`, { method: 'DELETE' }), onSuccess: () => anew(project) })

export const lookAtInvitation = (secret: string) =>
  call<{ project: string; role: Role; invited_by: string }>('/invitations/look', { method: 'POST', body: { secret } })

export const useAcceptInvitation = () =>
  useMutation({
    mutationFn: (body: { secret: string; name: string; email?: string; password?: string }) =>
      call<{ project?: number }>('/invitations/accept', { method: 'POST', body }),
    onSuccess: meetAnew,
  })
