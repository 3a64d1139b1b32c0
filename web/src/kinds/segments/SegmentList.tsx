import { useEffect, useRef, useState } from 'react'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import { drop } from './acts'
import { Detail } from './Detail'
import type { Hand } from './hand'
import { keyOf, type Segment } from './segment'
import { t } from './segmentWords'
import styles from './segments.module.css'

const PAGE = 100

interface ListProps {
  hand: Hand
  focused: boolean
  onSubmit: () => void
}

/** The segments in the order of time; of very many, first those before the picked one and some more. */
export function SegmentList({ hand, focused, onSubmit }: ListProps) {
  const [page, setPage] = useState(PAGE)
  const { segments, picked } = hand
  const most = Math.max(page, picked ? segments.indexOf(picked) + 1 : 0)
  return (
    <section aria-label={t('segments.list')}>
      <h3 className={styles.head}>{t('segments.count', { n: segments.length })}</h3>
      <ol className={styles.list}>
        {segments.slice(0, most).map((segment) => (
          <Row key={keyOf(segment)} hand={hand} segment={segment} isPicked={segment === picked} focused={focused} onSubmit={onSubmit} />
        ))}
      </ol>
      {segments.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('segments.more', { n: Math.min(PAGE, segments.length - most) })}</Button>}
    </section>
  )
}

function Row({ hand, segment, isPicked, focused, onSubmit }: ListProps & { segment: Segment; isPicked: boolean }) {
  const row = useRef<HTMLLIElement>(null)
  const words = { label: hand.nameOf(segment), times: hand.timesOf(segment) }
  const position = hand.positionOf(segment)
  useEffect(() => {
    if (isPicked) row.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isPicked])
  return (
    <li ref={row} className={styles.row} data-picked={isPicked || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.pick} aria-pressed={isPicked} aria-label={t('segments.pick', words)} data-enter="through" onClick={() => hand.pick(segment)}>
          {position >= 0 && <LabelSwatch position={position} />}
          {hand.question.labels.length > 0 && <span className={styles.name}>{words.label}</span>}
          <span className={styles.times}>{words.times}</span>
          {!isPicked && <span className={styles.said}>{[saidInWords(hand.question, { label: '', ...segment }), segment.text].filter(Boolean).join(' · ')}</span>}
        </button>
        <Button look="quiet" size="small" icon="cross" aria-label={t('segments.delete', words)} onClick={() => drop(hand, segment)} />
      </div>
      {isPicked && <Detail hand={hand} segment={segment} focused={focused} onSubmit={onSubmit} />}
    </li>
  )
}
