import { isSeen, type View } from '@/canvas/sound/view'
import { rowsOf } from './edits'
import type { Hand } from './hand'
import type { Segment } from './segment'
import styles from './segments.module.css'
import { coloured, Grip, placed } from './Tints'
import { usePull, type Pull } from './usePull'

interface BarsProps {
  hands: readonly Hand[]
  view: View
  pull: Pull | undefined
  onPull: (pull: Pull | undefined) => void
}

const most = 6
const height = 26

/** Segments below the wave, those that sound together in rows: click to take in hand, drag to move. The list beside is what screen readers read. */
export function Bars({ hands, view, ...pulls }: BarsProps) {
  return hands.map((hand) => {
    const all = [...hand.segments.map((segment) => ({ segment, isSuggested: false })), ...hand.suggested.map(({ segment }) => ({ segment, isSuggested: true }))].sort((a, b) => a.segment.start - b.segment.start)
    const rows = rowsOf(all.map(({ segment }) => segment))
    const count = Math.min(most, Math.max(1, ...rows.map((row) => row + 1)))
    return (
      <div key={hand.question.id} className={styles.bars} data-time="" aria-hidden="true" style={{ height: count * height + 4 }}>
        {all.map(({ segment, isSuggested }, n) =>
          isSeen(view, segment) ? <Bar key={hand.key(segment, isSuggested)} hand={hand} segment={segment} isSuggested={isSuggested} top={((rows[n] ?? 0) % most) * height + 2} view={view} {...pulls} /> : null,
        )}
      </div>
    )
  })
}

interface BarProps extends Omit<BarsProps, 'hands'> {
  hand: Hand
  segment: Segment
  isSuggested: boolean
  top: number
}

function Bar({ hand, segment, isSuggested, top, view, pull, onPull }: BarProps) {
  const drag = usePull(hand, segment, 'both', onPull)
  const isPicked = segment === (isSuggested ? hand.pickedSuggestion : hand.picked)
  const shown = pull?.key === hand.key(segment) ? pull.now : segment
  const acts = isSuggested ? { onPointerDown: () => hand.pick(segment, { isSuggested: true }) } : drag
  return (
    <div className={styles.bar} data-picked={isPicked || undefined} data-suggested={isSuggested || undefined} style={{ top, ...placed(view, shown), ...coloured(hand, segment) }} title={`${hand.nameOf(segment)} ${hand.timesOf(shown)}`} {...acts}>
      <span className={styles.barName}>{segment.text || hand.nameOf(segment)}</span>
      {isPicked && !isSuggested && (['start', 'end'] as const).map((side) => <Grip key={side} hand={hand} segment={segment} side={side} onPull={onPull} />)}
    </div>
  )
}
