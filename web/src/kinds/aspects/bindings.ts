import type { Binding } from '@/keyboard'
import * as acts from './acts'
import { t } from './aspectWords'
import type { Hand } from './hand'
import { aspectKey } from './keys'

/** The keys of a question that asks for aspects. */
export const bindings = (hand: Hand): Binding[] => [...labels(hand), ...always(hand), ...onAspect(hand), ...onSuggestion(hand)]

/** Polarities, or the categories while one is chosen. */
function labels(hand: Hand): Binding[] {
  const isCategory = hand.next === 'category'
  return (isCategory ? hand.categories : hand.labels).flatMap(({ id, name }, position) => {
    const key = aspectKey(position)
    if (!key) return []
    const run = () => (isCategory ? acts.setCategory(hand, hand.picked ?? hand.pickedSuggestion, id) : acts.pressLabel(hand, id))
    return [{ key, name: t(isCategory ? 'aspects.key.category' : 'aspects.key.label', { label: name }), run }]
  })
}

const always = (hand: Hand): Binding[] => [
  { key: 'e', name: t('aspects.key.opinion'), run: () => acts.give(hand, 'opinion') },
  { key: 't', name: t('aspects.key.target'), run: () => acts.give(hand, 'target') },
  ...(hand.question.implicit === false ? [] : [{ key: 'i', name: t('aspects.key.implicit'), run: () => acts.implicit(hand) }]),
  ...(hand.categories.length > 0 ? [{ key: 'c', name: t('aspects.key.choose'), run: () => acts.chooseCategory(hand) }] : []),
  { key: '[', name: t('aspects.key.before'), run: () => acts.stepAspect(hand, -1) },
  { key: ']', name: t('aspects.key.after'), run: () => acts.stepAspect(hand, 1) },
  { key: 'o', name: t('aspects.key.nothing'), run: () => acts.nothing(hand) },
  { key: 'mod+z', name: t('aspects.key.undo'), run: () => hand.back('undo') },
  { key: 'mod+shift+z', name: t('aspects.key.redo'), run: () => hand.back('redo') },
  { key: 'mod+y', name: t('aspects.key.redo'), run: () => hand.back('redo'), unlisted: true },
  ...(hand.pickedKey || hand.next || hand.desk.cursor.state !== 'away' ? [{ key: 'Escape', name: t('aspects.key.escape'), run: () => acts.escape(hand) }] : []),
]

function onAspect(hand: Hand): Binding[] {
  const { picked } = hand
  if (!picked) return []
  return [
    { key: 'Delete', name: t('aspects.key.delete'), run: () => acts.drop(hand, picked) },
    { key: 'Backspace', name: t('aspects.key.delete'), run: () => acts.drop(hand, picked), unlisted: true },
    ...ends(hand, 'end', 'alt+'),
    ...ends(hand, 'start', 'alt+shift+'),
    ...ends(hand, 'end', 'mod+alt+', 'byWord'),
    ...ends(hand, 'start', 'mod+alt+shift+', 'byWord'),
  ]
}

const ends = (hand: Hand, side: 'start' | 'end', marks: string, by?: 'byWord'): Binding[] => [
  { key: `${marks}ArrowLeft`, name: t(`aspects.key.${side}`), run: () => acts.nudge(hand, side, -1, by), unlisted: by !== undefined },
  { key: `${marks}ArrowRight`, name: t(`aspects.key.${side}`), run: () => acts.nudge(hand, side, 1, by), unlisted: by !== undefined },
]

function onSuggestion(hand: Hand): Binding[] {
  const aspect = acts.suggestionInHand(hand)
  if (!aspect) return []
  return [
    { key: 'a', name: t('aspects.key.accept'), run: () => acts.accept(hand, [aspect]) },
    { key: 'd', name: t('aspects.key.reject'), run: () => acts.reject(hand, aspect) },
  ]
}
