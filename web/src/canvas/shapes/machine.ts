/**
 * What a pointer or a keyboard is doing to shapes, as a state chart without a screen.
 *
 * | method ↓ state → | idle | pressed | drawing | outlining | dragging, resizing, rotating, bending | panning |
 * |---|---|---|---|---|---|---|
 * | press   | by what is under it: pull a handle, drag, or `pressed` | – | – | one more corner; on the first: make | – | – |
 * | pan     | panning | panning | – | – | – | – |
 * | move    | – | drawing, when far enough | the other corner goes along | the next corner goes along | what is pulled goes along | the view goes along |
 * | release | – | pick, start an outline, or make a point | make a box | – | change | idle |
 * | mark    | start, or make a point | – | make a box | one more corner | – | – |
 * | finish  | – | – | make a box | make a polygon, from three corners on | change | idle |
 * | back    | – | – | idle | without the last corner | idle | idle |
 * | pinch   | – | idle | idle | without the last corner | idle: nothing changed | idle |
 * | escape  | pick nothing | idle | idle | idle | idle: nothing changed | idle |
 *
 * `pinch` is a second finger: what the first has begun is taken back.
 * `mark` is the press of a key at the crosshair; the crosshair's way is `move`.
 */
import type { Target } from './hit'
import { apart, boxOf, type Handle, type Place, type Spot, type Tool } from './place'

export type Mode =
  | { state: 'idle' }
  | { state: 'pressed'; from: Spot; under: string | undefined }
  | { state: 'drawing'; from: Spot; to: Spot }
  | { state: 'outlining'; points: readonly Spot[]; to: Spot }
  | { state: 'dragging'; from: Spot; to: Spot }
  | { state: 'resizing'; key: string; handle: Handle; from: Spot; to: Spot }
  | { state: 'rotating'; key: string; from: Spot; to: Spot }
  | { state: 'bending'; key: string; vertex: number; isNew: boolean; from: Spot; to: Spot }
  | { state: 'panning'; from: Spot; to: Spot }

export type Event =
  | { do: 'press'; at: Spot; target: Target; isPicked: boolean; isMore: boolean }
  | { do: 'pan'; at: Spot }
  | { do: 'move'; at: Spot }
  | { do: 'mark'; at: Spot }
  | { do: 'release' | 'finish' | 'back' | 'pinch' | 'escape' }

/** What the step asks of those who keep the shapes. */
export type Act = { act: 'make'; place: Place } | { act: 'pick'; key: string | undefined; isMore: boolean } | { act: 'change'; mode: Mode }

export interface Step {
  mode: Mode
  acts: Act[]
}

export interface Setting {
  tool: Tool
  /** How near is near, in pixels of the picture. */
  reach: number
}

type Method = Event['do']
type Does<S extends Mode['state'], M extends Method> = (mode: Extract<Mode, { state: S }>, event: Extract<Event, { do: M }>, setting: Setting) => Step
type Table = { [S in Mode['state']]: { [M in Method]?: Does<S, M> } }

export const idle: Mode = { state: 'idle' }
const to = (mode: Mode, ...acts: Act[]): Step => ({ mode, acts })
const quiet = (): Step => to(idle)
const pick = (key: string | undefined, isMore = false): Act => ({ act: 'pick', key, isMore })

function makeBox({ from, to: end }: Extract<Mode, { state: 'drawing' }>): Step {
  const box = boxOf(from, end)
  return box.width >= 1 && box.height >= 1 ? to(idle, { act: 'make', place: box }) : quiet()
}

function makePolygon(points: readonly Spot[]): Step {
  return to(idle, { act: 'make', place: { is: 'polygon', points } })
}

/** One more corner; on the first one the outline closes. */
function corner({ points }: Extract<Mode, { state: 'outlining' }>, at: Spot, { reach }: Setting): Step {
  const [first] = points
  if (first && points.length >= 3 && apart(first, at) <= reach) return makePolygon(points)
  return points.some((point) => apart(point, at) === 0) ? to({ state: 'outlining', points, to: at }) : to({ state: 'outlining', points: [...points, at], to: at })
}

