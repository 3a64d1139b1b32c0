import { useKeys, type Binding } from '@/keyboard'
import * as acts from './acts'
import type { Hand } from './hand'
import { t } from './segmentWords'

// 1–9, 0, then the letters that neither the workbench nor the acts on segments use.
const labelKeys = [...'1234567890bceijkmpqruvwy']

/** The key of the n-th label on offer. */
export const segmentKey = (position: number): string | undefined => labelKeys[position]

/** The field in which the one in hand is written down. */
const transcript = ({ question }: Hand): HTMLElement | null => document.querySelector<HTMLElement>(`[data-transcript="${CSS.escape(question.id)}"]`)

/** The keys of the question that has the cursor, wherever the focus is. */
export function useSegmentKeys(hand: Hand, enabled: boolean): void {
  useKeys(hand.question.name, [...labels(hand), ...always(hand), ...onSegment(hand), ...onSuggestion(hand)], { enabled })
}

const labels = (hand: Hand): Binding[] =>
  hand.labels.flatMap((label, position) => {
    const key = segmentKey(position)
    return key ? [{ key, name: t('segments.key.label', { label: label.name }), run: () => acts.pressLabel(hand, label.id) }] : []
  })

const always = (hand: Hand): Binding[] => [
  { key: '(', name: t('segments.key.start'), run: () => acts.startHere(hand) },
  { key: ')', name: t('segments.key.end'), run: () => acts.endHere(hand) },
  { key: '[', name: t('segments.key.before'), run: () => acts.step(hand, -1) },
  { key: ']', name: t('segments.key.after'), run: () => acts.step(hand, 1) },
  { key: ',', name: t('segments.key.before'), run: () => acts.step(hand, -1), unlisted: true },
  { key: '.', name: t('segments.key.after'), run: () => acts.step(hand, 1), unlisted: true },
  { key: 'o', name: t('segments.key.nothing'), run: () => acts.nothing(hand) },
  { key: 'mod+z', name: t('segments.key.undo'), run: () => hand.back('undo') },
  { key: 'mod+shift+z', name: t('segments.key.redo'), run: () => hand.back('redo') },
  { key: 'mod+y', name: t('segments.key.redo'), run: () => hand.back('redo'), unlisted: true },
]

function onSegment(hand: Hand): Binding[] {
  const { picked, pickedSuggestion, question } = hand
  if (!picked && !pickedSuggestion && hand.desk.snapshot().mark === undefined) return []
  const always: Binding[] = [
    { key: 'Escape', name: t('segments.key.escape'), run: () => acts.letGo(hand) },
    { key: ';', name: t('segments.key.play'), run: () => acts.play(hand) },
  ]
  if (!picked) return always
  return [
    ...always,
    { key: 'Delete', name: t('segments.key.delete'), run: () => acts.drop(hand, picked) },
    { key: 'Backspace', name: t('segments.key.delete'), run: () => acts.drop(hand, picked), unlisted: true },
    { key: '/', name: t('segments.key.split'), run: () => acts.cut(hand) },
    { key: '&', name: t('segments.key.join'), run: () => acts.join(hand) },
    ...(question.transcript ? [{ key: 't', name: t('segments.key.write'), run: () => transcript(hand)?.focus() }] : []),
    ...nudges(hand, 'end', 'alt+', 0.01),
    ...nudges(hand, 'start', 'alt+shift+', 0.01),
    ...nudges(hand, 'end', 'mod+alt+', 0.1),
    ...nudges(hand, 'start', 'mod+alt+shift+', 0.1),
    ...nudges(hand, 'both', 'mod+shift+', 0.1),
  ]
}

const nudges = (hand: Hand, side: 'start' | 'end' | 'both', marks: string, by: number): Binding[] =>
  ([['ArrowLeft', -by], ['ArrowRight', by]] as const).map(([key, step], n) => ({
    key: `${marks}${key}`,
    name: t(`segments.key.nudge.${side}`, { by: Math.round(by * 1000) }),
    run: () => acts.pull(hand, side, step),
    unlisted: n > 0,
  }))

function onSuggestion(hand: Hand): Binding[] {
  const found = acts.suggestionInHand(hand)
  if (!found) return []
  return [
    { key: 'a', name: t('segments.key.accept'), run: () => acts.accept(hand, [found]) },
    { key: 'd', name: t('segments.key.reject'), run: () => acts.reject(hand, [found]) },
  ]
}
