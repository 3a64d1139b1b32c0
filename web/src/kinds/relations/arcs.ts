import { labelColour } from '@/ui/LabelSwatch'
import type { Arc } from '../marked/Connectors'
import type { Hand } from './hand'
import { keyOf, type End } from './relation'

export const inUnits = ({ desk }: Hand, { start, end }: End) => ({ start: desk.offsets.units(start), end: desk.offsets.units(end) })

/** The relations of a question as they are drawn. */
export const arcs = (hand: Hand): Arc[] =>
  hand.relations.map((relation) => {
    const position = hand.labels.findIndex(({ id }) => id === relation.label)
    return {
      key: keyOf(relation),
      from: inUnits(hand, relation.from),
      to: inUnits(hand, relation.to),
      colour: position < 0 ? 'var(--ink-3)' : labelColour(position),
      name: hand.nameOf(relation.label),
      isPicked: relation === hand.picked,
    }
  })
