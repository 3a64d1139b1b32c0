import type { AspectsQuestion, Label } from '@/api'
import type { Stretch } from '@/canvas/text/boundaries'
import { stretch } from '@/canvas/text/cursor'
import type { TextDesk } from '@/canvas/text/desk'
import { notify } from '@/ui/notices'
import { offered } from '../labels'
import { saidInWords } from '../attributes'
import { PartsHand, type Asked } from '../parts/hand'
import { keyOf, MOST_ASPECTS, ordered, type Aspect, type Place } from './aspect'
import { t } from './aspectWords'
import { waiting, type Suggested } from './suggested'

export type Question = Asked<AspectsQuestion, Aspect>

/** What the next polarity or category key speaks of, where that is not a target. */
export type Next = 'implicit' | 'category'

/** One question at the desk of its text, and what is in hand. */
export class Hand extends PartsHand<AspectsQuestion, Aspect, TextDesk> {
  readonly suggested: readonly Suggested[]

  constructor(desk: TextDesk, asked: Question) {
    super(desk, asked)
    this.suggested = waiting(asked.question, asked.suggestion, this.parts, desk.snapshot().refused, desk.offsets.length)
  }

  get aspects(): readonly Aspect[] {
    return this.parts
  }

  get categories(): Label[] {
    return offered(this.question.categories ?? [])
  }

  get active(): string | undefined {
    return this.desk.snapshot().active[this.question.id]
  }

  get next(): Next | undefined {
    return this.desk.snapshot().held[`${this.question.id}/next`] as Next | undefined
  }

  await(next: Next | undefined): void {
    this.desk.hold(`${this.question.id}/next`, next)
  }

  /** It stays picked while other words are selected: they may become its opinion words. */
  get pickedKey(): string | undefined {
    return this.desk.snapshot().held[`${this.question.id}/picked`]
  }

  get picked(): Aspect | undefined {
    return this.aspects.find((one) => this.key(one) === this.pickedKey)
  }

  get pickedSuggestion(): Aspect | undefined {
    return this.suggested.find(({ aspect }) => this.key(aspect, true) === this.pickedKey)?.aspect
  }

  /** The cursor is on the picked aspect itself, not on other words. */
  get isOn(): boolean {
    const { cursor } = this.desk
    return cursor.state === 'span' && cursor.key === this.pickedKey
  }

  key(aspect: Aspect, isSuggested = false): string {
    return `${this.question.id}/${isSuggested ? '?' : ''}${keyOf(aspect)}`
  }

  pick(aspect: Aspect, isSuggested = false): void {
    const key = this.key(aspect, isSuggested)
    const at = (aspect.target ?? aspect.opinion)?.end
    this.desk.hold(`${this.question.id}/picked`, key)
    this.await(undefined)
    this.desk.step({ do: 'pick', key, at: at === undefined ? 0 : this.desk.offsets.units(at) })
  }

  letGo(): void {
    this.desk.hold(`${this.question.id}/picked`)
    this.await(undefined)
    if (this.desk.cursor.state === 'span') this.desk.step({ do: 'escape' })
  }

  nameOf(label: string): string {
    return this.labelled(label)
  }

  categoryOf({ category }: Aspect): string | undefined {
    return this.question.categories?.find((one) => one.id === category)?.name ?? category
  }

  excerpt(place: Place | null): string {
    if (!place) return t('aspects.none')
    const text = this.desk.offsets.slice(place.start, place.end).replace(/\s+/g, ' ')
    return text.length > 40 ? `${text.slice(0, 28)} … ${text.slice(-8)}` : text
  }

  /** "service — slow — negative". */
  words(aspect: Aspect): string {
    const said = { target: this.excerpt(aspect.target), opinion: this.excerpt(aspect.opinion), label: this.nameOf(aspect.label) }
    const words = t(aspect.opinion ? 'aspects.words' : 'aspects.words.bare', said)
    const category = this.categoryOf(aspect)
    return category ? t('aspects.words.category', { words, category }) : words
  }

  /** What is said of an aspect beside its words and its polarity: "service, certain". */
  more(aspect: Aspect): string {
    return [this.categoryOf(aspect), saidInWords(this.question, aspect)].filter(Boolean).join(', ')
  }

  say(words: Parameters<typeof t>[0], more: Parameters<typeof t>[1] = {}): void {
    this.desk.say(t(words, more))
  }

  units({ start, end }: Place): Stretch {
    const { offsets } = this.desk
    return { start: offsets.units(start), end: offsets.units(end) }
  }

  /** What is selected, else the word at the caret, without spaces around it; undefined where there is none. */
  get selected(): Place | undefined {
    const { cursor, boundaries } = this.desk
    return this.place(cursor.state === 'caret' ? boundaries.wordAt(cursor.at) : stretch(cursor))
  }

  place(found: Stretch | undefined): Place | undefined {
    const { offsets, boundaries } = this.desk
    const trimmed = found && boundaries.trimmed(found)
    return trimmed && { start: offsets.points(trimmed.start), end: offsets.points(trimmed.end) }
  }

  /** Put an edit down with the suggestions that it turns down, as one that can be taken back; false and a word why where it cannot be. */
  put(aspects: readonly Aspect[], refused: readonly string[] = []): boolean {
    const after = ordered(aspects)
    if (after.length > MOST_ASPECTS) {
      notify({ text: t('aspects.refused.many'), tone: 'bad' })
      return false
    }
    this.set(after.length > 0 ? after : undefined, refused)
    return true
  }
}
