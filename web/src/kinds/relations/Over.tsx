import { useEffect, useRef } from 'react'
import type { RelationsQuestion } from '@/api'
import type { Layer, OverProps } from '@/fields/field'
import { Connectors, type HeldEnd } from '../marked/Connectors'
import { useDesk } from '../useDesk'
import { arcs, inUnits } from './arcs'
import { Hand } from './hand'
import { followed, spansOf, type End, type Relation } from './relation'
import { useDrawing } from './useDrawing'
import { useRelationKeys } from './useRelationKeys'

/** Relations drawn over the text, and made on it while their question has the cursor. */
export default function Over({ field, layer, layers, root }: OverProps) {
  const { desk, state } = useDesk(field.id)
  // The layer is of the kind that draws it.
  const hand = new Hand(desk, layer as unknown as Layer<RelationsQuestion, Relation[]>)
  const spans = spansOf(layers.find(({ question }) => question.id === hand.question.of)?.value)
  useFollowing(hand, spans, state.text)
  useRelationKeys(hand, spans, layer.focused)
  useDrawing(root, hand, spans, layer.focused)
  return <Connectors root={root} arcs={arcs(hand)} ends={held(hand)} pieces={spans} />
}

/** Where a span gets another label or other ends, its relations go along. */
function useFollowing(hand: Hand, spans: readonly End[], text: string): void {
  const before = useRef({ spans, text })
  useEffect(() => {
    const last = before.current
    before.current = { spans, text }
    const moved = last.text === text && last.spans !== spans ? followed(hand.relations, last.spans, spans) : undefined
    if (moved) hand.put(moved)
  })
}

function held(hand: Hand): HeldEnd[] {
  const { from = hand.picked?.from, to = hand.picked?.to } = hand
  return [...(from ? [{ side: 'from' as const, at: inUnits(hand, from) }] : []), ...(to ? [{ side: 'to' as const, at: inUnits(hand, to) }] : [])]
}
