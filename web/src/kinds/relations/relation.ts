import type { RelationsQuestion, Value, Values } from '@/api'
import { readAttributes, type Attributes } from '../attributes'
import type { Reason, Verdict } from '../kind'
import { offered } from '../labels'

/** A span that a relation begins or ends at. */
export type End = { start: number; end: number; label: string }
export type Relation = { from: End; to: End; label: string; attributes?: Attributes }

export const MOST_RELATIONS = 5_000

export const endKey = ({ start, end, label }: End): string => `${start}:${end}:${label}`
export const keyOf = ({ from, to, label }: Relation): string => `${endKey(from)}>${endKey(to)}:${label}`

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
const byEnd = (a: End, b: End): number => a.start - b.start || a.end - b.end || compare(a.label, b.label)
const byPlace = (a: Relation, b: Relation): number => byEnd(a.from, b.from) || byEnd(a.to, b.to) || compare(a.label, b.label)

/** In the order of the text, the same relation once: the later one stands. */
export const ordered = (relations: readonly Relation[]): Relation[] => [...new Map(relations.map((one) => [keyOf(one), one])).values()].sort(byPlace)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const parts = new Set(['from', 'to', 'label', 'attributes'])

/** Brings a value into its one normal form, as the Python twin does. */
export function check(question: RelationsQuestion, value: Value): Verdict<Relation[]> {
  if (!Array.isArray(value) || value.length > MOST_RELATIONS) return { ok: false, reason: 'not_relations' }
  const known = new Set(offered(question.labels).map((label) => label.id))
  const read: Relation[] = []
  for (const each of value) {
    const relation = readRelation(question, each, known)
    if (typeof relation === 'string') return { ok: false, reason: relation }
    read.push(relation)
  }
  return { ok: true, value: ordered(read), code: 0n }
}

function readRelation(question: RelationsQuestion, each: unknown, known: ReadonlySet<string>): Relation | Reason {
  if (!isRecord(each) || !Object.keys(each).every((name) => parts.has(name))) return 'not_relations'
  const [from, to, { label }] = [readEnd(each.from), readEnd(each.to), each]
  if (!from || !to || endKey(from) === endKey(to)) return 'not_relations'
  if (typeof label !== 'string' || !known.has(label)) return 'not_a_label'
  const said = readAttributes(question, each.attributes || {}, label)
  if (!said) return 'not_an_attribute'
  return { from, to, label, ...(Object.keys(said).length > 0 && { attributes: said }) }
}

function readEnd(given: unknown): End | undefined {
  if (!isRecord(given) || Object.keys(given).sort().join() !== 'end,label,start') return undefined
  const { start, end, label } = given
  if (!Number.isInteger(start) || !Number.isInteger(end) || typeof label !== 'string') return undefined
  return (start as number) >= 0 && (start as number) < (end as number) ? { start: start as number, end: end as number, label } : undefined
}

/** The spans of the submission that may be related. */
export const spansOf = (value: unknown): End[] => (Array.isArray(value) ? (value as End[]) : [])

export const isMarked = ({ from, to }: Relation, marked: ReadonlySet<string>): boolean => marked.has(endKey(from)) && marked.has(endKey(to))

/** Both ends of each must be marked in the same submission. */
export function beside(question: RelationsQuestion, value: Relation[], values: Values): Verdict<Relation[]> {
  const marked = new Set(spansOf(values[question.of ?? '']).map(endKey))
  return value.every((one) => isMarked(one, marked)) ? { ok: true, value, code: 0n } : { ok: false, reason: 'not_marked' }
}

/** Relations whose ends were changed into other spans go along; those of spans that are gone stay, until somebody says. */
export function followed(relations: readonly Relation[], before: readonly End[], now: readonly End[]): Relation[] | undefined {
  const [had, has] = [new Set(before.map(endKey)), new Set(now.map(endKey))]
  const gone = before.filter((span) => !has.has(endKey(span)))
  const come = now.filter((span) => !had.has(endKey(span)))
  const [old, next] = [gone[0], come[0]]
  if (gone.length !== 1 || come.length !== 1 || !old || !next) return undefined
  const moved = (end: End): End => (endKey(end) === endKey(old) ? { start: next.start, end: next.end, label: next.label } : end)
  const touched = relations.some(({ from, to }) => endKey(from) === endKey(old) || endKey(to) === endKey(old))
  return touched ? ordered(relations.map((one) => ({ ...one, from: moved(one.from), to: moved(one.to) }))) : undefined
}
