/** An edit of one value, with the suggestions that it turned down. */
interface Edit<V> {
  from: V
  to: V
  refused: readonly string[]
}

export interface Step<V> {
  value: V
  refused: readonly string[]
}

/** Edits of one value that can be taken back and done again; what changed elsewhere ends them. */
export class Past<V> {
  private done: Edit<V>[] = []
  private undone: Edit<V>[] = []
  private now: V | undefined

  /** An edit turned `from` into `to`; both are the same where it only turned suggestions down. */
  did(from: V, to: V, refused: readonly string[] = []): void {
    this.done = [...(this.knows(from) ? this.done : []), { from, to, refused }]
    this.undone = []
    this.now = to
  }

  undo(now: V): Step<V> | undefined {
    const edit = this.done.at(-1)
    if (!edit || !this.knows(now)) return undefined
    this.done = this.done.slice(0, -1)
    this.undone = [...this.undone, edit]
    return this.at(edit.from, edit.refused)
  }

  redo(now: V): Step<V> | undefined {
    const edit = this.undone.at(-1)
    if (!edit || !this.knows(now)) return undefined
    this.undone = this.undone.slice(0, -1)
    this.done = [...this.done, edit]
    return this.at(edit.to, edit.refused)
  }

  canUndo(now: V): boolean {
    return this.knows(now) && this.done.length > 0
  }

  private at(value: V, refused: readonly string[]): Step<V> {
    this.now = value
    return { value, refused }
  }

  private knows(value: V): boolean {
    return this.now === value
  }
}

/** The edits of each question at a desk; `onRefused` hears which suggestions are now turned down. */
export class Edits {
  private refused: ReadonlySet<string> = new Set()
  private readonly pasts = new Map<string, Past<unknown>>()

  constructor(private readonly onRefused: (refused: ReadonlySet<string>) => void) {}

  did(question: string, from: unknown, to: unknown, refused: readonly string[] = []): void {
    this.of(question).did(from, to, refused)
    this.turn(refused, true)
  }

  /** Take the last edit back, or do it again; undefined where there is none. */
  back(question: string, way: 'undo' | 'redo', now: unknown): { value: unknown } | undefined {
    const found = this.of(question)[way](now)
    if (found) this.turn(found.refused, way === 'redo')
    return found
  }

  canUndo(question: string, now: unknown): boolean {
    return this.of(question).canUndo(now)
  }

  /** Another item: what was done is done. */
  clear(): void {
    this.pasts.clear()
    this.refused = new Set()
  }

  private of(question: string): Past<unknown> {
    const known = this.pasts.get(question) ?? new Past<unknown>()
    this.pasts.set(question, known)
    return known
  }

  private turn(keys: readonly string[], isDown: boolean): void {
    if (keys.length === 0) return
    const others = [...this.refused].filter((key) => !keys.includes(key))
    this.refused = new Set(isDown ? [...others, ...keys] : others)
    this.onRefused(this.refused)
  }
}
