/** The shapes of the HTTP interface, by hand until they are generated from openapi.json. Times are µs UTC. */

export type Micros = number
export type Role = 'owner' | 'manager' | 'reviewer' | 'annotator' | 'agent' | 'viewer' | 'auditor'

export interface Interval {
  estimate: number
  low: number
  high: number
  level?: number
  n?: number
  method?: string
}

export interface Person {
  id: number
  name: string
  email: string | null
  has_password: boolean
}

export interface Me {
  person: Person | null
  is_owner: boolean
  projects: number
  version: string
  local: boolean
}

export interface Token {
  id: number
  name: string
  project: number | null
  role: Role
  created_at: Micros
  last_used_at: Micros | null
}

export interface ProjectLine {
  id: number
  name: string
  state: 'active' | 'archived' | 'deleted'
  role: Role
  items: number
  answers: number
  answered_items: number
  accuracy: Interval | null
  created_at: Micros
}

export interface ProjectSettings {
  answers_per_item: number
  overlap: number
  control_rate: number
  show_suggestions: boolean
  hidden_share: number
  lease_minutes: number
  strategy: string
}

export interface Project {
  id: number
  name: string
  state: 'active' | 'archived' | 'deleted'
  role: Role
  schema: Schema
  schema_version: number
  guideline_version: number
  settings: ProjectSettings
  created_at: Micros
}

export interface Recipe {
  id: string
  name: string
  description: string
  field_kind: string
  question_summary: string
  hint: string
  schema: Schema
  guideline: string
  sample: string | null
}

// --- schema -------------------------------------------------------------------------------------------------------

export interface Schema {
  fields: Field[]
  questions: Question[]
  target: string
}

export interface Field {
  id: string
  kind: string
  name: string
  show: 'text' | 'title' | 'metadata' | 'blind'
}

export interface Label {
  id: string
  name: string
  code: number
  retired: boolean
  hint?: string
}

export interface ShownIf {
  question: string
  is: (string | number)[]
}

interface Asked {
  id: string
  name: string
  help?: string
  required?: boolean
  abstain?: boolean
  shown_if?: ShownIf | null
}

export interface ChoiceQuestion extends Asked {
  kind: 'choice'
  labels: Label[]
}

export interface ChoicesQuestion extends Asked {
  kind: 'choices'
  labels: Label[]
  min?: number
  max?: number | null
}

export interface RatingQuestion extends Asked {
  kind: 'rating'
  low: number
  high: number
  low_name?: string
  high_name?: string
}

export interface TextQuestion extends Asked {
  kind: 'text'
  max_length?: number
  multiline?: boolean
}

export type Question = ChoiceQuestion | ChoicesQuestion | RatingQuestion | TextQuestion

/** `null` says "I can't tell". */
export type Value = string | string[] | number | null
export type Values = Record<string, Value>

export interface Guideline {
  version: number
  body: string
  at: Micros
  by: string | null
  by_name: string | null
}

export interface SchemaVersion {
  version: number
  at: Micros
  by: string | null
  by_name: string | null
  changes: string[]
}

// --- people -------------------------------------------------------------------------------------------------------

export interface Member {
  person: number
  name: string
  email: string | null
  role: Role
  answers: number
  last_at: Micros | null
  pace_s: number | null
}

export interface Invitation {
  id: number
  role: Role
  name: string
  invited_by: string
  expires_at: Micros
}
