import { useKeys, type Binding } from '@/keyboard'
import { lightKeys } from '@/fields/image/lightKeys'
import * as acts from './acts'
import { arrowed, drawHere } from './arrows'
import type { Hand } from './hand'
import { shapeKey } from './keys'
import { setSnaps } from './magnet'
import type { Pane } from './pane'
import { t } from './words'

/** The keys of the question that has the cursor, wherever the focus is. */
export function useShapeKeys(hand: Hand | undefined, pane: Pane, doing: string, enabled: boolean): void {
  const isOn = enabled && hand !== undefined
  const name = hand?.question.name ?? ''
  useKeys(name, hand ? [...labels(hand), ...drawing(hand, pane), ...picking(hand, pane), ...looking(hand, pane), ...onPicked(hand, pane), ...letting(hand), ...onSuggestion(hand)] : [], { enabled: isOn })
  // What is on its way comes before everything else that these keys do.
  useKeys(name, hand ? underway(hand) : [], { enabled: isOn && doing !== 'idle', prior: true })
}

const labels = (hand: Hand): Binding[] =>
  hand.labels.flatMap((label, position) => {
    const key = shapeKey(position)
    return key ? [{ key, name: t('shapes.key.label', { label: label.name }), run: () => acts.chooseLabel(hand, label.id) }] : []
  })

const underway = (hand: Hand): Binding[] => [
  { key: 'Enter', name: t('shapes.key.finish'), run: () => acts.finish(hand) },
  ...['Backspace', 'z', 'mod+z'].map((key, n) => ({ key, name: t('shapes.key.back'), run: () => void hand.desk.step({ do: 'back' }, 1), unlisted: n > 0 || hand.layer.tool !== 'polygon' })),
  { key: 'Escape', name: t('shapes.key.escape.underway'), run: () => void hand.desk.step({ do: 'escape' }, 1) },
]

const drawing = (hand: Hand, pane: Pane): Binding[] => [
  { key: 'b', name: t(`shapes.key.draw.${hand.layer.tool}`), run: () => drawHere(hand, pane) },
  ...ways(hand, pane),
  { key: 'shift+b', name: t('shapes.snap.key'), run: () => setSnaps(pane, !pane.desk.magnet) },
  { key: 'o', name: t('shapes.key.nothing'), run: () => acts.nothing(hand) },
  { key: 'mod+v', name: t('shapes.key.paste'), run: () => acts.paste(hand) },
  { key: 'mod+z', name: t('shapes.key.undo'), run: () => hand.back('undo') },
  { key: 'mod+shift+z', name: t('shapes.key.redo'), run: () => hand.back('redo') },
  { key: 'mod+y', name: t('shapes.key.redo'), run: () => hand.back('redo'), unlisted: true },
]

/** Left and right are free wherever the focus is; up and down go through the questions, and are the picture's where it has the focus and something is in hand. */
const ways = (hand: Hand, pane: Pane): Binding[] =>
  ([['', 'move'], ['shift+', 'move.far'], ['alt+', 'move.fine']] as const).flatMap(([marks, name]) =>
    ['ArrowRight', 'ArrowLeft'].map((key, n) => ({ key: `${marks}${key}`, name: t(`shapes.key.${name}`), unlisted: n > 0, run: (event: KeyboardEvent) => arrowed(hand, pane, event) })),
  )

const picking = (hand: Hand, pane: Pane): Binding[] => [
  { key: '[', name: t('shapes.key.before'), run: () => shown(hand, pane, () => acts.stepShape(hand, -1)) },
  { key: ']', name: t('shapes.key.after'), run: () => shown(hand, pane, () => acts.stepShape(hand, 1)) },
  { key: 'mod+a', name: t('shapes.key.all'), run: () => hand.desk.pickAll(hand.parts.map(hand.key)) },
  { key: 'v', name: t('shapes.key.hide'), run: () => acts.mark(hand, 'hidden') },
]

/** The picture has the arrows of what is now in hand, and shows it. */
function shown(hand: Hand, pane: Pane, act: () => void): void {
  pane.focus()
  act()
  pane.reveal(hand.desk.here)
}

const letting = (hand: Hand): Binding[] =>
  hand.desk.snapshot().picked.size > 0 || hand.desk.crosshair ? [{ key: 'Escape', name: t('shapes.key.escape'), run: () => acts.letGo(hand) }] : []

const corners = (hand: Hand, pane: Pane): Binding[] => [
  { key: 'e', name: t('shapes.key.corner'), run: () => shown(hand, pane, () => acts.stepCorner(hand)) },
  { key: 'shift+e', name: t('shapes.key.corner.before'), run: () => shown(hand, pane, () => acts.stepCorner(hand, -1)) },
]

function onPicked(hand: Hand, pane: Pane): Binding[] {
  if (hand.desk.snapshot().picked.size === 0) return []
  return [
    { key: 'Delete', name: t('shapes.key.delete'), run: () => acts.drop(hand) },
    { key: 'Backspace', name: t('shapes.key.delete'), run: () => acts.drop(hand), unlisted: true },
    { key: 'l', name: t('shapes.key.lock'), run: () => acts.mark(hand, 'locked') },
    { key: 'mod+c', name: t('shapes.key.copy'), run: () => acts.copy(hand) },
    { key: 'PageUp', name: t('shapes.key.forward'), run: () => acts.reorder(hand, 1) },
    { key: 'PageDown', name: t('shapes.key.backward'), run: () => acts.reorder(hand, -1) },
    ...(hand.layer.tool === 'polygon' ? corners(hand, pane) : []),
    ...(hand.layer.canTurn ? turning(hand) : []),
  ]
}

const turning = (hand: Hand): Binding[] => [
  { key: 'r', name: t('shapes.key.turn'), run: () => acts.turn(hand, 5) },
  { key: 'shift+r', name: t('shapes.key.turn'), run: () => acts.turn(hand, -5), unlisted: true },
  { key: 'alt+r', name: t('shapes.key.turn.fine'), run: () => acts.turn(hand, 1) },
  { key: 'alt+shift+r', name: t('shapes.key.turn.fine'), run: () => acts.turn(hand, -1), unlisted: true },
]

function looking({ desk }: Hand, pane: Pane): Binding[] {
  return [
    { key: '+', name: t('shapes.in'), run: () => pane.zoomHere(1.4) },
    { key: '=', name: t('shapes.in'), run: () => pane.zoomHere(1.4), unlisted: true },
    { key: '_', name: t('shapes.out'), run: () => pane.zoomHere(1 / 1.4) },
    { key: 'w', name: t('shapes.fit'), run: () => pane.fit() },
    ...lightKeys([',', '.', '<', '>', 'i'], desk.light, (light) => desk.lighten(light)),
  ]
}

function onSuggestion(hand: Hand): Binding[] {
  const suggested = acts.suggestionInHand(hand)
  if (!suggested) return []
  return [
    { key: 'a', name: t('shapes.key.accept'), run: () => acts.accept(hand, [suggested]) },
    { key: 'shift+a', name: t('shapes.key.accept.all'), run: () => acts.accept(hand, hand.suggested) },
    { key: 'd', name: t('shapes.key.reject'), run: () => acts.reject(hand, suggested) },
  ]
}
