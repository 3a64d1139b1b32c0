import { keyOn } from '@/canvas/text/desk'
import { useKeys, type Binding } from '@/keyboard'
import type { Hand } from './hand'
import { relationKey } from './keys'
import type { End } from './relation'
import { t } from './relationWords'

/** The keys of relations while their question has the cursor, wherever the focus is. */
export function useRelationKeys(hand: Hand, spans: readonly End[], enabled: boolean): void {
  useKeys(hand.question.name, [...labels(hand), ...ways(hand, spans), ...onRelation(hand)], { enabled })
}

const labels = (hand: Hand): Binding[] =>
  hand.labels.flatMap((label, position) => {
    const key = relationKey(position)
    return key ? [{ key, name: t('relations.key.label', { label: label.name }), run: () => hand.pressLabel(label.id) }] : []
  })

const ways = (hand: Hand, spans: readonly End[]): Binding[] => [
  { key: '[', name: t('relations.key.before'), run: () => hand.stepSpan(spans, -1) },
  { key: ']', name: t('relations.key.after'), run: () => hand.stepSpan(spans, 1) },
  { key: 'e', name: t('relations.key.end'), run: () => takeInHand(hand, spans) },
  { key: 'k', name: t('relations.key.previous'), run: () => hand.step(-1) },
  { key: 'j', name: t('relations.key.next'), run: () => hand.step(1) },
  { key: 'o', name: t('relations.key.nothing'), run: () => hand.nothing() },
  { key: 'mod+z', name: t('relations.key.undo'), run: () => hand.back('undo') },
  { key: 'mod+shift+z', name: t('relations.key.redo'), run: () => hand.back('redo') },
  ...(hand.from || hand.picked ? [{ key: 'Escape', name: t('relations.key.escape'), run: () => hand.letGo() }] : []),
]

/** The span under the cursor becomes from, and the next one to. */
function takeInHand(hand: Hand, spans: readonly End[]): void {
  const { cursor } = hand.desk
  const span = cursor.state === 'span' ? spans.find((one) => keyOn(hand.question.of ?? '', one) === cursor.key) : undefined
  if (span) hand.take(span)
  else hand.stepSpan(spans, 1)
}

function onRelation(hand: Hand): Binding[] {
  const { picked } = hand
  if (!picked) return []
  return [
    { key: 'Delete', name: t('relations.key.delete'), run: () => hand.drop(picked) },
    { key: 'Backspace', name: t('relations.key.delete'), run: () => hand.drop(picked), unlisted: true },
    { key: 'r', name: t('relations.key.turn'), run: () => hand.turn(picked) },
  ]
}
