/** What a person does to shapes, whatever the key or the pointer that asks for it. */
import type { Act, Mode } from '@/canvas/shapes/machine'
import { grown, lessVertex, movedWithin, plusVertex, turned, middle, withVertex, type Place, type Spot } from '@/canvas/shapes/place'
import { saidOfLabel, withAttributes } from '../attributes'
import type { Hand, Suggested } from './hand'
import { ofPlace, toPlace } from './place'
import type { Shape as Part } from './shape'
import { t } from './words'

/** How large a shape is, in words. */
export function wide(part: Part): string {
  const place = toPlace(part)
  const whole = (value: number) => Math.round(value)
  if (place.is === 'polygon') return t('shapes.wide.polygon', { n: place.points.length })
  if (place.is === 'point') return t('shapes.wide.point', { x: whole(place.x), y: whole(place.y) })
  const size = { width: whole(place.width), height: whole(place.height), angle: place.angle }
  return t(place.angle ? 'shapes.wide.turned' : 'shapes.wide.box', size)
}

/** What the chart of the pointer asks for. */
export function perform(hand: Hand, acts: readonly Act[], slack = 0): void {
  for (const act of acts) {
    if (act.act === 'make') make(hand, act.place)
    if (act.act === 'change') changeBy(hand, act.mode, slack)
  }
}

export function make(hand: Hand, place: Place): void {
  const part = hand.read({ ...ofPlace(place), label: hand.active })
  if (!hand.put([...hand.parts, part]) || !part) return
  const { crosshair } = hand.desk
  hand.desk.pick(hand.key(part))
  // Points are set one after the other: the cross stays for the next.
  if (place.is === 'point') hand.desk.crosshair = crosshair
  hand.say('shapes.say.made', { name: hand.nameOf(part), wide: wide(part) })
}

function changeBy(hand: Hand, mode: Mode, slack: number): void {
  const shapes = new Map(hand.layer.shapes.map((shape) => [shape.key, shape]))
  replace(hand, (part) => {
    const shape = shapes.get(hand.key(part))
    const place = shape && hand.desk.placeOf(shape, slack, mode)
    return shape && place && place !== shape.place ? hand.placed(part, place) : part
  })
}

/** Another part for some; what comes out is one edit. */
function replace(hand: Hand, change: (part: Part) => Part | undefined): void {
  const now = hand.parts.map(change)
  if (now.some((part, index) => part !== hand.parts[index])) hand.put(now)
}

/** Another place for what is picked and not locked. */
function rearrange(hand: Hand, move: (place: Place) => Place): void {
  const picked = new Set(free(hand))
  let last: Part | undefined
  replace(hand, (part) => {
    if (!picked.has(part)) return part
    return (last = hand.placed(part, move(toPlace(part))))
  })
  if (last) hand.say('shapes.say.changed', { name: hand.nameOf(last), wide: `${wide(last)} ${at(last)}` })
}

function at(part: Part): string {
  const place = toPlace(part)
  const { x, y } = place.is === 'polygon' ? (place.points[0] ?? { x: 0, y: 0 }) : place
  return t('shapes.wide.point', { x: Math.round(x), y: Math.round(y) })
}

const free = (hand: Hand): readonly Part[] => hand.picked.filter((part) => !hand.desk.snapshot().locked.has(hand.key(part)))

/** Move what is picked, or the corner in hand. */
export function nudge(hand: Hand, dx: number, dy: number): void {
  const { vertex } = hand.desk.snapshot()
  rearrange(hand, (place) => {
    const corner = place.is === 'polygon' && vertex !== undefined ? place.points[vertex] : undefined
    if (place.is !== 'polygon' || vertex === undefined || !corner) return movedWithin(place, dx, dy, hand.desk.size)
    return withVertex(place, vertex, hand.desk.inside({ x: corner.x + dx, y: corner.y + dy }))
  })
}

export const grow = (hand: Hand, dx: number, dy: number): void =>
  rearrange(hand, (place) => {
    if (place.is !== 'box') return place
    const { width, height } = hand.desk.size
    const [wider, higher] = place.angle ? [dx, dy] : [Math.min(dx, width - place.x - place.width), Math.min(dy, height - place.y - place.height)]
    return grown(place, wider, higher)
  })

