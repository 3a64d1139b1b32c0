import type { SegmentsQuestion } from '@/api'
import { SoundDesk } from '@/canvas/sound/desk'
import { clock, placeOf, wholeOf } from '@/canvas/sound/view'
import { mediaIn } from '@/fields/media'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import type { ReadingProps } from '../kind'
import { Hand } from './hand'
import { keyOf, type Segment } from './segment'
import { segments as kind } from '.'
import styles from './segments.module.css'
import { coloured } from './Tints'

/** What somebody has marked in a sound: where, on a line as long as the sound, and as a list with times. */
export default function Reading({ question, value, content }: ReadingProps<SegmentsQuestion, Segment[]>) {
  const seconds = mediaIn(content)?.seconds ?? Math.max(0, ...value.map(({ end }) => end))
  const hand = new Hand(new SoundDesk(), { question, value, suggestion: null, onChange: () => undefined })
  if (value.length === 0) return <p>{kind.describe(question, value)}</p>
  const view = wholeOf(seconds)
  return (
    <>
      <div className={styles.line2} aria-hidden="true">
        {value.map((segment) => (
          <span key={keyOf(segment)} className={styles.tick} style={{ left: `${placeOf(view, segment.start) * 100}%`, width: `${((segment.end - segment.start) / view.span) * 100}%`, ...coloured(hand, segment) }} />
        ))}
      </div>
      <ol className={styles.reading} tabIndex={0} aria-label={question.name}>
        {value.map((segment) => (
          <li key={keyOf(segment)}>
            {hand.positionOf(segment) >= 0 && <LabelSwatch position={hand.positionOf(segment)} />} <span className={styles.times}>{`${clock(segment.start)} – ${clock(segment.end)}`}</span>{' '}
            {segment.label && <b>{hand.nameOf(segment)}</b>} {saidInWords(question, { label: '', ...segment })} {segment.text && <span dir="auto">{segment.text}</span>}
          </li>
        ))}
      </ol>
    </>
  )
}
