/** The shapes that belong to one stage each. */
import type { Interval, Micros, Value, Values } from './types'

// --- data ---------------------------------------------------------------------------------------------------------

export type ColumnRole = 'field' | 'metadata' | 'blind' | 'key' | 'group' | 'annotator' | 'label' | 'prediction' | 'gold' | 'outcome' | 'ignore'

export interface PreviewColumn {
  name: string
  type: string
  filled: number
  distinct: number
  examples: string[]
  median_words: number | null
  unique: boolean
  role: ColumnRole
  role_reason: string
  /** All values with their counts, commonest first; null where they are too many. */
  values: { value: string; count: number }[] | null
}

export interface BadRow {
  number: number
  reason: string
  excerpt: string
}

export interface Preview {
  format: string
  columns: PreviewColumn[]
  rows: Record<string, string | number | boolean | null>[]
  row_count: number
  row_count_exact: boolean
  sampled: number
  bad: BadRow[]
  bytes: number
  sheets?: string[]
}

export interface Upload {
  id: string
  name: string
  bytes: number
  preview: Preview
}

export interface ColumnPlan {
  name: string
  role: ColumnRole
  to?: string
  question?: string
  annotator?: string
}

export interface ImportOrder {
  upload: string
  columns: ColumnPlan[]
  format?: string
  encoding?: string
  sheet?: string
}

export interface ImportRun {
  id: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  name: string
  bytes: number
  position: number
  counts: { imported: number; changed: number; unchanged: number; duplicate: number; rejected: number; labels: number }
  started_at: Micros | null
  finished_at: Micros | null
  rate: number | null
  error: string | null
}

export type ItemStatus = 'unanswered' | 'answered' | 'disputed' | 'flagged' | 'skipped'

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
  consensus: { label: string; posterior: number } | null
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

export interface Facets {
  status: Record<string, number>
  label: Record<string, number>
  predicted: Record<string, number>
  total: number
}

export interface Annotation {
  id: string
  annotator: string
  values: Values
  at: Micros
  active_ms: number
  reason: string
  state: string
  note: string | null
  late: boolean
}

export interface ItemPageFull extends ItemRow {
  revisions: { rev: number; at: Micros; fields: Record<string, string> }[]
  history: {
    annotations: Annotation[]
    events: EventRow[]
    prediction: Record<string, number> | null
  }
}

// --- labelling ----------------------------------------------------------------------------------------------------

export type ShownReason = 'new' | 'second opinion' | 'check' | 'review' | 'requested'

export interface ShownField {
  id: string
  kind: string
  name: string
  show: 'text' | 'title' | 'metadata'
  value: string | null
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
}

export interface LabelProgress {
  mine_today: number
  mine_total: number
  answered_items: number
  items: number
  pace_s: number | null
}

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
  values: Record<string, Value>
  at: Micros
  active_ms: number
  flag: boolean
  note: string | null
}

export interface HistoryPage {
  rows: HistoryRow[]
  next: string | null
}

// --- overview and record ------------------------------------------------------------------------------------------

export interface CurvePoint {
  at?: Micros
  answers: number
  estimate: number
  low: number
  high: number
}

export interface EventRow {
  at: Micros
  icon?: string
  text: string
  actor: string | null
}

export interface Overview {
  sentence: { answered: number; items: number; accuracy: Interval | null; people: number }
  stages: { stage: string; count: number; line: string; state: 'ok' | 'slow' | 'idle' | 'soon' }[]
  actions: { id: string; title: string; why: string; act: { screen: string; query?: Record<string, string> | string | null } }[]
  curve: CurvePoint[]
  events: EventRow[]
  jobs: { id: string; kind: string; name: string; done: number; total: number | null; rate: number | null; state: string }[]
}

export interface RecordPage {
  rows: { id: number; at: Micros; actor: string | null; actor_name: string | null; act: string; subjects: Record<string, string | number> | string[]; block: number | null }[]
  head: { height: number; root: string; signature: string } | null
}

export interface Verification {
  verified: boolean
  blocks: number
  events: number
  problems: string[]
}

// --- quality and models -------------------------------------------------------------------------------------------

export interface Quality {
  agreement: { percent: Interval | null; alpha: Interval | null; pairs: number; items: number }
  consensus: { settled: number; disputed: number; items: number }
  annotators: { annotator: string; name: string; answers: number; skill: Interval | null; pace_s: number | null }[]
  computed_at: Micros | null
}

export interface ModelLine {
  version: number
  state: 'training' | 'published' | 'retired' | 'failed'
  created_at: Micros
  answers: number
  accuracy: Interval | null
  anytime: Interval | null
  prequential: Interval | null
  parent: number | null
  note: string | null
}

export interface Models {
  versions: ModelLine[]
  champion: number | null
  curve: CurvePoint[]
  random_curve: CurvePoint[] | null
  ranking: { at: Micros; answers: number; seconds: number } | null
}

export interface ModelPage extends ModelLine {
  per_class: { label: string; n: number; precision: Interval | null; recall: Interval | null; f1: number | Interval | null }[]
  confusion: { labels: string[]; counts: number[][] } | null
  reliability: { low: number; high: number; p: number; rate: number; n: number }[]
  ece: number | null
  card: string
  lineage: { version: number; note?: string | null }[] | null
  errors: { item: number; text: string; answer: string; predicted: string; p: number }[]
}

export interface Predictions {
  version: number
  predictions: { label: string; p: number; probabilities: Record<string, number> }[]
}
