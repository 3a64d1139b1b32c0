import type { Binding } from '@/keyboard'
import * as acts from './acts'
import type { Hand } from './hand'
import { spanKey } from './keys'
import { t } from './spanWords'

/** The keys of a question that asks for spans. */
export const bindings = (hand: Hand): Binding[] => [...labels(hand), ...always(hand), ...onSpan(hand), ...onSuggestion(hand)]

const labels = (hand: Hand): Binding[] =>
  hand.labels.flatMap((label, position) => {
    const key = spanKey(position)
    return key ? [{ key, name: t('spans.key.label', { label: label.name }), run: () => acts.pressLabel(hand, label.id) }] : []
  })

const always = (hand: Hand): Binding[] => [
  { key: '[', name: t('spans.key.before'), run: () => acts.stepSpan(hand, -1) },
  { key: ']', name: t('spans.key.after'), run: () => acts.stepSpan(hand, 1) },
  { key: 'o', name: t('spans.key.nothing'), run: () => acts.nothing(hand) },
  { key: 'mod+z', name: t('spans.key.undo'), run: () => hand.back('undo') },
  { key: 'mod+shift+z', name: t('spans.key.redo'), run: () => hand.back('redo') },
  { key: 'mod+y', name: t('spans.key.redo'), run: () => hand.back('redo'), unlisted: true },
  ...(hand.desk.cursor.state === 'away' ? [] : [{ key: 'Escape', name: t('spans.key.escape'), run: () => hand.desk.step({ do: 'escape' }) }]),
]

function onSpan(hand: Hand): Binding[] {
  const { picked } = hand
  if (!picked) return []
  return [
    { key: 'Delete', name: t('spans.key.delete'), run: () => acts.drop(hand, picked) },
    { key: 'Backspace', name: t('spans.key.delete'), run: () => acts.drop(hand, picked), unlisted: true },
    { key: 'l', name: t('spans.key.alike'), run: () => acts.markAlike(hand) },
    ...ends(hand, 'end', 'alt+'),
    ...ends(hand, 'start', 'alt+shift+'),
    ...ends(hand, 'end', 'mod+alt+', 'byWord'),
    ...ends(hand, 'start', 'mod+alt+shift+', 'byWord'),
  ]
}

const ends = (hand: Hand, side: 'start' | 'end', marks: string, by?: 'byWord'): Binding[] => [
  { key: `${marks}ArrowLeft`, name: t(`spans.key.${side}`), run: () => acts.nudge(hand, side, -1, by), unlisted: by !== undefined },
  { key: `${marks}ArrowRight`, name: t(`spans.key.${side}`), run: () => acts.nudge(hand, side, 1, by), unlisted: by !== undefined },
]

function onSuggestion(hand: Hand): Binding[] {
  const span = acts.suggestionInHand(hand)
  if (!span) return []
  return [
    { key: 'a', name: t('spans.key.accept'), run: () => acts.accept(hand, [span]) },
    { key: 'd', name: t('spans.key.reject'), run: () => acts.reject(hand, span) },
  ]
}
