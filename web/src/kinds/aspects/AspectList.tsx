import { useState } from 'react'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import styles from '../marked/marked.module.css'
import { drop } from './acts'
import { keyOf, type Aspect } from './aspect'
import own from './aspects.module.css'
import { t } from './aspectWords'
import { Detail } from './Detail'
import type { Hand } from './hand'

const PAGE = 100

/** The aspects in the order of their targets: "service — slow — negative". */
export function AspectList({ hand }: { hand: Hand }) {
  const [page, setPage] = useState(PAGE)
  const { aspects, picked } = hand
  const most = Math.max(page, picked ? aspects.indexOf(picked) + 1 : 0)
  return (
    <section aria-label={t('aspects.list')}>
      <div className={styles.head}>
        <h3>{t('aspects.count', { n: aspects.length })}</h3>
      </div>
      <ol className={styles.list}>
        {aspects.slice(0, most).map((aspect) => (
          <Row key={keyOf(aspect)} hand={hand} aspect={aspect} isPicked={aspect === picked} />
        ))}
      </ol>
      {aspects.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('aspects.show.more', { n: Math.min(PAGE, aspects.length - most) })}</Button>}
    </section>
  )
}

function Row({ hand, aspect, isPicked }: { hand: Hand; aspect: Aspect; isPicked: boolean }) {
  const more = hand.more(aspect)
  return (
    <li className={styles.row} data-picked={isPicked || undefined}>
      <div className={styles.line}>
        <button type="button" className={`${styles.pick} ${own.pick}`} aria-pressed={isPicked} onClick={() => (isPicked ? hand.letGo() : hand.pick(aspect))}>
          <bdi className={own.target}>{hand.excerpt(aspect.target)}</bdi>
          {' — '}
          {aspect.opinion && (
            <>
              <bdi>{hand.excerpt(aspect.opinion)}</bdi>
              {' — '}
            </>
          )}
          <span className={own.polarity}>
            <LabelSwatch position={hand.labels.findIndex(({ id }) => id === aspect.label)} /> {hand.nameOf(aspect.label)}
          </span>
          {more && <span className={styles.said}>{more}</span>}
        </button>
        <Button look="quiet" size="small" icon="cross" aria-label={t('aspects.delete', { words: hand.words(aspect) })} onClick={() => drop(hand, aspect)} />
      </div>
      {isPicked && <Detail hand={hand} aspect={aspect} />}
    </li>
  )
}
