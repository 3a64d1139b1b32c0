/** Edits of one value that can be taken back and done again; what changed elsewhere ends them. */
export class Past<V> {
  private before: V[] = []
  private after: V[] = []
  private now: V | undefined

  /** An edit turned `from` into `to`. */
  did(from: V, to: V): void {
    this.before = [...(this.knows(from) ? this.before : []), from]
    this.after = []
    this.now = to
  }

  undo(now: V): { value: V } | undefined {
    return this.step(now, 'before', 'after')
  }

  redo(now: V): { value: V } | undefined {
    return this.step(now, 'after', 'before')
  }

  canUndo(now: V): boolean {
    return this.knows(now) && this.before.length > 0
  }

  forget(): void {
    this.before = []
    this.after = []
  }

  private step(now: V, from: 'before' | 'after', to: 'before' | 'after'): { value: V } | undefined {
    if (!this.knows(now) || this[from].length === 0) return undefined
    const value = this[from].at(-1) as V
    this[from] = this[from].slice(0, -1)
    this[to] = [...this[to], now]
    this.now = value
    return { value }
  }

  private knows(value: V): boolean {
    return this.now === value
  }
}
