import type { ShapesQuestion, Value } from '@/api'
import type { Layer, Look, ShapeDesk } from '@/canvas/shapes/desk'
import type { Shape } from '@/canvas/shapes/hit'
import type { Place } from '@/canvas/shapes/place'
import { notify } from '@/ui/notices'
import { PartsHand, type Asked } from '../parts/hand'
import { checkOf, type Check } from './checks'
import { ofPlace, toPlace } from './place'
import { keyOf, type Shape as Part } from './shape'
import { t } from './words'

export type GivenShapes = Asked<ShapesQuestion, Part>

export interface Suggested {
  part: Part
  key: string
  p: number | null
}

const tools: Record<string, Layer['tool']> = { boxes: 'box', polygons: 'polygon', points: 'point' }

// A shape keeps its key when it changes: what is hidden or locked stays so.
const keys = new WeakMap<object, string>()
let next = 0
const keyFor = (part: Part): string => {
  const key = keys.get(part) ?? `shape-${(next += 1)}`
  keys.set(part, key)
  return key
}

/** One question at the desk of its picture. */
export class Hand extends PartsHand<ShapesQuestion, Part, ShapeDesk> {
  readonly check: Check
  readonly suggested: readonly Suggested[]

  constructor(desk: ShapeDesk, asked: GivenShapes) {
    super(desk, asked)
    this.check = checkOf(asked.question.kind)
    this.suggested = this.waiting(asked.suggestion)
  }

  pick(part: Part): void {
    this.desk.pick(this.key(part))
  }

  get layer(): Layer {
    const look = (part: Part, key: string, more = ''): Shape & Look => ({
      key,
      label: part.label,
      place: toPlace(part),
      name: `${this.nameOf(part)}${more}`,
      colour: Math.max(0, this.positionOf(part)),
    })
    return {
      id: this.question.id,
      tool: tools[this.question.kind] ?? 'box',
      canTurn: this.question.kind === 'boxes' && (this.question.rotate ?? false),
      shapes: this.parts.map((part) => look(part, this.key(part))),
      suggested: this.suggested.map(({ part, key, p }) => look(part, key, p === null ? '' : ` ${Math.round(p * 100)} %`)),
    }
  }

  key = (part: Part): string => keyFor(part)

  nameOf = ({ label }: Pick<Part, 'label'>): string => this.labelled(label)

  /** "2 car": which one it is, from back to front. */
  name = (part: Part): string => t('shapes.name', { n: this.parts.indexOf(part) + 1, label: this.nameOf(part) })

  get picked(): readonly Part[] {
    const { picked } = this.desk.snapshot()
    return picked.size === 0 ? [] : this.parts.filter((part) => picked.has(this.key(part)))
  }

  get pickedSuggestion(): Suggested | undefined {
    return this.suggested.find(({ key }) => this.desk.snapshot().picked.has(key))
  }

  /** The label of the next shape. */
  get active(): string {
    const active = this.desk.snapshot().active[this.question.id]
    return this.labels.find((label) => label.id === active)?.id ?? this.labels[0]?.id ?? ''
  }

  say(words: Parameters<typeof t>[0], more: Parameters<typeof t>[1] = {}): void {
    this.desk.say(t(words, more))
  }

  /** A part that lies elsewhere, as the same shape; undefined where that is no place. */
  placed(part: Part, place: Place): Part | undefined {
    const read = this.read({ ...ofPlace(place), label: part.label, ...(part.attributes && { attributes: part.attributes }) })
    return read && this.same(part, read)
  }

  /** A part in normal form; undefined where it is none. */
  read(given: Record<string, unknown>): Part | undefined {
    // An upright box has no angle.
    const { angle, ...rest } = given
    const verdict = this.check(this.question, [angle ? given : rest])
    return verdict.ok ? verdict.value[0] : undefined
  }

  same(part: Part, now: Part): Part {
    keys.set(now, this.key(part))
    return now
  }

  /** Put an edit down with the suggestions that it turns down, as one that can be taken back; false and a word why where it cannot be. */
  put(parts: readonly (Part | undefined)[], refused: readonly string[] = []): boolean {
    const whole = parts.filter((part) => part !== undefined)
    const verdict = this.check(this.question, whole as unknown as Value)
    if (whole.length < parts.length || !verdict.ok) {
      notify({ text: t('shapes.refused'), tone: 'bad' })
      return false
    }
    const last = new Map(whole.map((part) => [keyOf(part), part]))
    const kept = whole.filter((part) => last.get(keyOf(part)) === part)
    this.set(kept.length > 0 ? kept : undefined, refused)
    return true
  }

  /** The suggestions that still wait for a word: valid ones, neither in the answer nor turned down. */
  private waiting(given: unknown): Suggested[] {
    if (!Array.isArray(given)) return []
    const { refused } = this.desk.snapshot()
    const taken = new Set(this.parts.map(keyOf))
    return (given as unknown[]).flatMap((each) => {
      if (typeof each !== 'object' || each === null) return []
      const { p, ...rest } = each as { p?: unknown }
      const part = this.read(rest)
      const key = part ? `${this.question.id}?${keyOf(part)}` : ''
      return part && !taken.has(keyOf(part)) && !refused.has(key) ? [{ part, key, p: typeof p === 'number' ? p : null }] : []
    })
  }
}
