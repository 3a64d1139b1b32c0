import type { ComponentType, ReactNode, RefObject } from 'react'
import type { Question, ShownField, Value } from '@/api'

/** A question whose answer points into a field, as the field shows it. */
export interface Layer<Q extends Question = Question, V extends Value = Value> {
  question: Q
  value: V | null | undefined
  /** The question that single keys speak to. */
  focused: boolean
  suggestion: unknown
  onChange: (value: V | null | undefined) => void
  /** Draws it over the surface of another kind, where it has none itself. */
  Over?: ComponentType<OverProps>
}

export interface OverProps {
  field: ShownField
  /** The layer that is drawn. */
  layer: Layer
  /** All that point into the field. */
  layers: readonly Layer[]
  /** What the surface draws the content in. */
  root: RefObject<HTMLDivElement | null>
}

/** What stands at each turn or cell, where questions are asked of them one by one. */
export interface Beside {
  /** The unit that single keys speak to. */
  at: string | undefined
  onAt: (unit: string) => void
  /** Nothing where the unit is not asked about. */
  draw: (unit: string) => ReactNode
}

export interface FieldProps {
  field: ShownField
  beside?: Beside
}

/** The twin of a Python kind of field: how its content is shown. */
export interface FieldKind {
  readonly kind: string
  /** What the content consists of, so that each can be asked about: `turn`, `cell`. */
  readonly unit?: string
  /** The units in their order, or those of some sorts alone: roles, columns. */
  units?(value: unknown, only: readonly string[]): string[]
  /** Which unit it is, in words: "turn 3". */
  unitName?(unit: string): string
  /** Whether there is anything to show. */
  isEmpty(field: ShownField): boolean
  /** The content where people decide on it. */
  Body(props: FieldProps): ReactNode
  /** The content in few words: a title, a line of metadata, a cell of a table. */
  brief(value: unknown): string
  /** Content to try questions on, where no item is at hand; media have none. */
  example?(name: string): unknown
  /** Fetch what the content needs, before it is shown. */
  prefetch?(field: ShownField): void
}
