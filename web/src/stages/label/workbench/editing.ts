import type { Values } from '@/api'
import { answer, canAbstain, fresh, neighbour, nextOpen, sure, type Asked, type Bench } from './state'

/** What a person does to the item in view; every change is handed on to be written down. */
export abstract class Editing {
  bench: Bench = fresh
  private readonly listeners = new Set<() => void>()

  /** Write the item's draft. */
  protected abstract keep(asked: Asked): void

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = (): Bench => this.bench

  answer(question: string, value: Values[string] | undefined): void {
    this.edit((asked) => (this.bench.project ? answer(this.bench.project, asked, question, value) : asked))
  }

  /** "I can't tell" in the focused question, and back. */
  abstain(): void {
    const { project } = this.bench
    this.edit((asked) => {
      if (!project || !canAbstain(project, asked.focused)) return asked
      return answer(project, asked, asked.focused, asked.values[asked.focused] === null ? undefined : null)
    })
  }

  sure(question: string, p: number | undefined): void {
    this.edit((asked) => sure(asked, question, p))
  }

  note(note: string): void {
    this.edit((asked) => ({ ...asked, note, touched: true }))
  }

  flag(): void {
    this.edit((asked) => ({ ...asked, flag: !asked.flag, touched: true }))
  }

  focus(question: string): void {
    this.look((asked) => ({ ...asked, focused: question }))
  }

  move(step: number): void {
    const { project } = this.bench
    if (project) this.look((asked) => ({ ...asked, focused: neighbour(project, asked, step) }))
  }

  /** To the next question without an answer; false when there is none. */
  advance(): boolean {
    const { project, screen } = this.bench
    const next = project && screen.state === 'asking' ? nextOpen(project, screen.asked) : undefined
    if (next) this.focus(next)
    return next !== undefined
  }

  protected look(how: (asked: Asked) => Asked): void {
    const { screen } = this.bench
    if (screen.state === 'asking') this.put({ screen: { state: 'asking', asked: how(screen.asked) } })
  }

  protected put(change: Partial<Bench>): void {
    this.bench = { ...this.bench, ...change }
    for (const listener of this.listeners) listener()
  }

  private edit(how: (asked: Asked) => Asked): void {
    this.look(how)
    const { screen } = this.bench
    if (screen.state === 'asking' && screen.asked.touched) this.keep(screen.asked)
  }
}
