import { labelColour } from '@/ui/LabelSwatch'
import type { HandOf, Mark } from '../marked/hand'
import { mark, resize } from './acts'
import { bindings } from './bindings'
import { Hand, type Question } from './hand'
import { spanKey } from './keys'
import type { Span } from './span'
import { t } from './spanWords'

/** A question that asks for spans, as the text sees it. */
export const onText: HandOf = (desk, layer) => {
  // The layer is of the kind that reads it.
  const hand = new Hand(desk, layer as unknown as Question)
  const label = desk.snapshot().active[hand.question.id]
  const { picked } = hand
  return {
    desk,
    question: hand.question,
    help: t('spans.help'),
    pickedKey: hand.pickedKey,
    get marks() {
      return [...hand.spans.map((span) => drawn(hand, span)), ...hand.suggested.map(({ span }) => drawn(hand, span, true))]
    },
    choices: hand.labels.map(({ id, name }, position) => ({ id, name, position, key: spanKey(position), run: (place) => mark(hand, id, place) })),
    active: label ? (place) => mark(hand, label, place) : undefined,
    held: picked && { key: hand.key(picked), start: desk.offsets.units(picked.start), end: desk.offsets.units(picked.end) },
    resize: (side, to) => resize(hand, side, to),
    bindings: () => bindings(hand),
  }
}

function drawn(hand: Hand, span: Span, isSuggested = false): Mark {
  const { offsets } = hand.desk
  const key = hand.key(span, isSuggested)
  const position = hand.labels.findIndex((label) => label.id === span.label)
  return {
    key,
    start: offsets.units(span.start),
    end: offsets.units(span.end),
    name: hand.nameOf(span),
    tag: hand.nameOf(span),
    colour: position < 0 ? 'var(--ink-3)' : labelColour(position),
    isSuggested,
    isPicked: key === hand.pickedKey,
    pick: () => hand.pick(span, isSuggested),
  }
}