function press(event: Extract<Event, { do: 'press' }>): Step {
  const { at: from, target, isPicked, isMore } = event
  const way = { from, to: from }
  if (target.on === 'handle') return to({ state: 'resizing', key: target.key, handle: target.handle, ...way })
  if (target.on === 'turn') return to({ state: 'rotating', key: target.key, ...way })
  if (target.on === 'vertex' || target.on === 'between') return to({ state: 'bending', key: target.key, vertex: target.vertex, isNew: target.on === 'between', ...way })
  if (target.on === 'shape' && isMore) return to(idle, pick(target.key, true))
  if (target.on === 'shape' && isPicked) return to({ state: 'dragging', ...way })
  if (target.on === 'shape' && target.isEdge) return to({ state: 'dragging', ...way }, pick(target.key))
  return to({ state: 'pressed', from, under: target.on === 'shape' ? target.key : undefined })
}

/** Begin a shape where nothing is. */
const begin: Record<Tool, (at: Spot) => Step> = {
  box: (at) => to({ state: 'drawing', from: at, to: at }, pick(undefined)),
  polygon: (at) => to({ state: 'outlining', points: [at], to: at }, pick(undefined)),
  point: ({ x, y }) => to(idle, { act: 'make', place: { is: 'point', x, y } }),
}

const pulled = {
  move: (mode: Mode, { at }: { at: Spot }) => to({ ...mode, to: at } as Mode),
  release: (mode: Mode) => changed(mode),
  finish: (mode: Mode) => changed(mode),
  back: quiet,
  pinch: quiet,
  escape: quiet,
}
const changed = (mode: Mode): Step => ('from' in mode && 'to' in mode && apart(mode.from, mode.to) > 0 ? to(idle, { act: 'change', mode }) : quiet())

const withoutLast = ({ points, to: end }: Extract<Mode, { state: 'outlining' }>): Step => (points.length > 1 ? to({ state: 'outlining', points: points.slice(0, -1), to: end }) : quiet())

const table: Table = {
  idle: {
    press: (_, event) => press(event),
    pan: (_, { at }) => to({ state: 'panning', from: at, to: at }),
    mark: (_, { at }, { tool }) => begin[tool](at),
    escape: () => to(idle, pick(undefined)),
  },
  pressed: {
    pan: (_, { at }) => to({ state: 'panning', from: at, to: at }),
    move: (mode, { at }, { tool, reach }) => (tool === 'box' && apart(mode.from, at) > reach / 2 ? to({ state: 'drawing', from: mode.from, to: at }, pick(undefined)) : to(mode)),
    release: ({ from, under }, _, { tool }) => (under !== undefined ? to(idle, pick(under)) : tool === 'box' ? to(idle, pick(undefined)) : begin[tool](from)),
    pinch: quiet,
    escape: quiet,
  },
  drawing: { move: (mode, { at }) => to({ ...mode, to: at }), release: makeBox, mark: (mode, { at }) => makeBox({ ...mode, to: at }), finish: makeBox, back: quiet, pinch: quiet, escape: quiet },
  outlining: {
    press: (mode, { at }, setting) => corner(mode, at, setting),
    move: (mode, { at }) => to({ ...mode, to: at }),
    mark: (mode, { at }, setting) => corner(mode, at, setting),
    finish: (mode) => (mode.points.length >= 3 ? makePolygon(mode.points) : to(mode)),
    back: withoutLast,
    pinch: withoutLast,
    escape: quiet,
  },
  dragging: pulled,
  resizing: pulled,
  rotating: pulled,
  bending: pulled,
  panning: { move: (mode, { at }) => to({ ...mode, to: at }), release: quiet, finish: quiet, back: quiet, pinch: quiet, escape: quiet },
}

/** The next state; where the table has nothing, all stays. */
export function step(mode: Mode, event: Event, setting: Setting): Step {
  const does = table[mode.state][event.do] as ((mode: Mode, event: Event, setting: Setting) => Step) | undefined
  return does ? does(mode, event, setting) : to(mode)
}
