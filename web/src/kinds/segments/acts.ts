/** What a person does to segments, whatever the key or the pointer that asks for it. */
import { round, type Stretch } from '@/canvas/sound/view'
import { add, joined, pulled, relabelled, replace, split, without, type Edited } from './edits'
import type { Hand } from './hand'
import type { Segment } from './segment'
import { refusal } from './suggested'

/** Make a segment of a stretch, and take it in hand. */
export function make(hand: Hand, { start, end }: Stretch): boolean {
  const { active } = hand
  const segment = { start: round(start), end: round(end), ...(active && { label: active }) }
  return told(hand, add(hand.question, hand.segments, [segment]), 'segments.say.made')
}

const told = (hand: Hand, edited: Edited, words: Parameters<Hand['say']>[0], refused?: readonly string[]): boolean => {
  const done = hand.put(edited, refused)
  if (done && 'picked' in edited) hand.say(words, edited.picked)
  return done
}

/** The playhead is where it starts: the one in hand, or one that is to be made. */
export function startHere(hand: Hand): void {
  const { picked, desk } = hand
  const at = round(desk.now())
  if (picked) return void pull(hand, 'start', at - picked.start)
  desk.set({ mark: at })
  hand.say('segments.say.marked')
}

/** The playhead is where it ends; after a start this makes the segment. */
export function endHere(hand: Hand): void {
  const { picked, desk } = hand
  const { mark } = desk.snapshot()
  const at = round(desk.now())
  if (picked) return void pull(hand, 'end', at - picked.end)
  if (mark === undefined) return hand.say('segments.say.no.mark')
  make(hand, { start: Math.min(mark, at), end: Math.max(mark, at) })
}

export function pull(hand: Hand, side: 'start' | 'end' | 'both', by: number): boolean {
  const { picked, question, segments, desk } = hand
  if (!picked) return false
  const now = pulled(question, picked, side, by, desk.snapshot().seconds)
  return told(hand, replace(question, segments, picked, now), 'segments.say.changed')
}

export const change = (hand: Hand, old: Segment, now: Segment): boolean => hand.put(replace(hand.question, hand.segments, old, now))

/** Another label for the one in hand, or the label that the next one gets; a suggestion is thereby taken, and corrected. */
export function pressLabel(hand: Hand, label: string): void {
  const { picked, pickedSuggestion, question, segments } = hand
  hand.desk.activate(question.id, label)
  if (picked) return void told(hand, replace(question, segments, picked, relabelled(question, picked, label)), 'segments.say.changed')
  if (!pickedSuggestion) return hand.say('segments.say.active', { start: 0, end: 0, label })
  told(hand, add(question, segments, [relabelled(question, pickedSuggestion, label)]), 'segments.say.changed', [refusal(question, pickedSuggestion)])
}

export function drop(hand: Hand, segment: Segment | undefined): void {
  if (!segment) return
  hand.put({ segments: without(hand.segments, segment) })
  hand.desk.set({ picked: undefined })
  hand.say('segments.say.deleted', segment)
}

export function cut(hand: Hand): void {
  const { picked, question, segments, desk } = hand
  if (picked) told(hand, split(question, segments, picked, desk.now()), 'segments.say.split')
}

export function join(hand: Hand): void {
  const { picked, question, segments } = hand
  if (picked) told(hand, joined(question, segments, picked), 'segments.say.joined')
}

/** Step to the segment or suggestion after or before, round and round. */
export function step(hand: Hand, by: 1 | -1): void {
  const all = [...hand.segments.map((segment) => ({ segment, isSuggested: false })), ...hand.suggested.map(({ segment }) => ({ segment, isSuggested: true }))]
    .sort((a, b) => a.segment.start - b.segment.start || a.segment.end - b.segment.end)
  if (all.length === 0) return hand.say('segments.say.none')
  const now = hand.picked ?? hand.pickedSuggestion
  const here = all.findIndex(({ segment }) => segment === now)
  const at = hand.desk.now()
  const after = all.findIndex(({ segment }) => segment.start >= at)
  const next = here >= 0 ? here + by : by > 0 ? Math.max(after, 0) : (after < 0 ? all.length : after) - 1
  const index = (next + all.length) % all.length
  const found = all[index]
  if (!found) return
  hand.pick(found.segment, { isSuggested: found.isSuggested })
  hand.say(found.isSuggested ? 'segments.say.suggestion' : 'segments.say.segment', found.segment, { n: index + 1, all: all.length })
}

export function play(hand: Hand): void {
  const segment = hand.picked ?? hand.pickedSuggestion
  if (segment && !hand.desk.snapshot().playing) hand.desk.play({ start: segment.start, end: segment.end })
  else hand.desk.toggle()
}

/** Take suggestions: one act. */
export function accept(hand: Hand, segments: readonly Segment[]): void {
  if (segments.length === 0) return
  const edited = add(hand.question, hand.segments, segments)
  if (hand.put(edited)) hand.say('segments.say.accepted', undefined, { n: segments.length })
}

export function reject(hand: Hand, segments: readonly Segment[]): void {
  if (hand.pickedSuggestion) hand.desk.set({ picked: undefined })
  hand.set(hand.value, segments.map((segment) => refusal(hand.question, segment)))
  hand.say('segments.say.rejected', undefined, { n: segments.length })
}

/** The suggestion that the keys speak of: the one in hand, else the next after the playhead. */
export function suggestionInHand(hand: Hand): Segment | undefined {
  const at = hand.desk.now()
  return hand.pickedSuggestion ?? (hand.suggested.find(({ segment }) => segment.end >= at) ?? hand.suggested[0])?.segment
}

/** There is nothing to mark: a conscious answer, and back. */
export function nothing(hand: Hand): void {
  if (hand.segments.length > 0) return
  hand.set(hand.value ? undefined : [])
  hand.say(hand.value ? 'segments.say.open' : 'segments.say.nothing')
}

export function letGo(hand: Hand): void {
  hand.desk.set({ picked: undefined, mark: undefined })
}
