/** What a person does to spans, whatever the key or the pointer that asks for it. */
import type { Stretch } from '@/canvas/text/boundaries'
import { stretch, type Cursor } from '@/canvas/text/cursor'
import { alike } from '@/canvas/text/runs'
import { add, addAlike, relabelled, remove, replace } from './edits'
import type { Hand } from './hand'
import type { Span } from './span'
import { refusal } from './suggested'

/** Label a stretch, given in units, and pick the new span up. */
export function mark(hand: Hand, label: string, place: Stretch | undefined): boolean {
  const { offsets, boundaries } = hand.desk
  const trimmed = place && boundaries.trimmed(place)
  if (!trimmed) {
    hand.say('spans.say.no.word')
    return false
  }
  const span = { start: offsets.points(trimmed.start), end: offsets.points(trimmed.end), label }
  if (!hand.put(add(hand.question, hand.spans, [span]))) return false
  hand.pick(span)
  hand.say('spans.say.made', span)
  return true
}

/** What a label key does where the cursor is. */
const onLabel: Record<Cursor['state'], (hand: Hand, label: string) => void> = {
  away: (hand, label) => toggle(hand, label),
  caret: (hand, label) => mark(hand, label, hand.desk.boundaries.wordAt(hand.desk.cursor.state === 'caret' ? hand.desk.cursor.at : 0)),
  range: (hand, label) => mark(hand, label, stretch(hand.desk.cursor)),
  span: (hand, label) => relabel(hand, label),
}

export const pressLabel = (hand: Hand, label: string): void => onLabel[hand.desk.cursor.state](hand, label)

/** Choose the label that selections get at once, or lay it down. */
export function toggle(hand: Hand, label: string): void {
  const isActive = hand.desk.activate(hand.question.id, label)
  hand.say(isActive ? 'spans.say.active' : 'spans.say.inactive', { start: 0, end: 0, label })
}

/** Another label for the picked span; a suggestion is thereby accepted, and corrected. */
export function relabel(hand: Hand, label: string): void {
  const { picked, pickedSuggestion } = hand
  const now = relabelled(hand.question, picked ?? pickedSuggestion ?? { start: 0, end: 0, label }, label)
  if (picked ? change(hand, picked, now) : pickedSuggestion && hand.put(add(hand.question, hand.spans, [now]), [refusal(hand.question, pickedSuggestion)])) {
    hand.pick(now)
    hand.say('spans.say.changed', now)
  }
}

export const change = (hand: Hand, old: Span, now: Span): boolean => hand.put(replace(hand.question, hand.spans, old, now))

export function drop(hand: Hand, span: Span | undefined): void {
  if (!span) return
  const { cursor } = hand.desk
  const wasPicked = hand.picked === span
  hand.put({ spans: remove(hand.spans, span) })
  hand.say('spans.say.deleted', span)
  // The caret goes on from where the span was.
  if (wasPicked && cursor.state === 'span') hand.desk.step({ do: 'escape' })
}

/** Move one end of the picked span to a place, given in units. */
export function resize(hand: Hand, side: 'start' | 'end', to: number): void {
  const { picked, desk } = hand
  if (!picked) return
  const now = { ...picked, [side]: desk.offsets.points(to) }
  if (now.start >= now.end || now[side] === picked[side] || !change(hand, picked, now)) return
  hand.pick(now)
  hand.say('spans.say.changed', now)
}

/** Move one end by a character or by a word. */
export function nudge(hand: Hand, side: 'start' | 'end', step: 1 | -1, by: 'byCharacter' | 'byWord' = 'byCharacter'): void {
  const { picked, desk } = hand
  if (picked) resize(hand, side, desk.boundaries[by](desk.offsets.units(picked[side]), step))
}

/** Mark every other place with the same words: one act, taken back at once. */
export function markAlike(hand: Hand): void {
  const { picked, desk } = hand
  if (!picked) return
  const { offsets } = desk
  const places = alike(offsets.text, { start: offsets.units(picked.start), end: offsets.units(picked.end) })
  const found = addAlike(hand.question, hand.spans, places.map(({ start, end }) => ({ start: offsets.points(start), end: offsets.points(end) })), picked.label)
  if (found.added > 0) hand.put({ spans: found.spans })
  hand.say('spans.say.alike', picked, { n: found.added })
}

/** Step to the next span or suggestion from where the cursor is, round and round. */
export function stepSpan(hand: Hand, step: 1 | -1): void {
  const all = [...hand.spans.map((span) => ({ span, isSuggested: false })), ...hand.suggested.map(({ span }) => ({ span, isSuggested: true }))]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  if (all.length === 0) return hand.say('spans.say.no.spans')
  const now = hand.picked ?? hand.pickedSuggestion
  const { cursor, offsets } = hand.desk
  const from = cursor.state === 'away' ? -1 : offsets.points(cursor.at)
  const here = all.findIndex(({ span }) => span === now)
  const after = all.findIndex(({ span }) => span.start >= from)
  const next = here >= 0 ? here + step : step > 0 ? after : (after < 0 ? all.length : after) - 1
  const index = (next < 0 && here < 0 && step > 0 ? 0 : next + all.length) % all.length
  const found = all[index]
  if (!found) return
  hand.pick(found.span, found.isSuggested)
  hand.say(found.isSuggested ? 'spans.say.suggestion' : 'spans.say.span', found.span, { n: index + 1, all: all.length })
}

/** Accept suggestions: one act. */
export function accept(hand: Hand, spans: readonly Span[]): void {
  if (spans.length === 0 || !hand.put(add(hand.question, hand.spans, spans))) return
  const [only] = spans
  if (spans.length === 1 && only) hand.pick(only)
  hand.say('spans.say.accepted', undefined, { n: spans.length })
}

export function reject(hand: Hand, span: Span | undefined): void {
  if (!span) return
  if (hand.pickedSuggestion === span) hand.desk.step({ do: 'escape' })
  hand.set(hand.value, [refusal(hand.question, span)])
  hand.say('spans.say.rejected')
}

/** The suggestion that the keys speak of: the picked one, else the next after the cursor. */
export function suggestionInHand(hand: Hand): Span | undefined {
  const { cursor, offsets } = hand.desk
  const from = cursor.state === 'away' ? 0 : offsets.points(cursor.at)
  return hand.pickedSuggestion ?? (hand.suggested.find(({ span }) => span.start >= from) ?? hand.suggested[0])?.span
}

/** There is nothing to mark: a conscious answer, and back. */
export function nothing(hand: Hand): void {
  if (hand.spans.length > 0) return
  hand.set(hand.value ? undefined : [])
  hand.say(hand.value ? 'spans.say.open' : 'spans.say.nothing')
}
