import type { OverProps } from '@/fields/field'
import { Connectors, type Arc } from '../marked/Connectors'
import { useDesk } from '../useDesk'
import { Hand, type Question } from './hand'
import { colourOf } from './onText'

/** An arc from each target to its opinion words. */
export default function Over({ field, layer, root }: OverProps) {
  const { desk } = useDesk(field.id)
  // The layer is of the kind that draws it.
  const hand = new Hand(desk, layer as unknown as Question)
  const arcs = hand.aspects.flatMap((aspect): Arc[] => {
    const { target, opinion } = aspect
    if (!target || !opinion) return []
    return [{ key: hand.key(aspect), from: hand.units(target), to: hand.units(opinion), colour: colourOf(hand, aspect), name: '', isPicked: aspect === hand.picked }]
  })
  return <Connectors root={root} arcs={arcs} pieces={layer.value} />
}
