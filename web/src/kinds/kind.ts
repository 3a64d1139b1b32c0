import type { ComponentType, ReactNode } from 'react'
import type { Field, Question, ShownField, Value, Values } from '@/api'
import type { Layer, OverProps } from '@/fields/field'
import type { HandOf } from './marked/hand'

/** Votes that are not a value. */
export const ABSTAIN = -1n
export const NOT_SHOWN = -2n

/** Why a value is refused; the words are in `kinds/words.ts`. */
export type Reason =
  | 'required'
  | 'no_abstain'
  | 'not_a_label'
  | 'not_a_list'
  | 'too_few'
  | 'too_many'
  | 'not_on_scale'
  | 'not_text'
  | 'empty_text'
  | 'too_long'
  | 'one_line'
  | 'not_a_number'
  | 'not_whole'
  | 'out_of_range'
  | 'off_step'
  | 'not_a_leaf'
  | 'not_an_outcome'
  | 'not_all_placed'
  | 'no_intensity'
  | 'not_a_place'
  | 'not_for_each'
  | 'not_a_unit'
  | 'not_each'
  | 'not_spans'
  | 'too_many_spans'
  | 'spans_overlap'
  | 'not_an_attribute'
  | 'not_relations'
  | 'not_marked'
  | 'not_aspects'
  | 'no_target'
  | 'not_segments'
  | 'too_many_segments'
  | 'segments_overlap'
  | 'short_segment'
  | 'segment_outside'
  | 'not_shapes'
  | 'too_many_shapes'
  | 'not_a_box'
  | 'not_an_outline'
  | 'not_a_point'
  | 'beside_picture'

/** Why a value is refused, in the words of a kind that is not ours. */
export interface OwnWords {
  readonly say: string
}

export type Refusal = Reason | OwnWords

/** A value in its one normal form with its vote code, or why not. */
export type Verdict<V extends Value = Value> = { ok: true; value: V; code: bigint } | { ok: false; reason: Refusal }

/** The item in hand, for kinds that speak of what it shows; nothing is in hand where a question is only set up. */
export interface Showing {
  /** Opaque; the same whenever the item comes back. */
  item: string
  fields: readonly ShownField[]
  /** Whose it is, where the server can be asked about it. */
  project?: number
}

/** A key that answers: pressing it makes `next` the value. */
export interface AnswerKey<V extends Value = Value> {
  key: string
  name: string
  next: (value: V | undefined) => V | undefined
}

export interface AnswerProps<Q extends Question = Question, V extends Value = Value> {
  question: Q
  /** `undefined`: not answered yet; `null`: "I can't tell". */
  value: V | null | undefined
  /** Probabilities by label id, when a suggestion may be shown. */
  suggestion: Record<string, number> | null
  /** The question that single keys speak to. */
  focused: boolean
  onChange: (value: V | null | undefined) => void
  /** Enter in a field of one line, Ctrl Enter in a longer one. */
  onSubmit: () => void
  labelledBy: string
  showing?: Showing
}

export interface SurfaceProps {
  field: ShownField
  /** Opaque; the same whenever the item comes back. */
  item: string
  /** The questions that point into this field, in order. */
  layers: Layer[]
}

export interface BoardProps<Q extends Question = Question, V extends Value = Value> extends Layer<Q, V> {
  showing: Showing
  /** Draws one of the fields as it is drawn elsewhere, with answers that point into it. */
  body: (field: ShownField) => ReactNode
}

export interface ReadingProps<Q extends Question = Question, V extends Value = Value> {
  question: Q
  value: V
  /** What the field holds that the answer points into. */
  content: unknown
}

export interface SetupProps<Q extends Question = Question> {
  question: Q
  onChange: (question: Q) => void
  /** Ids of labels that earlier answers may use: they can only retire. */
  kept: ReadonlySet<string>
  /** What is shown of an item. */
  fields: readonly Field[]
  /** The questions that come before: it may speak of their answers. */
  before: readonly Question[]
}

