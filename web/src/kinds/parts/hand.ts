import type { Label } from '@/api'
import type { Edits } from '@/canvas/past'
import { offered } from '../labels'
import { t } from './partWords'

/** A question as it is answered now. */
export interface Asked<Q, P> {
  question: Q
  value: P[] | null | undefined
  suggestion?: unknown
  onChange: (value: P[] | null | undefined) => void
}

/** What all desks offer: a past of each question, and a voice. */
interface Desk {
  readonly edits: Edits
  say(words: string): void
}

/** One question whose answer is a list of parts, at the desk of what they are parts of: what stands, and how an edit is put down. */
export abstract class PartsHand<Q extends { id: string; labels: readonly Label[] }, P, D extends Desk> {
  readonly question: Q
  readonly value: P[] | null | undefined
  readonly parts: readonly P[]
  readonly labels: readonly Label[]
  private readonly onChange: Asked<Q, P>['onChange']

  constructor(readonly desk: D, { question, value, onChange }: Asked<Q, P>) {
    this.question = question
    this.value = value
    this.parts = value ?? []
    this.labels = offered(question.labels)
    this.onChange = onChange
  }

  abstract pick(part: P): void

  /** The name of a label, also of one that is no longer offered. */
  labelled(label: string): string {
    return this.question.labels.find((one) => one.id === label)?.name ?? label
  }

  /** Where a label stands among those on offer; -1 of one that is not. */
  positionOf({ label }: { label?: string }): number {
    return this.labels.findIndex((one) => one.id === label)
  }

  /** Put a value down with the suggestions that it turns down, as one edit that can be taken back. */
  set(value: P[] | null | undefined, refused: readonly string[] = []): void {
    this.desk.edits.did(this.question.id, this.value, value, refused)
    this.onChange(value)
  }

  get canUndo(): boolean {
    return this.desk.edits.canUndo(this.question.id, this.value)
  }

  /** Take the last edit back, or do it again; a part that is there again is picked. */
  back(way: 'undo' | 'redo'): boolean {
    const found = this.desk.edits.back(this.question.id, way, this.value)
    if (!found) return false
    const value = found.value as P[] | null | undefined
    this.onChange(value)
    const returned = (value ?? []).findLast((part) => !this.parts.includes(part))
    if (returned) this.pick(returned)
    this.desk.say(t(`parts.say.${way}`))
    return true
  }
}
