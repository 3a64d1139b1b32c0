import type { Label, SpansQuestion } from '@/api'
import type { TextDesk } from '@/canvas/text/desk'
import { notify } from '@/ui/notices'
import { offered } from '../labels'
import type { Edited } from './edits'
import { keyOf, type Span } from './span'
import { t } from './spanWords'
import { waiting, type Suggested } from './suggested'

export interface Question {
  question: SpansQuestion
  value: Span[] | null | undefined
  suggestion: unknown
  onChange: (value: Span[] | null | undefined) => void
}

/** One question at the desk of its text: what stands, and how an edit is put down. */
export class Hand {
  readonly question: SpansQuestion
  readonly value: Span[] | null | undefined
  readonly spans: readonly Span[]
  readonly suggested: readonly Suggested[]
  private readonly onChange: Question['onChange']

  constructor(readonly desk: TextDesk, { question, value, suggestion, onChange }: Question) {
    this.question = question
    this.value = value
    this.spans = value ?? []
    this.onChange = onChange
    this.suggested = waiting(question, suggestion, this.spans, desk.snapshot().refused, desk.offsets.length)
  }

  get labels(): Label[] {
    return offered(this.question.labels)
  }

  nameOf({ label }: Pick<Span, 'label'>): string {
    return this.question.labels.find((one) => one.id === label)?.name ?? label
  }

  /** The words of a span, shortened in the middle. */
  excerpt({ start, end }: Pick<Span, 'start' | 'end'>, most = 80): string {
    const text = this.desk.offsets.slice(start, end).replace(/\s+/g, ' ')
    return text.length > most ? `${text.slice(0, most * 0.6)} … ${text.slice(-most * 0.3)}` : text
  }

  key(span: Span, isSuggested = false): string {
    return `${this.question.id}/${isSuggested ? '?' : ''}${keyOf(span)}`
  }

  /** The span that the cursor is on. */
  get picked(): Span | undefined {
    const key = this.pickedKey
    return this.spans.find((span) => this.key(span) === key)
  }

  get pickedSuggestion(): Span | undefined {
    const key = this.pickedKey
    return this.suggested.find(({ span }) => this.key(span, true) === key)?.span
  }

  pick(span: Span, isSuggested = false): void {
    this.desk.step({ do: 'pick', key: this.key(span, isSuggested), at: this.desk.offsets.units(span.end) })
  }

  say(words: Parameters<typeof t>[0], span?: Span, more: Parameters<typeof t>[1] = {}): void {
    this.desk.say(t(words, span ? { label: this.nameOf(span), text: this.excerpt(span), ...more } : more))
  }

  /** Put an edit down with the suggestions that it turns down, as one that can be taken back; false and a word why where it cannot be. */
  put(edited: Edited, refused: readonly string[] = []): boolean {
    if ('refused' in edited) {
      notify({ text: t(`spans.refused.${edited.refused}`), tone: 'bad' })
      return false
    }
    this.set(edited.spans.length > 0 ? edited.spans : undefined, refused)
    return true
  }

  set(value: Span[] | null | undefined, refused: readonly string[] = []): void {
    this.desk.edits.did(this.question.id, this.value, value, refused)
    this.onChange(value)
  }

  /** Take the last edit back, or do it again. */
  back(way: 'undo' | 'redo'): boolean {
    const found = this.desk.edits.back(this.question.id, way, this.value)
    if (!found) return false
    this.onChange(found.value as Span[] | undefined)
    this.say(way === 'undo' ? 'spans.say.undone' : 'spans.say.redone')
    return true
  }

  get pickedKey(): string | undefined {
    const { cursor } = this.desk
    return cursor.state === 'span' ? cursor.key : undefined
  }
}
