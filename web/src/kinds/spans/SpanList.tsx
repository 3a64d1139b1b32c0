import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import { PartList, PartRow } from '../parts/PartList'
import styles from '../parts/parts.module.css'
import { drop } from './acts'
import { Detail } from './Detail'
import type { Hand } from './hand'
import { keyOf, type Span } from './span'
import { t } from './spanWords'

interface SpanListProps {
  hand: Hand
  focused: boolean
}

/** The spans in the order of the text. */
export function SpanList({ hand, focused }: SpanListProps) {
  return (
    <PartList
      name={t('spans.list')}
      title={t('spans.count', { n: hand.spans.length })}
      parts={hand.spans}
      picked={hand.picked}
      row={(span, isPicked) => <Row key={keyOf(span)} hand={hand} span={span} isPicked={isPicked} focused={focused} />}
    />
  )
}

function Row({ hand, span, isPicked, focused }: SpanListProps & { span: Span; isPicked: boolean }) {
  const words = { label: hand.nameOf(span), text: hand.excerpt(span) }
  return (
    <PartRow
      isPicked={isPicked}
      onPick={() => hand.pick(span)}
      deleteName={t('spans.delete', words)}
      onDelete={() => drop(hand, span)}
      detail={<Detail hand={hand} span={span} focused={focused} />}
    >
      <LabelSwatch position={hand.positionOf(span)} />
      <span className={styles.name}>{words.label}</span>
      <bdi className={styles.excerpt}>{words.text}</bdi>
      {!isPicked && <span className={styles.said}>{saidInWords(hand.question, span)}</span>}
    </PartRow>
  )
}
