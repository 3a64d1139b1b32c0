import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import { PartList, PartRow } from '../parts/PartList'
import styles from '../parts/parts.module.css'
import { drop } from './acts'
import { Detail } from './Detail'
import type { Hand } from './hand'
import { keyOf, type Segment } from './segment'
import { t } from './segmentWords'

interface SegmentListProps {
  hand: Hand
  focused: boolean
  onSubmit: () => void
}

/** The segments in the order of time. */
export function SegmentList(props: SegmentListProps) {
  const { hand } = props
  return (
    <PartList
      name={t('segments.list')}
      title={t('segments.count', { n: hand.segments.length })}
      parts={hand.segments}
      picked={hand.picked}
      row={(segment, isPicked) => <Row key={keyOf(segment)} segment={segment} isPicked={isPicked} {...props} />}
    />
  )
}

function Row({ hand, segment, isPicked, ...rest }: SegmentListProps & { segment: Segment; isPicked: boolean }) {
  const words = { label: hand.nameOf(segment), times: hand.timesOf(segment) }
  const position = hand.positionOf(segment)
  return (
    <PartRow
      wraps
      isPicked={isPicked}
      onPick={() => hand.pick(segment)}
      name={t('segments.pick', words)}
      deleteName={t('segments.delete', words)}
      onDelete={() => drop(hand, segment)}
      detail={<Detail hand={hand} segment={segment} {...rest} />}
    >
      {position >= 0 && <LabelSwatch position={position} />}
      {hand.question.labels.length > 0 && <span className={styles.name}>{words.label}</span>}
      <span className={styles.excerpt}>{words.times}</span>
      {!isPicked && <span className={styles.said}>{[saidInWords(hand.question, { label: '', ...segment }), segment.text].filter(Boolean).join(' · ')}</span>}
    </PartRow>
  )
}