export interface TogetherProps<Q extends Question = Question, V extends Value = Value> {
  question: Q
  said: readonly { who: string; value: V }[]
}

/** The twin of a Python kind: same name, same values, same votes. */
export interface Kind<Q extends Question = Question, V extends Value = Value> {
  readonly kind: Q['kind']
  /** What the kind is called where one is chosen: "One label". */
  readonly name: string
  /** Kinds of fields that an answer points into; none where it is about the item as a whole. */
  readonly pointsInto?: readonly string[]
  /** Words beside the answers: never what the project is about, and left out where nothing is to say. */
  readonly isRemark?: boolean
  /** Draws the field that answers point into, with those of every question on it, and lets people make them there. */
  Surface?(props: SurfaceProps): ReactNode
  /** What it is to the text that is marked, for kinds whose surface is that of `marked`; the same function each time. */
  hand?(): Promise<HandOf>
  /** Draws its answers over the surface that another kind makes of the field, and lets people make them there. */
  Over?: ComponentType<OverProps>
  /** The fields that it sets side by side, on its `Board`. */
  sets?(question: Q): readonly string[]
  /** Draws these fields together in place of one below the other. */
  Board?(props: BoardProps<Q, V>): ReactNode
  /** One act answers it: nothing more can be added. */
  readonly single?: boolean
  /** The value before anything was done. */
  readonly empty: V | undefined
  Answer(props: AnswerProps<Q, V>): ReactNode
  /** Judges a given value; absent and `null` are judged by `judge`. */
  check(question: Q, value: Value): Verdict<V>
  /** Judges a value in normal form by what is shown of the item. */
  place?(question: Q, value: V, fields: readonly ShownField[]): Verdict<V>
  /** Judges a value in normal form by the answers to earlier questions. */
  beside?(question: Q, value: V, values: Values): Verdict<V>
  /** Whether there is anything to answer in what is shown; always where it is left out. */
  asks?(question: Q, fields: readonly ShownField[]): boolean
  /** Whether nothing is left to answer, where that takes several acts: see `single`. */
  isDone?(question: Q, value: V, fields: readonly ShownField[]): boolean
  /** It may be asked of each turn of a conversation or each cell of a row. */
  readonly repeats?: boolean
  keys(question: Q, showing?: Showing): AnswerKey<V>[]
  describe(question: Q, value: V): string
  /** The answers that are counted, by the ids under which facets and reports name them; the labels where it is left out. */
  classes?(question: Q, fields: readonly Field[]): { id: string; name: string; isRetired?: boolean }[]
  /** Draws what several people said beside one another, where that shows more than words. */
  Together?: ComponentType<TogetherProps<Q, V>>
  /** Whether there is an edit within the item that `undo` takes back; wherever there is an answer, if left out. */
  canUndo?(question: Q, value: V | null | undefined): boolean
  /** Takes back the last edit within the item; false where there is none. */
  undo?(question: Q, value: V | null | undefined, onChange: (value: V | null | undefined) => void): boolean
  /** Draws a value where answers are read, with the content that it points into. */
  Reading?: ComponentType<ReadingProps<Q, V>>
  /** The label under the cursor of the guideline, if the value names one. */
  labelOf?(question: Q, value: V): string | undefined
  /** A new question of the kind, without words and id: see `ask`. */
  fresh(): Q
  /** Edits the settings of a question; loaded when it is needed: `lazy(() => import('./Setup'))`. */
  Setup?: ComponentType<SetupProps<Q>>
  /** What must be mended before the question can be asked, as sentences. */
  flaws?(question: Q, fields?: readonly Field[]): string[]
}

export const isRequired = (question: Question): boolean => question.required ?? true
export const mayAbstain = (question: Question): boolean => question.abstain ?? true

/** Whether the answers so far call for this question. */
export function isShown(question: Question, values: Values): boolean {
  if (!question.shown_if) return true
  const answer = values[question.shown_if.question]
  const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  return chosen.some((one) => (typeof one === 'string' || typeof one === 'number') && question.shown_if?.is.includes(one))
}
