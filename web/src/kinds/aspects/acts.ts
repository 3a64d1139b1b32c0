/** What a person does to aspects, whatever the key or the pointer that asks for it. */
import type { Stretch } from '@/canvas/text/boundaries'
import { saidOfLabel, withAttributes } from '../attributes'
import { keyOf, type Aspect, type Place } from './aspect'
import type { Hand } from './hand'
import { refusal } from './suggested'

type Side = 'target' | 'opinion'

/** Make an aspect and pick it up. */
export function make(hand: Hand, label: string, places: { target: Place | null; opinion: Place | null }): void {
  const aspect = { ...places, label }
  if (!hand.put([...hand.aspects, aspect])) return
  hand.pick(aspect)
  hand.say('aspects.say.made', { words: hand.words(aspect) })
}

/** Make an aspect of what is selected, given in units: its target, or its opinion words where it has none. */
export function makeOf(hand: Hand, label: string, found: Stretch): void {
  const place = hand.place(found)
  if (!place) return hand.say('aspects.say.no.word')
  make(hand, label, hand.next === 'implicit' ? { target: null, opinion: place } : { target: place, opinion: null })
}

/** What the key of a polarity does: it finishes an implicit aspect, changes the picked one, makes one, or becomes active. */
export function pressLabel(hand: Hand, label: string): void {
  const { cursor } = hand.desk
  if (hand.next === 'implicit') return make(hand, label, { target: null, opinion: (cursor.state === 'range' && hand.selected) || null })
  if (hand.isOn) return relabel(hand, label)
  if (cursor.state === 'away') return toggle(hand, label)
  const target = hand.selected
  if (!target) return hand.say('aspects.say.no.word')
  make(hand, label, { target, opinion: null })
}

/** Choose the polarity that selections get at once, or lay it down. */
function toggle(hand: Hand, label: string): void {
  const isActive = hand.desk.activate(hand.question.id, label)
  hand.say(isActive ? 'aspects.say.active' : 'aspects.say.inactive', { label: hand.nameOf(label) })
}

/** The next polarity makes an aspect without a target; with one that is active, or the only one, it is made at once. */
export function implicit(hand: Hand): void {
  if (hand.next === 'implicit') return hand.await(undefined)
  const label = hand.active ?? (hand.labels.length === 1 ? hand.labels[0]?.id : undefined)
  hand.await('implicit')
  if (label) pressLabel(hand, label)
  else hand.say('aspects.next.implicit')
}

/** Another polarity for the picked aspect; a suggestion is thereby accepted, and corrected. */
export function relabel(hand: Hand, label: string): void {
  const old = hand.picked ?? hand.pickedSuggestion
  if (old) change(hand, old, { ...withAttributes(old, saidOfLabel(hand.question, old.attributes, label)), label })
}

/** Put one aspect in the place of another; changing a suggestion accepts it. */
export function change(hand: Hand, old: Aspect, now: Aspect): void {
  const refused = hand.pickedSuggestion === old ? [refusal(hand.question, old)] : []
  if (!hand.put([...hand.aspects.filter((one) => keyOf(one) !== keyOf(old)), now], refused)) return
  hand.pick(now)
  hand.say('aspects.say.made', { words: hand.words(now) })
}

/** Make what is selected the target or the opinion words of the picked aspect. */
export function give(hand: Hand, side: Side, place: Place | undefined = hand.selected): void {
  const old = hand.picked ?? hand.pickedSuggestion
  if (!old) return hand.say('aspects.say.no.aspect')
  if (!place) return hand.say('aspects.say.select')
  change(hand, old, { ...old, [side]: place })
}

export function without(hand: Hand, aspect: Aspect, side: Side): void {
  change(hand, aspect, { ...aspect, [side]: null })
}

/** Name the category of the picked aspect; the same one again takes it away. */
export function setCategory(hand: Hand, aspect: Aspect | undefined, category: string): void {
  hand.await(undefined)
  if (!aspect) return hand.say('aspects.say.no.aspect')
  const { category: before, ...rest } = aspect
  change(hand, aspect, category === '' || category === before ? rest : { ...rest, category })
}

/** The next key names the category of the picked aspect. */
export function chooseCategory(hand: Hand): void {
  if (hand.next === 'category') return hand.await(undefined)
  if (!hand.picked && !hand.pickedSuggestion) return hand.say('aspects.say.no.aspect')
  hand.await('category')
  hand.say('aspects.next.category')
}

export function drop(hand: Hand, aspect: Aspect): void {
  if (hand.picked === aspect) hand.letGo()
  hand.put(hand.aspects.filter((one) => one !== aspect))
  hand.say('aspects.say.deleted', { words: hand.words(aspect) })
}

/** Move one end of the picked target to a place, given in units. */
export function resize(hand: Hand, side: 'start' | 'end', to: number): void {
  const { picked, desk } = hand
  if (!picked?.target) return
  const target = { ...picked.target, [side]: desk.offsets.points(to) }
  if (target.start < target.end && target[side] !== picked.target[side]) change(hand, picked, { ...picked, target })
}

/** Move one end of the picked target by a character or by a word. */
export function nudge(hand: Hand, side: 'start' | 'end', step: 1 | -1, by: 'byCharacter' | 'byWord' = 'byCharacter'): void {
  const { picked, desk } = hand
  if (picked?.target) resize(hand, side, desk.boundaries[by](desk.offsets.units(picked.target[side]), step))
}

/** Go to the next aspect or suggestion, round and round. */
export function stepAspect(hand: Hand, step: 1 | -1): void {
  const all = [...hand.aspects.map((aspect) => ({ aspect, isSuggested: false })), ...hand.suggested.map(({ aspect }) => ({ aspect, isSuggested: true }))]
  if (all.length === 0) return hand.say('aspects.say.no.aspects')
  const now = hand.picked ?? hand.pickedSuggestion
  const here = all.findIndex(({ aspect }) => aspect === now)
  const index = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length
  const found = all[index]
  if (!found) return
  hand.pick(found.aspect, found.isSuggested)
  hand.say(found.isSuggested ? 'aspects.say.suggested' : 'aspects.say.picked', { words: hand.words(found.aspect), n: index + 1, all: all.length })
}

/** Accept suggestions: one act. */
export function accept(hand: Hand, aspects: readonly Aspect[]): void {
  if (aspects.length === 0 || !hand.put([...aspects, ...hand.aspects])) return
  const [only] = aspects
  if (aspects.length === 1 && only) hand.pick(only)
  hand.say('aspects.say.accepted', { n: aspects.length })
}

export function reject(hand: Hand, aspect: Aspect): void {
  if (hand.pickedSuggestion === aspect) hand.letGo()
  hand.set(hand.value, [refusal(hand.question, aspect)])
  hand.say('aspects.say.rejected')
}

/** The suggestion that the keys speak of: the picked one, else the first. */
export const suggestionInHand = (hand: Hand): Aspect | undefined => hand.pickedSuggestion ?? hand.suggested[0]?.aspect

/** There are none: a conscious answer, and back. */
export function nothing(hand: Hand): void {
  if (hand.aspects.length > 0) return
  hand.set(hand.value ? undefined : [])
  hand.say(hand.value ? 'aspects.say.open' : 'aspects.say.nothing')
}

/** Let go of one thing after another: what is awaited, the selection, the aspect, the caret. */
export function escape(hand: Hand): void {
  const { cursor } = hand.desk
  if (hand.next) return hand.await(undefined)
  if (cursor.state === 'range' || (cursor.state === 'caret' && !hand.pickedKey)) return hand.desk.step({ do: 'escape' })
  hand.letGo()
}
