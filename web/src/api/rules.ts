import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queries } from './query'
import type { Wire } from './types'

export type Rule = Wire['RuleAsked']
export type Rules = Wire['Rules']
export type RulesFound = Wire['RulesFound']

const path = (project: number) => `/projects/${project}/rules`

export const useRules = (project: number) => useQuery({ queryKey: keys.of(project, 'rules'), queryFn: () => call<Rules>(path(project)) })

/** What rules do on real items; nothing is kept. */
export const useTriedRules = (project: number, rules: readonly Rule[]) =>
  useQuery({
    queryKey: keys.of(project, 'rules', 'tried', rules),
    queryFn: ({ signal }) => call<RulesFound>(`${path(project)}/try`, { method: 'POST', body: { rules }, signal, timeout: 30_000 }),
    enabled: rules.length > 0,
    placeholderData: keepPreviousData,
  })

export const useSaveRules = (project: number) =>
  useMutation({
    mutationFn: (body: { base_version: number; rules: readonly Rule[] }) => call<Rules>(path(project), { method: 'PUT', body }),
    onSuccess: (kept) => queries.setQueryData(keys.of(project, 'rules'), kept),
  })

export const useBringDictionary = (project: number) =>
  useMutation({
    mutationFn: (body: { text: string; question: string; base_version: number }) => call<Wire['DictionaryTaken']>(`${path(project)}/import`, { method: 'POST', body, timeout: 60_000 }),
    onSuccess: ({ added: _added, problems: _problems, ...kept }) => queries.setQueryData(keys.of(project, 'rules'), kept),
  })
