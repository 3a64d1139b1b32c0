/** What differs between two versions of a schema, in the order a person would tell it. */
import type { Question, Schema } from '@/api'
import { kindOf } from '@/kinds/registry'
import { isLabelled, type Labelled } from '@/questions'

export type Change =
  | { is: 'question added' | 'question removed'; question: string }
  | { is: 'question renamed'; from: string; to: string }
  | { is: 'label added' | 'label moved' | 'label retired' | 'label revived' | 'hint changed'; question: string; label: string }
  | { is: 'label renamed'; question: string; from: string; to: string }
  | { is: 'labels reordered' | 'settings changed' | 'now required' | 'now optional' | 'abstain allowed' | 'abstain refused' | 'condition changed'; question: string }
  | { is: 'field shown'; field: string; show: Schema['fields'][number]['show'] }
  | { is: 'field read as plain' | 'field read as markdown'; field: string }
  | { is: 'field renamed'; from: string; to: string }
  | { is: 'questions reordered' }
  | { is: 'target'; question: string }

export function changesOf(old: Schema, now: Schema): Change[] {
  const gone = old.questions.filter((one) => !now.questions.some((question) => question.id === one.id))
  const target = now.questions.find((question) => question.id === now.target)
  return [
    ...gone.map((question): Change => ({ is: 'question removed', question: question.name })),
    ...now.questions.flatMap((question) => ofQuestion(old.questions.find((one) => one.id === question.id), question)),
    ...(isReordered(old.questions, now.questions) ? [{ is: 'questions reordered' } as const] : []),
    ...now.fields.flatMap((field) => ofField(old.fields.find((one) => one.id === field.id), field)),
    ...(old.target !== now.target && target ? [{ is: 'target', question: target.name } as const] : []),
  ]
}

/** Whether those that stay stand in another order. */
function isReordered(old: readonly { id: string }[], now: readonly { id: string }[]): boolean {
  const kept = now.map(({ id }) => id).filter((id) => old.some((one) => one.id === id))
  return kept.join() !== old.map(({ id }) => id).filter((id) => kept.includes(id)).join()
}

function ofQuestion(old: Question | undefined, now: Question): Change[] {
  const question = now.name
  if (!old || old.kind !== now.kind) return [{ is: 'question added', question }]
  const flips: [boolean, Extract<Change, { question: string; label?: never }>['is']][] = [
    [(old.required ?? true) !== (now.required ?? true), (now.required ?? true) ? 'now required' : 'now optional'],
    [(old.abstain ?? true) !== (now.abstain ?? true), (now.abstain ?? true) ? 'abstain allowed' : 'abstain refused'],
    [JSON.stringify(old.shown_if ?? null) !== JSON.stringify(now.shown_if ?? null), 'condition changed'],
    [ownOf(old) !== ownOf(now), 'settings changed'],
  ]
  return [
    ...(old.name !== now.name ? [{ is: 'question renamed', from: old.name, to: now.name } as const] : []),
    ...(isLabelled(old) && isLabelled(now) ? ofLabels(question, old.labels, now.labels) : []),
    ...(old.kind === 'aspects' && now.kind === 'aspects' ? ofLabels(question, old.categories ?? [], now.categories ?? []) : []),
    ...flips.filter(([differs]) => differs).map(([, is]) => ({ is, question }) as Change),
  ]
}

const told = new Set(['id', 'kind', 'name', 'required', 'abstain', 'shown_if', 'labels', 'categories'])
const unset = new Set<unknown>([undefined, null, ''])

/** What belongs to the kind and is told in no words of its own. */
function ownOf(question: Question): string {
  const own = { ...kindOf(question).fresh(), ...question }
  return JSON.stringify(Object.entries(own).filter(([name, value]) => !told.has(name) && !unset.has(value) && !(Array.isArray(value) && value.length === 0)).sort())
}

function ofLabels(question: string, old: Labelled['labels'], now: Labelled['labels']): Change[] {
  const each = now.flatMap((label): Change[] => {
    const before = old.find((one) => one.id === label.id)
    if (!before) return [{ is: 'label added', question, label: label.name }]
    return [
      ...(before.name !== label.name ? [{ is: 'label renamed', question, from: before.name, to: label.name } as const] : []),
      ...(before.retired !== label.retired ? [{ is: label.retired ? 'label retired' : 'label revived', question, label: label.name } as const] : []),
      ...((before.parent ?? null) !== (label.parent ?? null) ? [{ is: 'label moved', question, label: label.name } as const] : []),
      ...((before.hint ?? '') !== (label.hint ?? '') ? [{ is: 'hint changed', question, label: label.name } as const] : []),
    ]
  })
  return isReordered(old, now) ? [...each, { is: 'labels reordered', question }] : each
}

function ofField(old: Schema['fields'][number] | undefined, now: Schema['fields'][number]): Change[] {
  const field = now.name || now.id
  return [
    ...(old && old.name !== now.name ? [{ is: 'field renamed', from: old.name || old.id, to: field } as const] : []),
    ...(old?.show !== now.show ? [{ is: 'field shown', field, show: now.show } as const] : []),
    ...((old?.format ?? 'plain') !== (now.format ?? 'plain') ? [{ is: `field read as ${now.format ?? 'plain'}`, field } as const] : []),
  ]
}
