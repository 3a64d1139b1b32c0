import { Edits } from '../past'
import { clamp, holding, round, scrolled, showing, wholeOf, zoomed, type Stretch, type View } from './view'

export const speeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3]

export interface Desk {
  seconds: number
  view: View
  playing: boolean
  /** Where the playhead rests; while it plays see `SoundDesk.now`. */
  at: number
  speed: number
  loops: boolean
  /** What is played and no further. */
  range: Stretch | undefined
  spectrum: boolean
  /** A start that waits for its end. */
  mark: number | undefined
  /** The part in hand. */
  picked: string | undefined
  /** The label that a new part gets, by question. */
  active: Readonly<Record<string, string>>
  refused: ReadonlySet<string>
  /** What was found on request, by question. */
  found: Readonly<Record<string, readonly unknown[]>>
  said: { words: string; turn: number }
}

const afresh = { playing: false, at: 0, range: undefined, mark: undefined, picked: undefined, refused: new Set<string>(), found: {} }
const first: Desk = { ...afresh, seconds: 0, view: wholeOf(0), speed: 1, loops: false, spectrum: false, active: {}, said: { words: '', turn: 0 } }

/** What is heard and looked at of one sound, shared by its wave and by the list beside it. */
export class SoundDesk {
  readonly edits = new Edits((refused) => this.put({ refused }))
  private desk = first
  private item = ''
  private audio: HTMLAudioElement | undefined
  private readonly listeners = new Set<() => void>()
  private readonly watchers = new Set<(at: number) => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = (): Desk => this.desk

  /** Be told where the playhead is, many times a second while it moves. */
  watch(watcher: (at: number) => void): () => void {
    this.watchers.add(watcher)
    watcher(this.now())
    return () => void this.watchers.delete(watcher)
  }

  /** Put a sound on the desk; speed, label and look stay from one to the next. */
  open(item: string, seconds: number): void {
    if (item === this.item && seconds === this.desk.seconds) return
    this.item = item
    this.edits.clear()
    this.put({ ...afresh, seconds, view: wholeOf(seconds) })
    this.tell()
  }

  /** Play on this element until the returned function is called. */
  attach(audio: HTMLAudioElement): () => void {
    this.audio = audio
    audio.playbackRate = this.desk.speed
    const started = () => (this.put({ playing: true }), this.follow())
    const rested = () => this.put({ playing: false, at: this.now() })
    const ended = () => (this.desk.loops ? this.play(this.desk.range) : rested())
    const events = { play: started, pause: rested, ended, seeked: () => this.tell() }
    for (const [name, run] of Object.entries(events)) audio.addEventListener(name, run)
    return () => {
      for (const [name, run] of Object.entries(events)) audio.removeEventListener(name, run)
      audio.pause()
      if (this.audio === audio) this.audio = undefined
      this.put({ playing: false })
    }
  }

  now(): number {
    return this.desk.playing && this.audio ? clamp(this.audio.currentTime, 0, this.desk.seconds) : this.desk.at
  }

  /** Play a stretch from its start, or on from the playhead. */
  play(range?: Stretch): void {
    const { audio } = this
    if (!audio) return
    const isOver = this.desk.at >= this.desk.seconds - 0.02
    audio.currentTime = range ? range.start : isOver ? 0 : this.now()
    this.put({ range, at: audio.currentTime })
    void audio.play().catch(() => {})
  }

  toggle(range?: Stretch): void {
    if (this.desk.playing) this.audio?.pause()
    else this.play(range)
  }

  /** Move the playhead; what is played goes on from there. */
  seek(to: number): void {
    const at = round(clamp(to, 0, this.desk.seconds))
    if (this.audio) this.audio.currentTime = at
    this.put({ at, range: undefined, view: holding(this.desk.view, this.desk.seconds, at) })
    this.tell()
  }

  faster(by: number): void {
    this.setSpeed(speeds[clamp(speeds.indexOf(this.desk.speed) + by, 0, speeds.length - 1)] ?? 1)
  }

  setSpeed(speed: number): void {
    if (this.audio) this.audio.playbackRate = speed
    this.put({ speed })
  }

  zoom(by: number, at = this.now()): void {
    const { view, seconds } = this.desk
    const around = at >= view.from && at <= view.from + view.span ? at : view.from + view.span / 2
    this.put({ view: zoomed(view, seconds, by, around) })
  }

  scroll(by: number): void {
    this.put({ view: scrolled(this.desk.view, this.desk.seconds, by) })
  }

  show(range: Stretch): void {
    this.put({ view: showing(this.desk.view, this.desk.seconds, range) })
  }

  set(change: Partial<Pick<Desk, 'loops' | 'spectrum' | 'mark' | 'picked'>>): void {
    this.put(change)
  }

  activate(question: string, label: string): void {
    this.put({ active: { ...this.desk.active, [question]: label } })
  }

  /** Keep what was found on request, each to be taken or refused. */
  find(question: string, found: readonly unknown[]): void {
    this.put({ found: { ...this.desk.found, [question]: found } })
  }

  say(words: string): void {
    this.put({ said: { words, turn: this.desk.said.turn + 1 } })
  }

  private follow = (): void => {
    if (!this.desk.playing) return
    const at = this.now()
    const { range, loops, view, seconds } = this.desk
    if (range && at >= range.end) {
      if (loops && this.audio) this.audio.currentTime = range.start
      else return this.rest(range.end)
    }
    const next = holding(view, seconds, at)
    if (next !== view) this.put({ view: next })
    this.tell()
    requestAnimationFrame(this.follow)
  }

  private rest(at: number): void {
    this.audio?.pause()
    if (this.audio) this.audio.currentTime = at
    this.put({ playing: false, at, range: undefined })
    this.tell()
  }

  private tell(): void {
    const at = this.now()
    for (const watcher of this.watchers) watcher(at)
  }

  private put(change: Partial<Desk>): void {
    this.desk = { ...this.desk, ...change }
    for (const listener of this.listeners) listener()
  }
}

const desks = new Map<string, SoundDesk>()

/** The desk of a field. */
export function soundDeskOf(field: string): SoundDesk {
  const desk = desks.get(field) ?? new SoundDesk()
  desks.set(field, desk)
  return desk
}
