import type { SpansQuestion } from '@/api'
import type { TextDesk } from '@/canvas/text/desk'
import { notify } from '@/ui/notices'
import { PartsHand, type Asked } from '../parts/hand'
import type { Edited } from './edits'
import { keyOf, type Span } from './span'
import { t } from './spanWords'
import { waiting, type Suggested } from './suggested'

export type Question = Asked<SpansQuestion, Span>

/** One question at the desk of its text. */
export class Hand extends PartsHand<SpansQuestion, Span, TextDesk> {
  readonly suggested: readonly Suggested[]

  constructor(desk: TextDesk, asked: Question) {
    super(desk, asked)
    this.suggested = waiting(asked.question, asked.suggestion, this.parts, desk.snapshot().refused, desk.offsets.length)
  }

  get spans(): readonly Span[] {
    return this.parts
  }

  nameOf({ label }: Pick<Span, 'label'>): string {
    return this.labelled(label)
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

  get pickedKey(): string | undefined {
    const { cursor } = this.desk
    return cursor.state === 'span' ? cursor.key : undefined
  }
}
