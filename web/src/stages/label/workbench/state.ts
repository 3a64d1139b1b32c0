import type { ApiError, Assignment, LabelProgress, Project, Sure, Values } from '@/api'
import { isRequired, isShown, mayAbstain, type Refusal, type Showing } from '@/kinds/kind'
import { judge, kindOf, shownQuestions } from '@/kinds/registry'
import type { Stored } from '../outbox/entry'
import type { Link } from '../outbox/sender'
import type { Draft } from '../store/database'

/** The item under the person's hands. */
export interface Asked {
  assignment: Assignment
  values: Values
  note: string
  flag: boolean
  confidence: Sure
  /** The question that single keys speak to. */
  focused: string
  /** Set when Enter came too early. */
  problem?: { question: string; reason: Refusal }
  /** The earlier answer that this one corrects. */
  supersedes?: string
  touched: boolean
}

export type EmptyReason = 'no-items' | 'others-answer' | 'all-answered' | 'waiting' | 'offline'

/** What the workbench shows: one of these, never two. */
export type Screen =
  | { state: 'loading' }
  | { state: 'asking'; asked: Asked }
  | { state: 'empty'; reason: EmptyReason }
  | { state: 'signed-out' }
  | { state: 'failed'; problem: ApiError }

export interface Bench {
  screen: Screen
  project: Project | null
  progress: LabelProgress | null
  /** Items ready after the one in view. */
  ready: number
  /** Acts that the server has not confirmed. */
  waiting: number
  refused: readonly Stored[]
  link: Link
  canUndo: boolean
}

export const fresh: Bench = { screen: { state: 'loading' }, project: null, progress: null, ready: 0, waiting: 0, refused: [], link: 'idle', canUndo: false }

/** Open an item: with its draft, with the values it came back with, or empty. */
export function ask(project: Project, assignment: Assignment, draft?: Draft): Asked {
  const values = draft?.values ?? assignment.values ?? {}
  return {
    assignment,
    values,
    note: draft?.note ?? '',
    flag: draft?.flag ?? false,
    confidence: draft?.confidence ?? assignment.confidence ?? {},
    focused: firstOpen(project, values),
    supersedes: draft?.supersedes,
    touched: draft !== undefined,
  }
}

function firstOpen(project: Project, values: Values): string {
  const shown = shownQuestions(project.schema, values)
  return (shown.find((question) => values[question.id] === undefined) ?? shown[0])?.id ?? ''
}

/** The server's list and ours made one: what was answered here is gone, what is in view stays in view. */
export function merge(incoming: readonly Assignment[], current: Assignment | undefined, done: ReadonlySet<string>): Assignment[] {
  const open = incoming.filter((one) => !done.has(one.id))
  if (!current || done.has(current.id)) return open
  const renewed = open.find((one) => one.id === current.id)
  return [renewed ? { ...renewed, values: current.values ?? renewed.values } : current, ...open.filter((one) => one.id !== current.id)]
}

/** What kinds may know of the item in hand. */
export const showing = ({ assignment }: Asked, project?: number): Showing => ({ item: assignment.item, fields: assignment.fields, project })

/** Answer a question; the cursor follows when the question that had it went away. */
export function answer(project: Project, asked: Asked, question: string, value: Values[string] | undefined): Asked {
  const { [question]: _, ...others } = asked.values
  const values = value === undefined ? others : { ...others, [question]: value }
  const shown = shownQuestions(project.schema, values)
  const focused = shown.some((one) => one.id === question) ? question : (shown[0]?.id ?? '')
  return { ...asked, values, focused, problem: asked.problem?.question === question ? undefined : asked.problem, touched: true }
}

/** Say how sure one is of an answer; undefined says nothing. */
export function sure(asked: Asked, question: string, p: number | undefined): Asked {
  const { [question]: _, ...others } = asked.confidence
  return { ...asked, confidence: p === undefined ? others : { ...others, [question]: p }, touched: true }
}

/** What is said of the answers that are sent. */
export const sureOf = ({ confidence }: Asked, values: Values): Sure => Object.fromEntries(Object.entries(confidence).filter(([question]) => values[question] != null))

/** The question `step` places on, round and round. */
export function neighbour(project: Project, asked: Asked, step: number): string {
  const shown = shownQuestions(project.schema, asked.values)
  const at = shown.findIndex((question) => question.id === asked.focused)
  return shown[(at + step + shown.length) % shown.length]?.id ?? asked.focused
}

/** The question after this one that has no answer yet. */
export function nextOpen(project: Project, asked: Asked): string | undefined {
  const shown = shownQuestions(project.schema, asked.values)
  const at = shown.findIndex((question) => question.id === asked.focused)
  return shown.slice(at + 1).find((question) => asked.values[question.id] === undefined)?.id
}

/** Whether "I can't tell" may be said here; an optional question is simply left out. */
export function canAbstain(project: Project, question: string): boolean {
  const found = project.schema.questions.find((one) => one.id === question)
  return found !== undefined && !found.each && mayAbstain(found) && (isRequired(found) || !kindOf(found).isRemark)
}

/** The label that the guideline should show: the one chosen in the question with the cursor. */
export function labelInHand(project: Project, asked: Asked): string | undefined {
  const question = project.schema.questions.find((one) => one.id === asked.focused)
  const value = question && asked.values[question.id]
  if (!question || value === undefined || value === null || !isShown(question, asked.values) || !judge(question, asked.values).ok) return undefined
  const label = kindOf(question).labelOf?.(question, value)
  return 'labels' in question ? question.labels.find((one) => one.id === label)?.name : undefined
}