export const turn = (hand: Hand, by: number): void => rearrange(hand, (place) => (place.is === 'box' && hand.layer.canTurn ? turned(place, by) : place))

/** Step to a corner of the picked polygon, round and round. */
export function stepCorner(hand: Hand, step: 1 | -1 = 1): void {
  const [part] = hand.picked
  const place = part && toPlace(part)
  if (place?.is !== 'polygon') return
  const all = place.points.length
  const vertex = ((hand.desk.snapshot().vertex ?? (step > 0 ? -1 : 0)) + step + all) % all
  hand.desk.putCrossAway()
  hand.desk.pickVertex(vertex)
  const { x, y } = place.points[vertex] ?? { x: 0, y: 0 }
  hand.say('shapes.say.corner', { n: vertex + 1, all, x: Math.round(x), y: Math.round(y) })
}

/** One more corner behind the one in hand. */
export function addCorner(hand: Hand): void {
  const { vertex } = hand.desk.snapshot()
  if (vertex === undefined) return
  rearrange(hand, (place) => {
    if (place.is !== 'polygon') return place
    const [a, b] = [place.points[vertex], place.points[(vertex + 1) % place.points.length]]
    return a && b ? plusVertex(place, vertex + 1, middle(a, b)) : place
  })
  hand.desk.pickVertex(vertex + 1)
}

/** Take away the corner in hand, or what is picked. */
export function drop(hand: Hand, parts: readonly Part[] = free(hand)): void {
  const { vertex } = hand.desk.snapshot()
  if (vertex !== undefined && parts.length === 1) {
    return dropCorner(hand, vertex)
  }
  if (parts.length === 0) return
  hand.put(hand.parts.filter((part) => !parts.includes(part)))
  hand.desk.pickAll([])
  hand.say('shapes.say.deleted', { n: parts.length })
}

/** Without one corner, where three are left; the one before it is in hand. */
function dropCorner(hand: Hand, vertex: number): void {
  const [part] = free(hand)
  const place = part && toPlace(part)
  if (place?.is !== 'polygon') return
  if (place.points.length <= 3) return hand.say('shapes.say.few')
  rearrange(hand, () => lessVertex(place, vertex))
  hand.desk.pickVertex(Math.max(0, vertex - 1))
}

/** Let go of the corner in hand, else of the cross, else of what is picked. */
export function letGo(hand: Hand): void {
  const { desk } = hand
  if (desk.snapshot().vertex !== undefined) return desk.pickVertex(undefined)
  if (!desk.crosshair) return void desk.step({ do: 'escape' }, 1)
  desk.putCrossAway()
  hand.say('shapes.say.cross.away')
}

/** Close what is on its way; an outline of two corners waits for more. */
export function finish(hand: Hand): void {
  perform(hand, hand.desk.step({ do: 'finish' }, 1))
  if (hand.desk.mode.state === 'outlining') hand.say('shapes.say.few')
}

/** The label of the next shape, and of what is picked; a picked suggestion is thereby accepted, and corrected. */
export function chooseLabel(hand: Hand, label: string): void {
  const { pickedSuggestion } = hand
  hand.desk.activate(hand.question.id, label)
  if (pickedSuggestion) return accept(hand, [pickedSuggestion], label)
  const picked = new Set(free(hand))
  if (picked.size === 0) return hand.say('shapes.say.active', { label: hand.nameOf({ label }) })
  replace(hand, (part) => (picked.has(part) && part.label !== label ? hand.same(part, relabelled(hand, part, label)) : part))
  hand.say('shapes.say.active', { label: hand.nameOf({ label }) })
}

const relabelled = (hand: Hand, part: Part, label: string): Part => withAttributes({ ...part, label }, saidOfLabel(hand.question, part.attributes, label)) as Part

export const change = (hand: Hand, part: Part, now: Part): void => replace(hand, (one) => (one === part ? hand.same(part, now) : one))

/** One step to the front or to the back. */
export function reorder(hand: Hand, step: 1 | -1): void {
  const [part] = hand.picked
  if (!part) return
  const from = hand.parts.indexOf(part)
  const to = Math.min(Math.max(from + step, 0), hand.parts.length - 1)
  if (to === from) return
  hand.put(hand.parts.filter((one) => one !== part).toSpliced(to, 0, part))
  hand.say('shapes.say.order', { name: hand.nameOf(part), n: to + 1, all: hand.parts.length })
}

