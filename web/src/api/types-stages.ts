/** The shapes that belong to one stage each. */
import type { Micros, Value, Values, Wire } from './types'

// --- data ---------------------------------------------------------------------------------------------------------

export type ColumnRole = Wire['ImportColumn']['role']

export type PreviewColumn = Omit<Wire['PreviewColumn'], 'role'> & { role: ColumnRole }

export type BadRow = Wire['BadRow']

export type Loss = Wire['Loss']

export interface Preview {
  format: string
  columns: PreviewColumn[]
  rows: Record<string, string | number | boolean | null>[]
  row_count: number
  row_count_exact: boolean
  sampled: number
  bad: BadRow[]
  bytes: number
  losses?: Loss[]
  sheets?: string[]
}

export interface Upload {
  id: string
  name: string
  bytes: number
  preview: Preview
}

export type ColumnPlan = Wire['ImportColumn']

export type ExportOffer = Wire['ExportFormat']

export type ExportLosses = Wire['ExportLosses']

export type ImportOrder = Wire['ImportAsked']

export type ImportRun = Wire['Import']

export type ItemStatus = 'unanswered' | 'answered' | 'disputed' | 'flagged' | 'skipped' | 'unreadable'

/** Question → how sure one is of the answer, 0 to 1. */
export type Sure = Record<string, number>

export interface ItemFilter {
  q?: string
  status?: ItemStatus
  label?: string
  predicted?: string
  control?: boolean
  sort?: 'new' | 'old' | 'uncertain'
}

export interface ItemRow {
  id: number
  key: string | null
  text: string
  fields: Record<string, string>
  answers: number
  status: string
  consensus: { label: string; labels: string[]; posterior: number } | null
  prediction: { label: string; p: number } | null
  flagged: boolean
}

export interface ItemPage {
  rows: ItemRow[]
  next: string | null
  total: number
  total_exact: boolean
  search_ready: boolean
}

export type Facets = Wire['Facets']

export interface Annotation {
  id: string
  /** The revision of the item that it was given on. */
  rev: number
  annotator: string
  values: Values
  at: Micros
  active_ms: number
  reason: string
  state: string
  note: string | null
  late: boolean
  /** The act that gave the same answer to several items. */
  bulk?: string | null
  confidence?: Sure
}

export interface ItemPageFull extends ItemRow {
  group: string | null
  revisions: { rev: number; at: Micros; fields: Record<string, string> }[]
  /** Of those questions alone whose answers cannot be counted. */
  merged: { question: string; value: NonNullable<Value>; posterior: number; answers: number; disputed: boolean }[]
  history: {
    annotations: Annotation[]
    events: EventRow[]
    prediction: Record<string, number> | null
    /** What is predicted where answers are made of parts. */
    parts: readonly unknown[] | null
    /** What is predicted where answers cannot be counted. */
    value: { value: unknown; p: number } | null
  }
}

// --- labelling ----------------------------------------------------------------------------------------------------

export type ShownReason = 'new' | 'second opinion' | 'check' | 'review' | 'requested'

export interface ShownField {
  id: string
  kind: string
  name: string
  show: 'text' | 'title' | 'metadata'
  format?: 'plain' | 'markdown'
  value?: unknown
}

export type Suggestion = Record<string, Record<string, number>>

export interface Assignment {
  id: string
  item: string
  shown_reason: ShownReason
  fields: ShownField[]
  suggestion: Suggestion | null
  leased_until: Micros
  values?: Values | null
  confidence?: Sure | null
  /** Question → what words and patterns suggest. */
  hints?: Record<string, { label: string; words: string }[]> | null
}

export type LabelProgress = Wire['Progress']

export interface Assignments {
  assignments: Assignment[]
  progress: LabelProgress
  schema_version: number
  guideline_version: number
  empty_reason?: 'no-items' | 'others-answer' | 'all-answered' | null
}

export interface AnswerBody {
  id: string
  assignment: string
  values: Values
  schema_version: number
  active_ms: number
  note?: string
  flag?: boolean
  confidence?: Sure
  supersedes?: string
  want?: number
}

export interface AnswerReply {
  id: string
  late: boolean
  assignments: Assignment[]
  progress: LabelProgress
}

export type SkipReason = 'unclear' | 'not mine' | 'broken' | 'other'

export interface Reopened {
  assignment: Assignment
  progress: LabelProgress
}

export interface HistoryRow {
  annotation: string
  item: string
  text: string
  /** Those that the answer points into. */
  fields: ShownField[]
  values: Record<string, Value>
  at: Micros
  active_ms: number
  flag: boolean
  note: string | null
  confidence?: Sure
}

export interface HistoryPage {
  rows: HistoryRow[]
  next: string | null
}

// --- overview and record ------------------------------------------------------------------------------------------

export type CurvePoint = Wire['CurvePoint']

export interface EventRow {
  at: Micros
  icon?: string
  text: string
  actor: string | null
}

export type Overview = Wire['Overview']

export type RecordPage = Wire['RecordPage']

export type Verification = Wire['Verification']

// --- quality and models -------------------------------------------------------------------------------------------

export type Quality = Wire['Quality']

export type ModelLine = Wire['ModelLine']

export type Models = Wire['Models']

export type ModelPage = Wire['Model']

export type Predictions = Wire['Predictions']
