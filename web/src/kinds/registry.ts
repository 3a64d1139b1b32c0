import type { Question, Schema, ShownField, Value, Values } from '@/api'
import { affect } from './affect'
import { aspects } from './aspects'
import { boxes } from './boxes'
import { choice } from './choice'
import { choices } from './choices'
import { eachOf } from './each'
import { emotions } from './emotions'
import { hierarchy } from './hierarchy'
import { ABSTAIN, isRequired, isShown, mayAbstain, NOT_SHOWN, type Kind, type Refusal, type Verdict } from './kind'
import { number } from './number'
import { pairwise } from './pairwise'
import { points } from './points'
import { polygons } from './polygons'
import { ranking } from './ranking'
import { rating } from './rating'
import { relations } from './relations'
import { segments } from './segments'
import { slider } from './slider'
import { spans } from './spans'
import { text } from './text'
import { t } from './words'

const kinds = new Map<string, Kind>()

/** The one door for kinds, ours and others'. */
export function register(kind: Kind): void {
  kinds.set(kind.kind, kind)
}

// Each part only ever gets questions of its own kind: `kindOf` sees to it.
const ours = [
  choice,
  choices,
  rating,
  slider,
  number,
  hierarchy,
  text,
  pairwise,
  ranking,
  emotions,
  affect,
  spans,
  relations,
  aspects,
  segments,
  boxes,
  polygons,
  points,
]
for (const kind of ours) register(kind as unknown as Kind)

export function kindOf(question: Pick<Question, 'kind' | 'each'>): Kind {
  const kind = kinds.get(question.kind)
  if (!kind) throw new Error(`This version of the screen cannot ask a question of the kind “${question.kind}”. Reload the page.`)
  return question.each ? eachOf(kind, question.each) : kind
}

export const registered = (): string[] => [...kinds.keys()]

export type Judgement = { ok: true; code: bigint; value?: Value } | { ok: false; reason: Refusal }

/** Judge one question of a submission as the server will: shown, answered, abstained, or a value that lies on what is shown. */
export function judge(question: Question, values: Values, fields?: readonly ShownField[]): Judgement {
  if (!isShown(question, values)) return { ok: true, code: NOT_SHOWN }
  const value = values[question.id]
  const kind = kindOf(question)
  const isAsked = !fields || (kind.asks?.(question, fields) ?? true)
  if (value === undefined) return isRequired(question) && isAsked ? { ok: false, reason: 'required' } : { ok: true, code: NOT_SHOWN }
  if (value === null) return mayAbstain(question) ? { ok: true, code: ABSTAIN, value } : { ok: false, reason: 'no_abstain' }
  const verdict: Verdict = kind.check(question, value)
  const fitting: Verdict = verdict.ok && kind.beside ? kind.beside(question, verdict.value, values) : verdict
  return fitting.ok && fields && kind.place ? kind.place(question, fitting.value, fields) : fitting
}

/** A submission in normal form, without what is not shown; or the first question that still needs something. */
export function complete(schema: Schema, values: Values, fields?: readonly ShownField[]): { ok: true; values: Values } | { ok: false; question: Question; reason: Refusal } {
  const normal: Values = {}
  for (const question of schema.questions) {
    // Only what stands so far decides what is shown: an answer to a question that went away no longer counts.
    const verdict = judge(question, withOwn(normal, question, values), fields)
    if (!verdict.ok) return { ok: false, question, reason: verdict.reason }
    if (verdict.value !== undefined) normal[question.id] = verdict.value
  }
  return { ok: true, values: normal }
}

/** The questions that the answers so far call for, in order. */
export function shownQuestions(schema: Schema, values: Values): Question[] {
  const standing: Values = {}
  return schema.questions.filter((question) => {
    if (!isShown(question, standing)) return false
    const value = values[question.id]
    if (value !== undefined) standing[question.id] = value
    return true
  })
}

function withOwn(normal: Values, { id }: Question, values: Values): Values {
  const own = values[id]
  return own === undefined ? normal : { ...normal, [id]: own }
}

/** A value in plain words. */
export function describe(question: Question, value: Value | undefined): string {
  if (value === undefined) return t('kinds.unanswered')
  return value === null ? t('kinds.abstain') : kindOf(question).describe(question, value)
}
