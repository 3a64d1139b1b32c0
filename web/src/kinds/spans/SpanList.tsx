import { useState } from 'react'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import { drop } from './acts'
import { Detail } from './Detail'
import type { Hand } from './hand'
import { keyOf, type Span } from './span'
import { t } from './spanWords'
import styles from '../marked/marked.module.css'

const PAGE = 100

/** The spans in the order of the text; of very many, first those before the picked one and some more. */
export function SpanList({ hand, focused }: { hand: Hand; focused: boolean }) {
  const [page, setPage] = useState(PAGE)
  const { spans, picked } = hand
  const most = Math.max(page, picked ? spans.indexOf(picked) + 1 : 0)
  return (
    <section aria-label={t('spans.list')}>
      <div className={styles.head}>
        <h3>{t('spans.count', { n: spans.length })}</h3>
      </div>
      <ol className={styles.list}>
        {spans.slice(0, most).map((span) => (
          <Row key={keyOf(span)} hand={hand} span={span} isPicked={span === picked} focused={focused} />
        ))}
      </ol>
      {spans.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('spans.more', { n: Math.min(PAGE, spans.length - most) })}</Button>}
    </section>
  )
}

function Row({ hand, span, isPicked, focused }: { hand: Hand; span: Span; isPicked: boolean; focused: boolean }) {
  const name = hand.nameOf(span)
  const text = hand.excerpt(span)
  return (
    <li className={styles.row} data-picked={isPicked || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={() => hand.pick(span)}>
          <LabelSwatch position={hand.labels.findIndex((label) => label.id === span.label)} />
          <span className={styles.name}>{name}</span>
          <bdi className={styles.excerpt}>{text}</bdi>
          {!isPicked && <span className={styles.said}>{saidInWords(hand.question, span)}</span>}
        </button>
        <Button look="quiet" size="small" icon="cross" aria-label={t('spans.delete', { label: name, text })} onClick={() => drop(hand, span)} />
      </div>
      {isPicked && <Detail hand={hand} span={span} focused={focused} />}
    </li>
  )
}
