import type { Question, ShownField, Value } from '@/api'
import { dividedInto } from '@/fields/registry'
import type { Kind, Refusal, Verdict } from '../kind'
import { mayAbstain } from '../kind'
import { t } from '../words'
import { Progress } from './Progress'
import { Surface } from './Surface'
import { type Answers, answersIn, askedOf, fieldOf, inners, nameOf } from './units'

/** A question of some kind that is asked of each turn or cell: the value holds an answer by unit. */
export function eachOf(inner: Kind, unit: string): Kind {
  const key = `${inner.kind}/${unit}`
  const made = eaches.get(key) ?? build(inner, unit)
  eaches.set(key, made)
  inners.set(inner.kind, inner)
  return made
}

const eaches = new Map<string, Kind>()

function build(inner: Kind, unit: string): Kind {
  const each: Kind<Question, Answers> = {
    kind: inner.kind,
    name: inner.name,
    pointsInto: dividedInto(unit),
    isRemark: inner.isRemark,
    empty: undefined,
    Surface,
    Answer: Progress,
    check: (question, value) => check(inner, question, value),
    place: (question, value, fields) => place(question, value, fields),
    asks: (question, fields) => askedOf(question, fieldOf(question, fields)).length > 0,
    isDone: (question, value, fields) => inner.single === true && askedOf(question, fieldOf(question, fields)).every((one) => one in value),
    keys: () => [],
    describe: (question, value) => describe(inner, question, value),
    fresh: () => inner.fresh(),
    Setup: inner.Setup,
    flaws: inner.flaws && ((question, fields) => inner.flaws?.(question, fields) ?? []),
  }
  return each as unknown as Kind
}

const refused = (reason: Refusal): Verdict<Answers> => ({ ok: false, reason })

function check(inner: Kind, question: Question, value: Value): Verdict<Answers> {
  const given = answersIn(value)
  if (!given) return refused('not_for_each')
  const normal: Answers = {}
  for (const [unit, answer] of Object.entries(given)) {
    if (question.each === 'turn' && !/^(0|[1-9]\d{0,3})$/.test(unit)) return refused('not_a_unit')
    if (answer === null && !mayAbstain(question)) return refused('no_abstain')
    const verdict = answer === null ? undefined : inner.check(question, answer)
    if (verdict?.ok === false) return refused(verdict.reason)
    normal[unit] = verdict ? verdict.value : null
  }
  return Object.keys(normal).length === 0 ? refused('required') : { ok: true, value: normal, code: 0n }
}

/** What is asked about now: answers to turns that no longer are go; in a required question none may be missing. */
function place(question: Question, value: Answers, fields: readonly ShownField[]): Verdict<Answers> {
  const units = askedOf(question, fieldOf(question, fields))
  const left = Object.fromEntries(units.flatMap((unit) => (unit in value ? [[unit, value[unit] ?? null]] : [])))
  if ((question.required ?? true) && units.some((unit) => !(unit in left))) return refused('not_each')
  return { ok: true, value: left, code: 0n }
}

const few = 3

/** Few answers one by one, many by how often each was given. */
function describe(inner: Kind, question: Question, value: Answers): string {
  const said = (answer: Value): string => (answer === null ? t('kinds.abstain') : inner.describe(question, answer))
  const all = Object.entries(value)
  if (all.length <= few) return all.map(([unit, answer]) => t('kinds.each.one', { unit: nameOf(question, unit), answer: said(answer) })).join(', ')
  const counts = new Map<string, number>()
  for (const [, answer] of all) counts.set(said(answer), (counts.get(said(answer)) ?? 0) + 1)
  return [...counts].map(([answer, n]) => t('kinds.each.many', { answer, n })).join(', ')
}
