import { Edits } from '../past'
import { Boundaries } from './boundaries'
import { move, type Cursor, type Step } from './cursor'
import { Offsets } from './offsets'

export interface Desk {
  cursor: Cursor
  /** The label that a selection gets at once, by question. */
  active: Readonly<Record<string, string>>
  /** What a question has in hand between two acts, such as the first end of a relation. */
  held: Readonly<Record<string, string>>
  /** Suggestions that were turned down. */
  refused: ReadonlySet<string>
  /** What a screen reader hears; `turn` makes the same words heard again. */
  said: { words: string; turn: number }
  text: string
}

const empty: Desk = { cursor: { state: 'away' }, active: {}, held: {}, refused: new Set(), said: { words: '', turn: 0 }, text: '' }

/** The editing state of one text, shared by the text and by the list beside it. */
export class TextDesk {
  readonly edits = new Edits((refused) => this.put({ refused }))
  offsets = new Offsets('')
  boundaries = new Boundaries('')
  private desk: Desk = empty
  private item = ''
  private readonly listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = (): Desk => this.desk

  get cursor(): Cursor {
    return this.desk.cursor
  }

  /** Put a text on the desk; the active label stays from one item to the next. */
  open(item: string, text: string): void {
    if (item === this.item && text === this.offsets.text) return
    const isNew = item !== this.item
    this.item = item
    this.offsets = new Offsets(text)
    this.boundaries = new Boundaries(text)
    if (isNew) this.edits.clear()
    this.put({ text, cursor: empty.cursor, held: empty.held, refused: isNew ? empty.refused : this.desk.refused })
  }

  step(step: Step): void {
    this.put({ cursor: move(this.desk.cursor, step) })
  }

  /** Choose the label that selections get, or lay it down again. Says whether it is active now. */
  activate(question: string, label: string): boolean {
    const { [question]: before, ...others } = this.desk.active
    this.put({ active: before === label ? others : { ...others, [question]: label } })
    return before !== label
  }

  /** Take something in hand, or lay it down. */
  hold(what: string, key?: string): void {
    const { [what]: _, ...others } = this.desk.held
    this.put({ held: key === undefined ? others : { ...others, [what]: key } })
  }

  say(words: string): void {
    this.put({ said: { words, turn: this.desk.said.turn + 1 } })
  }

  private put(change: Partial<Desk>): void {
    this.desk = { ...this.desk, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** Under which key a span of a question is known at the desk. */
export const keyOn = (question: string, { start, end, label }: { start: number; end: number; label: string }): string => `${question}/${start}:${end}:${label}`

const desks = new Map<string, TextDesk>()

/** The desk of a field. */
export function deskOf(field: string): TextDesk {
  const desk = desks.get(field) ?? new TextDesk()
  desks.set(field, desk)
  return desk
}