export function copy(hand: Hand): void {
  hand.desk.clipboard = [...hand.picked]
  hand.say('shapes.say.copied', { n: hand.picked.length })
}

const ASIDE = 12

const said = ({ label, attributes }: Part) => ({ label, ...(attributes && { attributes }) })

/** Put the copied shapes beside where they were. */
export function paste(hand: Hand): void {
  const copied = (hand.desk.clipboard as readonly Part[]).filter((part) => toPlace(part).is === hand.layer.tool)
  const pasted = copied.flatMap((part) => {
    const aside = movedWithin(toPlace(part), ASIDE, ASIDE, hand.desk.size)
    const label = hand.labels.some(({ id }) => id === part.label) ? part.label : hand.active
    return hand.read({ ...ofPlace(aside), ...said(relabelled(hand, part, label)) }) ?? []
  })
  if (pasted.length === 0 || !hand.put([...hand.parts, ...pasted])) return
  hand.desk.clipboard = pasted
  hand.desk.pickAll(pasted.map(hand.key))
  hand.say('shapes.say.pasted', { n: pasted.length })
}

/** Step to the next shape or suggestion, round and round. */
export function stepShape(hand: Hand, step: 1 | -1): void {
  const all = [...hand.parts.map((part) => ({ part, key: hand.key(part), isOpen: false })), ...hand.suggested.map(({ part, key }) => ({ part, key, isOpen: true }))]
  if (all.length === 0) return hand.say('shapes.say.none')
  const { picked } = hand.desk.snapshot()
  const here = all.findIndex(({ key }) => picked.has(key))
  const index = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length
  const one = all[index]
  if (!one) return
  hand.desk.pick(one.key)
  hand.say(one.isOpen ? 'shapes.say.suggestion' : 'shapes.say.picked', { name: hand.nameOf(one.part), wide: wide(one.part), n: index + 1, all: all.length })
}

/** Put a mark on what is picked; without any, on all. */
export function mark(hand: Hand, what: 'hidden' | 'locked', parts: readonly Part[] = hand.picked.length > 0 ? hand.picked : hand.parts): void {
  if (parts.length === 0) return
  const isOn = hand.desk.toggle(what, parts.map(hand.key))
  const words = { hidden: ['shapes.say.hidden', 'shapes.say.seen'], locked: ['shapes.say.locked', 'shapes.say.unlocked'] } as const
  hand.say(words[what][isOn ? 0 : 1], { n: parts.length })
}

/** Accept suggestions: one act. */
export function accept(hand: Hand, suggested: readonly Suggested[], label?: string): void {
  if (suggested.length === 0) return
  const parts = suggested.map(({ part }) => (label ? relabelled(hand, part, label) : part))
  // One that is corrected is not to come back as it was.
  if (!hand.put([...hand.parts, ...parts], label ? suggested.map(({ key }) => key) : [])) return
  hand.desk.pickAll(parts.length === 1 ? parts.map(hand.key) : [])
  hand.say('shapes.say.accepted', { n: parts.length })
}

export function reject(hand: Hand, suggested: Suggested | undefined): void {
  if (!suggested) return
  hand.set(hand.value, [suggested.key])
  hand.say('shapes.say.rejected')
}

export const suggestionInHand = (hand: Hand): Suggested | undefined => hand.pickedSuggestion ?? hand.suggested[0]

/** There is nothing to draw: a conscious answer, and back. */
export function nothing(hand: Hand): void {
  if (hand.parts.length > 0) return
  hand.set(hand.value ? undefined : [])
  hand.say(hand.value ? 'shapes.say.open' : 'shapes.say.nothing')
}

/** Put the cross somewhere; what is on its way goes along. */
export function aim(hand: Hand, spot: Spot): void {
  const at = hand.desk.inside(spot)
  hand.desk.crosshair = at
  hand.desk.step({ do: 'move', at }, 1)
  hand.say('shapes.say.cross', { x: Math.round(at.x), y: Math.round(at.y) })
}
