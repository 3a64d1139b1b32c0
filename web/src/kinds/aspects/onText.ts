import { labelColour } from '@/ui/LabelSwatch'
import type { Choice, HandOf, Mark } from '../marked/hand'
import { give, makeOf, resize } from './acts'
import type { Aspect } from './aspect'
import { t } from './aspectWords'
import { bindings } from './bindings'
import { Hand, type Question } from './hand'
import { aspectKey } from './keys'

/** A question that asks for aspects, as the text sees it. */
export const onText: HandOf = (desk, layer) => {
  // The layer is of the kind that reads it.
  const hand = new Hand(desk, layer as unknown as Question)
  const { active: label, picked, isOn } = hand
  return {
    desk,
    question: hand.question,
    help: t('aspects.help'),
    pickedKey: hand.pickedKey,
    get marks() {
      return [...hand.aspects.flatMap((aspect) => drawn(hand, aspect)), ...hand.suggested.flatMap(({ aspect }) => drawn(hand, aspect, true))]
    },
    choices: [...toPicked(hand), ...polarities(hand)],
    active: label ? (place) => makeOf(hand, label, place) : undefined,
    held: isOn && picked?.target ? { key: `${hand.key(picked)}/target`, ...hand.units(picked.target) } : undefined,
    resize: (side, to) => resize(hand, side, to),
    bindings: () => bindings(hand),
  }
}

const polarities = (hand: Hand): Choice[] => hand.labels.map(({ id, name }, position) => ({ id, name, position, key: aspectKey(position), run: (place) => makeOf(hand, id, place) }))

/** What a selection may be to the picked aspect. */
function toPicked(hand: Hand): Choice[] {
  const aspect = hand.picked ?? hand.pickedSuggestion
  if (!aspect || hand.next === 'implicit') return []
  const target = hand.excerpt(aspect.target)
  const opinion: Choice = { id: '/opinion', name: t('aspects.opinion.of', { target }), key: 'e', run: (place) => give(hand, 'opinion', hand.place(place)) }
  return aspect.target ? [opinion] : [opinion, { id: '/target', name: t('aspects.target'), key: 't', run: (place) => give(hand, 'target', hand.place(place)) }]
}

export function colourOf(hand: Hand, { label }: Aspect): string {
  const position = hand.labels.findIndex(({ id }) => id === label)
  return position < 0 ? 'var(--ink-3)' : labelColour(position)
}

/** The target bears the polarity; where there is none, the opinion words do. */
function drawn(hand: Hand, aspect: Aspect, isSuggested = false): Mark[] {
  const { target, opinion } = aspect
  const key = hand.key(aspect, isSuggested)
  const label = hand.nameOf(aspect.label)
  const category = hand.categoryOf(aspect)
  const tag = category ? `${category}: ${label}` : label
  const part = { colour: colourOf(hand, aspect), isSuggested, isPicked: key === hand.pickedKey, pick: () => hand.pick(aspect, isSuggested) }
  return [
    ...(target ? [{ ...part, ...hand.units(target), key: `${key}/target`, name: t('aspects.mark.target', { label }), tag }] : []),
    ...(opinion ? [{ ...part, ...hand.units(opinion), key: `${key}/opinion`, name: t('aspects.mark.opinion', { target: hand.excerpt(target) }), ...(!target && { tag }), isBeside: target !== null }] : []),
  ]
}

