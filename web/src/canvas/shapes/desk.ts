import { plain, type Light } from '../light'
import { Edits } from '../past'
import type { Magnet } from './edges'
import { handleAt, shapeAt, type Shape, type Target } from './hit'
import { idle, step, type Act, type Event, type Mode } from './machine'
import { bounds, centre, moved, movedWithin, plusVertex, resized, snapped, turnedTo, withVertex, type Place, type Size, type Spot, type Tool } from './place'

/** The shapes of one question, back to front, with how they are drawn. */
export interface Layer {
  id: string
  tool: Tool
  canTurn: boolean
  shapes: readonly (Shape & Look)[]
  suggested: readonly (Shape & Look)[]
}

export interface Look {
  name: string
  /** The place of the label among those on offer gives the colour. */
  colour: number
}

/** What stands on the desk: it changes with acts, not with every move of a pointer. */
export interface Desk {
  picked: ReadonlySet<string>
  /** The vertex of the picked polygon that keys move. */
  vertex: number | undefined
  hidden: ReadonlySet<string>
  locked: ReadonlySet<string>
  refused: ReadonlySet<string>
  active: Readonly<Record<string, string>>
  said: { words: string; turn: number }
}

const none: ReadonlySet<string> = new Set()
const fresh: Desk = { picked: none, vertex: undefined, hidden: none, locked: none, refused: none, active: {}, said: { words: '', turn: 0 } }

/** The editing state of one picture, shared by the picture and by the lists beside it. */
export class ShapeDesk {
  readonly edits = new Edits((refused) => this.put({ refused }))
  mode: Mode = idle
  /** The cursor of the keyboard, where it is in use. */
  crosshair: Spot | undefined
  /** Where the cross was when it was put away. */
  aimed: Spot | undefined
  light: Light = plain
  size: Size = { width: 1, height: 1 }
  layers: readonly Layer[] = []
  /** The question that pointer and keys speak to. */
  front = ''
  clipboard: readonly unknown[] = []
  /** Where people want it: what they draw goes to the edges of what is seen. */
  magnet: Magnet | undefined
  private desk: Desk = fresh
  private item = ''
  private readonly listeners = new Set<() => void>()
  private readonly watchers = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  snapshot = (): Desk => this.desk

  /** Hear of everything that is drawn differently, the moves of a pointer too. */
  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  /** Put a picture on the desk; the active labels stay from one to the next. */
  open(item: string, size: Size): void {
    this.size = size
    if (item === this.item) return
    this.item = item
    this.mode = idle
    this.forgetCross()
    this.light = plain
    this.edits.clear()
    this.put({ ...fresh, active: this.desk.active, said: this.desk.said })
  }

  show(layers: readonly Layer[], front: string): void {
    const isOther = front !== this.front
    this.layers = layers
    this.front = front
    if (isOther) this.mode = idle
    this.drawn()
  }

  get layer(): Layer | undefined {
    return this.layers.find((layer) => layer.id === this.front)
  }

  /** What can be touched: neither hidden nor locked. */
  get free(): readonly (Shape & Look)[] {
    return (this.layer?.shapes ?? []).filter(({ key }) => !this.desk.hidden.has(key) && !this.desk.locked.has(key))
  }

  /** The one shape that is picked, where it is one. */
  get one(): (Shape & Look) | undefined {
    const [key] = this.desk.picked
    return this.desk.picked.size === 1 ? this.layer?.shapes.find((shape) => shape.key === key) : undefined
  }

  /** Where that lies which keys speak of: the corner in hand, else the middle of what is picked. */
  get here(): Spot | undefined {
    const { picked, vertex } = this.desk
    const place = [...(this.layer?.shapes ?? []), ...(this.layer?.suggested ?? [])].find(({ key }) => picked.has(key))?.place
    const corner = place?.is === 'polygon' && vertex !== undefined ? place.points[vertex] : undefined
    return corner ?? (place && centre(bounds(place)))
  }

  /** Arrows speak to the cross while it is shown, else to what is picked. */
  putCrossAway(): void {
    this.aimed = this.crosshair ?? this.aimed
    this.crosshair = undefined
    this.drawn()
  }

