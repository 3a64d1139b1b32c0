import type { CSSProperties } from 'react'
import { isSeen, placeOf, type Stretch, type View } from '@/canvas/sound/view'
import { labelColour } from '@/ui/LabelSwatch'
import type { Hand } from './hand'
import { keyOf, type Segment } from './segment'
import styles from './segments.module.css'
import { usePull, type Pull } from './usePull'

interface TintsProps {
  hands: readonly Hand[]
  view: View
  drawn: Stretch | undefined
  pull: Pull | undefined
  onPull: (pull: Pull | undefined) => void
}

export const placed = (view: View, { start, end }: Stretch): CSSProperties => ({ left: `${placeOf(view, start) * 100}%`, width: `${((end - start) / view.span) * 100}%` })

export const coloured = (hand: Hand, segment: Segment): CSSProperties => ({ '--label': labelColour(Math.max(0, hand.positionOf(segment))) }) as CSSProperties

/** Segments as tints over the wave; the one in hand has ends to drag. */
export function Tints({ hands, view, drawn, pull, onPull }: TintsProps) {
  return (
    <div className={styles.tints} data-time="" aria-hidden="true">
      {hands.flatMap((hand) =>
        hand.segments
          .filter((segment) => isSeen(view, segment))
          .map((segment) => {
            const isPicked = segment === hand.picked
            const shown = pull?.key === hand.key(segment) ? pull.now : segment
            return (
              <div key={hand.key(segment)} className={styles.tint} data-picked={isPicked || undefined} style={{ ...placed(view, shown), ...coloured(hand, segment) }}>
                {isPicked && (['start', 'end'] as const).map((side) => <Grip key={side} hand={hand} segment={segment} side={side} onPull={onPull} />)}
              </div>
            )
          }),
      )}
      {hands.flatMap((hand) => hand.suggested.filter(({ segment }) => isSeen(view, segment)).map(({ segment }) => <div key={`?${keyOf(segment)}`} className={styles.tint} data-suggested="" style={{ ...placed(view, segment), ...coloured(hand, segment) }} />))}
      {drawn && <div className={styles.tint} data-picked="" style={placed(view, drawn)} />}
    </div>
  )
}

export function Grip({ hand, segment, side, onPull }: { hand: Hand; segment: Segment; side: 'start' | 'end'; onPull: (pull: Pull | undefined) => void }) {
  return <span className={styles.grip} data-grip="" data-side={side} {...usePull(hand, segment, side, onPull)} />
}
