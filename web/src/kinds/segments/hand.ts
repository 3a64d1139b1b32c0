import type { SegmentsQuestion } from '@/api'
import type { SoundDesk } from '@/canvas/sound/desk'
import { clock } from '@/canvas/sound/view'
import { notify } from '@/ui/notices'
import { PartsHand, type Asked } from '../parts/hand'
import type { Edited } from './edits'
import { keyOf, type Segment } from './segment'
import { t } from './segmentWords'
import { waiting, type Suggested } from './suggested'

/** One question at the desk of its sound. */
export class Hand extends PartsHand<SegmentsQuestion, Segment, SoundDesk> {
  readonly suggested: readonly Suggested[]

  constructor(desk: SoundDesk, asked: Asked<SegmentsQuestion, Segment>) {
    super(desk, asked)
    const { question, suggestion } = asked
    const { refused, found, seconds } = desk.snapshot()
    const given = [...(Array.isArray(suggestion) ? (suggestion as unknown[]) : []), ...(found[question.id] ?? [])]
    this.suggested = waiting(question, given, this.parts, refused, seconds)
  }

  get segments(): readonly Segment[] {
    return this.parts
  }

  /** The label that a new segment gets: the one chosen last, else the first. */
  get active(): string | undefined {
    const chosen = this.desk.snapshot().active[this.question.id]
    return this.labels.find((label) => label.id === chosen)?.id ?? this.labels[0]?.id
  }

  nameOf({ label }: Pick<Segment, 'label'>): string {
    return label === undefined ? t('segments.one') : this.labelled(label)
  }

  timesOf({ start, end }: Segment): string {
    return t('segments.times', { start: clock(start), end: clock(end) })
  }

  key(segment: Segment, isSuggested = false): string {
    return `${this.question.id}/${isSuggested ? '?' : ''}${keyOf(segment)}`
  }

  get picked(): Segment | undefined {
    const { picked } = this.desk.snapshot()
    return this.segments.find((one) => this.key(one) === picked)
  }

  get pickedSuggestion(): Segment | undefined {
    const { picked } = this.desk.snapshot()
    return this.suggested.find(({ segment }) => this.key(segment, true) === picked)?.segment
  }

  /** Take a segment in hand and look at it; the playhead goes to its start. */
  pick(segment: Segment, { isSuggested = false, goes = true } = {}): void {
    this.desk.set({ picked: this.key(segment, isSuggested), mark: undefined })
    if (goes && !this.desk.snapshot().playing) this.desk.seek(segment.start)
    this.desk.show(segment)
  }

  say(words: Parameters<typeof t>[0], segment?: Segment, more: Parameters<typeof t>[1] = {}): void {
    this.desk.say(t(words, segment ? { label: this.nameOf(segment), times: this.timesOf(segment), ...more } : more))
  }

  /** Put an edit down with the suggestions that it turns down, as one that can be taken back; false and a word why where it cannot be. */
  put(edited: Edited, refused: readonly string[] = []): boolean {
    if ('refused' in edited) {
      notify({ text: t(`segments.refused.${edited.refused}`), tone: 'bad' })
      return false
    }
    this.set(edited.segments.length > 0 ? edited.segments : undefined, refused)
    if (edited.picked) this.desk.set({ picked: this.key(edited.picked), mark: undefined })
    return true
  }
}