  forgetCross(): void {
    this.crosshair = undefined
    this.aimed = undefined
  }

  target(spot: Spot, reach: number): Target {
    const able = this.free
    const { one } = this
    const handle: Target = one && able.includes(one) ? handleAt(one, spot, reach, this.layer) : { on: 'nothing' }
    return handle.on === 'nothing' ? shapeAt(able, spot, reach) : handle
  }

  press(at: Spot, reach: number, isMore: boolean): Act[] {
    const target = this.target(at, reach)
    const isPicked = target.on === 'shape' && this.desk.picked.has(target.key)
    return this.step({ do: 'press', at: this.inside(at, reach / 2), target, isPicked, isMore }, reach)
  }

  step(event: Event, reach: number): Act[] {
    const { mode, acts } = step(this.mode, event, { tool: this.layer?.tool ?? 'box', reach })
    this.mode = mode
    for (const act of acts) if (act.act === 'pick') this.pick(act.key, act.isMore)
    this.drawn()
    return acts.filter((act) => act.act !== 'pick')
  }

  /** A spot on the picture; with slack, on its border or on an edge that is near. */
  inside = (spot: Spot, slack = 0): Spot => snapped(this.magnet && slack > 0 ? this.magnet(spot, this.layer?.tool ?? 'box') : spot, this.size, slack)

  /** Where a shape is while it is pulled, or afterwards by the mode that ended. */
  placeOf({ key, place }: Shape, slack = 0, mode: Mode = this.mode): Place {
    if (mode.state === 'dragging') {
      const isMine = this.desk.picked.has(key) && !this.desk.locked.has(key)
      return isMine ? movedWithin(place, mode.to.x - mode.from.x, mode.to.y - mode.from.y, this.size, slack) : place
    }
    if (!('key' in mode) || mode.key !== key) return place
    if (mode.state === 'resizing' && place.is === 'box') return resized(place, mode.handle, place.angle ? mode.to : this.inside(mode.to, slack))
    if (mode.state === 'rotating' && place.is === 'box') return turnedTo(place, mode.to)
    if (mode.state !== 'bending' || place.is !== 'polygon') return moved(place, 0, 0)
    const to = this.inside(mode.to, slack)
    return mode.isNew ? plusVertex(place, mode.vertex, to) : withVertex(place, mode.vertex, to)
  }

  pick(key: string | undefined, isMore = false): void {
    const { picked } = this.desk
    const others = [...picked].filter((one) => one !== key)
    const all = isMore ? (picked.has(key ?? '') ? others : [...others, key]) : [key]
    this.pickAll(all.filter((one) => one !== undefined))
  }

  pickAll(keys: readonly string[]): void {
    if (keys.length > 0) this.putCrossAway()
    this.put({ picked: new Set(keys), vertex: undefined })
  }

  pickVertex(vertex: number | undefined): void {
    this.put({ vertex })
  }

  /** Put a mark on shapes, or take it off where all have it. Says whether they have it now. */
  toggle(mark: 'hidden' | 'locked', keys: readonly string[]): boolean {
    const isOn = keys.every((key) => this.desk[mark].has(key))
    const others = [...this.desk[mark]].filter((key) => !keys.includes(key))
    this.put({ [mark]: new Set(isOn ? others : [...others, ...keys]) })
    return !isOn
  }

  activate(question: string, label: string): void {
    this.put({ active: { ...this.desk.active, [question]: label } })
  }

  say(words: string): void {
    this.put({ said: { words, turn: this.desk.said.turn + 1 } })
  }

  attract(magnet: Magnet | undefined): void {
    this.magnet = magnet
    this.put({})
  }

  lighten(light: Light): void {
    this.light = light
    this.put({})
  }

  drawn(): void {
    for (const watcher of this.watchers) watcher()
  }

  private put(change: Partial<Desk>): void {
    this.desk = { ...this.desk, ...change }
    for (const listener of this.listeners) listener()
    this.drawn()
  }
}

const desks = new Map<string, ShapeDesk>()

/** The desk of a field. */
export function deskOf(field: string): ShapeDesk {
  const desk = desks.get(field) ?? new ShapeDesk()
  desks.set(field, desk)
  return desk
}
