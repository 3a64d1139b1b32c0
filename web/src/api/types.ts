/** The shapes of the HTTP interface: as openapi.json has them, and narrower where the app knows more. Times are µs UTC. */
import type { components } from './schema'

/** All that travels, generated: `npm run api`. */
export type Wire = components['schemas']

export type Micros = number
export type Role = Wire['Member']['role']

export interface Interval {
  estimate: number
  low: number
  high: number
  level?: number
  n?: number
  method?: string
}

export type Person = Wire['Person']

export type Me = Wire['Me']

export type Token = Wire['Token']

export type ProjectLine = Wire['ProjectLine']

export type ProjectSettings = Wire['Settings']

export type Project = Omit<Wire['Project'], 'schema'> & { schema: Schema }

export type Recipe = Omit<Wire['Recipe'], 'schema'> & { schema: Schema }

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
  format?: 'plain' | 'markdown'
}

export interface Label {
  id: string
  name: string
  code: number
  retired: boolean
  hint?: string
  /** The label above, in a tree of them. */
  parent?: string | null
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
  /** The field that the answer points into; empty for kinds that speak of the item as a whole. */
  on?: string
  /** Whether one may say how sure one is of the answer. */
  confidence?: '' | 'levels' | 'slider'
  /** It is asked of each `turn` or `cell` of the field `on`. */
  each?: string
  /** The roles or columns that it is asked of; all where it is empty. */
  only?: string[]
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
  /** The field that is written anew. */
  source?: string
}

export interface PairwiseQuestion extends Asked {
  kind: 'pairwise'
  left: string
  right: string
  tie?: boolean
  both_bad?: boolean
  strength?: boolean
}

export interface RankingQuestion extends Asked {
  kind: 'ranking'
  items: { id: string; name: string }[]
}

export interface NumberQuestion extends Asked {
  kind: 'number'
  min?: number | null
  max?: number | null
  step?: number | null
  unit?: string
  integer?: boolean
}

export interface SliderQuestion extends Asked {
  kind: 'slider'
  low: number
  high: number
  step: number
  low_name?: string
  high_name?: string
}

export interface HierarchyQuestion extends Asked {
  kind: 'hierarchy'
  labels: Label[]
  leaves_only?: boolean
}

export interface EmotionsQuestion extends Asked {
  kind: 'emotions'
  labels: Label[]
  levels?: number
  most?: number | null
}

export interface AffectQuestion extends Asked {
  kind: 'affect'
  scale?: 'circumplex' | 'manikin'
  dominance?: boolean
}

/** One thing asked of each part that is marked or drawn; of those with certain labels, or of all. */
export interface Attribute {
  id: string
  name: string
  kind?: 'choice' | 'flag' | 'text'
  options?: Label[]
  labels?: string[]
}

export interface SpansQuestion extends Asked {
  kind: 'spans'
  labels: Label[]
  attributes?: Attribute[]
  overlap?: boolean
}

/** Labels are the polarities. */
export interface AspectsQuestion extends Asked {
  kind: 'aspects'
  labels: Label[]
  categories?: Label[]
  attributes?: Attribute[]
  /** An aspect may have no target in the text. */
  implicit?: boolean
}

export interface SegmentsQuestion extends Asked {
  kind: 'segments'
  labels: Label[]
  attributes?: Attribute[]
  transcript?: boolean
  overlap?: boolean
  min_seconds?: number
  max_segments?: number
}

/** Answers that are shapes on a picture. */
interface Drawn extends Asked {
  labels: Label[]
  attributes?: Attribute[]
}

export interface BoxesQuestion extends Drawn {
  kind: 'boxes'
  /** Boxes may be turned. */
  rotate?: boolean
}

export interface PolygonsQuestion extends Drawn {
  kind: 'polygons'
}

export interface PointsQuestion extends Drawn {
  kind: 'points'
  /** Pixels that two points of one object may lie apart. */
  tolerance?: number
}

export interface RelationsQuestion extends Asked {
  kind: 'relations'
  labels: Label[]
  attributes?: Attribute[]
  /** The question whose spans are related. */
  of?: string
}

export type ShapesQuestion = BoxesQuestion | PolygonsQuestion | PointsQuestion

export type Question =
  | AffectQuestion
  | AspectsQuestion
  | ChoiceQuestion
  | ChoicesQuestion
  | EmotionsQuestion
  | HierarchyQuestion
  | NumberQuestion
  | PairwiseQuestion
  | RankingQuestion
  | RatingQuestion
  | SegmentsQuestion
  | ShapesQuestion
  | SliderQuestion
  | SpansQuestion
  | RelationsQuestion
  | TextQuestion

/** `null` says "I can't tell". */
export type Value = string | number | string[] | Part[] | Part | null

/** A part of an answer with several, such as one span; what stands in it is its kind's. */
export type Part = { readonly [name: string]: unknown }
export type Values = Record<string, Value>

export type Guideline = Wire['Guideline']

export type SchemaVersion = Wire['SchemaVersion']

// --- people -------------------------------------------------------------------------------------------------------

export type Member = Wire['Member']

export type Invitation = Wire['Invitation']
