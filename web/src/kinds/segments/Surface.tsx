import { useState } from 'react'
import type { SegmentsQuestion } from '@/api'
import type { Stretch } from '@/canvas/sound/view'
import type { Layer } from '@/fields/field'
import { Sound } from '@/fields/audio/Sound'
import type { SurfaceProps } from '../kind'
import { letGo, make } from './acts'
import { Bars } from './Bars'
import { Hand } from './hand'
import type { Segment } from './segment'
import styles from './segments.module.css'
import { Tints } from './Tints'
import type { Pull } from './usePull'
import { useDesk } from './useDesk'
import { useSegmentKeys } from './useSegmentKeys'

// Each layer of the kind has its values; the type of `onChange` cannot say so.
const minesOf = (layers: readonly Layer[]) => layers.filter(({ question }) => question.kind === 'segments') as unknown as Layer<SegmentsQuestion, Segment[]>[]

/** A sound on which people mark segments: on the wave, in the bars below it, or by keys alone. */
export default function Surface({ field, item, layers }: SurfaceProps) {
  const { desk, state } = useDesk(field.id)
  const [drawn, draw] = useState<Stretch>()
  const [pull, setPull] = useState<Pull>()
  const mine = minesOf(layers)
  const hands = mine.map((layer) => new Hand(desk, layer))
  const focused = Math.max(0, mine.findIndex((layer) => layer.focused))
  const hand = hands[focused]
  const onStretch = (stretch: Stretch | undefined, isDone: boolean) => {
    draw(isDone ? undefined : stretch)
    if (isDone && hand && stretch) make(hand, stretch)
  }
  return (
    <div className={styles.surface}>
      <Sound
        field={field}
        item={item}
        onStretch={onStretch}
        onPoint={() => hand && letGo(hand)}
        over={<Tints hands={hands} view={state.view} drawn={drawn} pull={pull} onPull={setPull} />}
        below={<Bars hands={hands} view={state.view} pull={pull} onPull={setPull} />}
      />
      {hand && <Keys hand={hand} enabled={mine[focused]?.focused ?? false} />}
      <p className="sr" role="status" aria-live="polite">
        {/* A sign that is not read out makes the same words new. */}
        {state.said.words}
        {state.said.turn % 2 ? '\u00a0' : ''}
      </p>
    </div>
  )
}

function Keys({ hand, enabled }: { hand: Hand; enabled: boolean }) {
  useSegmentKeys(hand, enabled)
  return null
}
