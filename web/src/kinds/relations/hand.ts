import type { RelationsQuestion } from '@/api'
import { keyOn, type TextDesk } from '@/canvas/text/desk'
import { saidOfLabel, withAttributes } from '../attributes'
import { PartsHand } from '../parts/hand'
import { endKey, keyOf, ordered, type End, type Relation } from './relation'
import { t } from './relationWords'

/** One question of relations at the desk of its text: what is in hand, and what a person does. */
export class Hand extends PartsHand<RelationsQuestion, Relation, TextDesk> {
  get relations(): readonly Relation[] {
    return this.parts
  }

  get active(): string | undefined {
    return this.desk.snapshot().active[this.question.id]
  }

  get from(): End | undefined {
    return this.heldEnd('from')
  }

  get to(): End | undefined {
    return this.heldEnd('to')
  }

  get picked(): Relation | undefined {
    const key = this.desk.snapshot().held[`${this.question.id}/picked`]
    return this.relations.find((one) => keyOf(one) === key)
  }

  nameOf(label: string): string {
    return this.labelled(label)
  }

  excerpt({ start, end }: End): string {
    const text = this.desk.offsets.slice(start, end).replace(/\s+/g, ' ')
    return text.length > 40 ? `${text.slice(0, 28)} … ${text.slice(-8)}` : text
  }

  words({ from, to, label }: Relation): { from: string; to: string; label: string } {
    return { from: this.excerpt(from), to: this.excerpt(to), label: this.nameOf(label) }
  }

  say(words: Parameters<typeof t>[0], more: Parameters<typeof t>[1] = {}): void {
    this.desk.say(t(words, more))
  }

  /** Take a span: the first as from, another as to; with an active relation the two are connected at once. */
  take(span: End): void {
    const { from } = this
    if (!from) {
      this.hold({ from: endKey(span) })
      return this.say('relations.say.from', { text: this.excerpt(span) })
    }
    if (endKey(from) === endKey(span)) {
      this.hold({})
      return this.say('relations.say.self')
    }
    this.connect(from, span)
  }

  connect(from: End, to: End): void {
    const label = this.active ?? (this.labels.length === 1 ? this.labels[0]?.id : undefined)
    if (label) return this.make({ from: bare(from), to: bare(to), label })
    this.hold({ from: endKey(from), to: endKey(to) })
    this.say('relations.say.to', { text: this.excerpt(to) })
  }

  /** What a label key does: it makes the relation in hand, changes the picked one, or becomes the active label. */
  pressLabel(label: string): void {
    const { from, to, picked } = this
    if (from && to) return this.make({ from, to, label })
    if (picked) return this.relabel(picked, label)
    const isActive = this.desk.activate(this.question.id, label)
    this.say(isActive ? 'relations.say.active' : 'relations.say.inactive', { label: this.nameOf(label) })
  }

  relabel(old: Relation, label: string): void {
    this.replace(old, { ...withAttributes(old, saidOfLabel(this.question, old.attributes, label)), label })
  }

  turn(old: Relation): void {
    this.replace(old, { ...old, from: old.to, to: old.from })
  }

  replace(old: Relation, now: Relation): void {
    this.put([...this.relations.filter((one) => one !== old), now])
    this.pick(now)
    this.say('relations.say.made', this.words(now))
  }

  drop(relation: Relation): void {
    this.put(this.relations.filter((one) => one !== relation))
    this.hold({})
    this.say('relations.say.deleted', this.words(relation))
  }

  pick(relation: Relation | undefined): void {
    this.hold(relation ? { picked: keyOf(relation) } : {})
  }

  /** Go to the next relation, round and round. */
  step(step: 1 | -1): void {
    const all = this.relations
    const { picked } = this
    const at = picked ? all.indexOf(picked) + step : step > 0 ? 0 : -1
    const index = (at + all.length) % (all.length || 1)
    const found = all[index]
    if (!found) return
    this.pick(found)
    this.say('relations.say.picked', { ...this.words(found), n: index + 1, all: all.length })
  }

  /** Go to the next span, round and round. */
  stepSpan(spans: readonly End[], step: 1 | -1): void {
    if (spans.length === 0) return this.say('relations.no.spans')
    const { cursor } = this.desk
    const of = this.question.of ?? ''
    const here = cursor.state === 'span' ? spans.findIndex((span) => keyOn(of, span) === cursor.key) : -1
    const index = here < 0 ? (step > 0 ? 0 : spans.length - 1) : (here + step + spans.length) % spans.length
    const found = spans[index]
    if (!found) return
    this.desk.step({ do: 'pick', key: keyOn(of, found), at: this.desk.offsets.units(found.end) })
    this.say('relations.say.span', { text: this.excerpt(found), n: index + 1, all: spans.length })
  }

  /** There are none: a conscious answer, and back. */
  nothing(): void {
    if (this.relations.length > 0) return
    this.set(this.value ? undefined : [])
    this.say('relations.say.nothing')
  }

  letGo(): void {
    this.hold({})
  }

  private make(relation: Relation): void {
    this.put([...this.relations, relation])
    this.pick(relation)
    this.say('relations.say.made', this.words(relation))
  }

  put(relations: readonly Relation[]): void {
    this.set(relations.length > 0 ? ordered(relations) : undefined)
  }

  private hold({ from, to, picked }: { from?: string; to?: string; picked?: string }): void {
    const { id } = this.question
    for (const [what, key] of Object.entries({ from, to, picked })) this.desk.hold(`${id}/${what}`, key)
  }

  private heldEnd(side: 'from' | 'to'): End | undefined {
    const key = this.desk.snapshot().held[`${this.question.id}/${side}`]
    const [start, end, ...label] = key?.split(':') ?? []
    return start && end ? { start: Number(start), end: Number(end), label: label.join(':') } : undefined
  }
}

const bare = ({ start, end, label }: End): End => ({ start, end, label })
