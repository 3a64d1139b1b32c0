import type { Label, ShapesQuestion, Value } from '@/api'
import type { Layer, Look, ShapeDesk } from '@/canvas/shapes/desk'
import type { Shape } from '@/canvas/shapes/hit'
import type { Place } from '@/canvas/shapes/place'
import type { Layer as Given } from '@/fields/field'
import { notify } from '@/ui/notices'
import { offered } from '../labels'
import { checkOf, type Check } from './checks'
import { ofPlace, toPlace } from './place'
import { keyOf, type Shape as Part } from './shape'
import { t } from './words'

export type GivenShapes = Pick<Given<ShapesQuestion, Part[]>, 'question' | 'value' | 'suggestion' | 'onChange'>

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

/** One question at the desk of its picture: what stands, and how an edit is put down. */
export class Hand {
  readonly question: ShapesQuestion
  readonly value: Part[] | null | undefined
  readonly parts: readonly Part[]
  readonly check: Check
  readonly labels: readonly Label[]
  readonly suggested: readonly Suggested[]
  private readonly onChange: GivenShapes['onChange']

  constructor(readonly desk: ShapeDesk, { question, value, suggestion, onChange }: GivenShapes) {
    this.question = question
    this.value = value
    this.parts = value ?? []
    this.check = checkOf(question.kind)
    this.labels = offered(question.labels)
    this.onChange = onChange
    this.suggested = this.waiting(suggestion)
  }

  get layer(): Layer {
    const look = (part: Part, key: string, more = ''): Shape & Look => ({
      key,
      label: part.label,
      place: toPlace(part),
      name: `${this.nameOf(part)}${more}`,
      colour: Math.max(0, this.labels.findIndex((label) => label.id === part.label)),
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

  nameOf = ({ label }: Pick<Part, 'label'>): string => this.question.labels.find((one) => one.id === label)?.name ?? label

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

  set(value: Part[] | null | undefined, refused: readonly string[] = []): void {
    this.desk.edits.did(this.question.id, this.value, value, refused)
    this.onChange(value)
  }

  back(way: 'undo' | 'redo'): boolean {
    const found = this.desk.edits.back(this.question.id, way, this.value)
    if (!found) return false
    this.onChange(found.value as Part[] | undefined)
    this.say(way === 'undo' ? 'shapes.say.undone' : 'shapes.say.redone')
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
