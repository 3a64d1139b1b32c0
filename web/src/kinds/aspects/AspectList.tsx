import { LabelSwatch } from '@/ui/LabelSwatch'
import { PartList, PartRow } from '../parts/PartList'
import styles from '../parts/parts.module.css'
import { drop } from './acts'
import { keyOf, type Aspect } from './aspect'
import own from './aspects.module.css'
import { t } from './aspectWords'
import { Detail } from './Detail'
import type { Hand } from './hand'

/** The aspects in the order of their targets: "service — slow — negative". */
export function AspectList({ hand }: { hand: Hand }) {
  return (
    <PartList
      name={t('aspects.list')}
      title={t('aspects.count', { n: hand.aspects.length })}
      parts={hand.aspects}
      picked={hand.picked}
      row={(aspect, isPicked) => <Row key={keyOf(aspect)} hand={hand} aspect={aspect} isPicked={isPicked} />}
    />
  )
}

function Row({ hand, aspect, isPicked }: { hand: Hand; aspect: Aspect; isPicked: boolean }) {
  const more = hand.more(aspect)
  return (
    <PartRow
      wraps
      isPicked={isPicked}
      onPick={() => (isPicked ? hand.letGo() : hand.pick(aspect))}
      deleteName={t('aspects.delete', { words: hand.words(aspect) })}
      onDelete={() => drop(hand, aspect)}
      detail={<Detail hand={hand} aspect={aspect} />}
    >
      <bdi className={own.target}>{hand.excerpt(aspect.target)}</bdi>
      {' — '}
      {aspect.opinion && (
        <>
          <bdi>{hand.excerpt(aspect.opinion)}</bdi>
          {' — '}
        </>
      )}
      <span className={own.polarity}>
        <LabelSwatch position={hand.positionOf(aspect)} /> {hand.nameOf(aspect.label)}
      </span>
      {more && <span className={styles.said}>{more}</span>}
    </PartRow>
  )
}
