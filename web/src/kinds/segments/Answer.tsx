import type { SegmentsQuestion } from '@/api'
import { mediaOf } from '@/fields/media'
import { KeyCap } from '@/keyboard'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import type { AnswerProps } from '../kind'
import { nothing, pressLabel } from './acts'
import { Hand } from './hand'
import type { Segment } from './segment'
import { SegmentList } from './SegmentList'
import { t } from './segmentWords'
import styles from './segments.module.css'
import { Speech } from './Speech'
import { Suggestions } from './Suggestions'
import { useDesk } from './useDesk'
import { segmentKey } from './useSegmentKeys'

/** Beside the sound: the labels with their keys, and a real list of all that is marked. */
export default function Answer({ question, value, suggestion, focused, onChange, onSubmit, labelledBy, showing }: AnswerProps<SegmentsQuestion, Segment[]>) {
  const { desk } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  const { active } = hand
  const field = showing?.fields.find((one) => one.id === question.on)
  const { src, state } = field ? mediaOf(field) : {}
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      {hand.labels.length > 0 && (
        <div className={styles.labels} role="group" aria-label={t('segments.labels')}>
          {hand.labels.map((label, position) => {
            const key = segmentKey(position)
            return (
              <button
                key={label.id}
                type="button"
                className={styles.label}
                aria-pressed={label.id === active}
                aria-keyshortcuts={focused ? key : undefined}
                title={label.hint || undefined}
                data-enter="through"
                onClick={() => pressLabel(hand, label.id)}
              >
                <LabelSwatch position={position} />
                {label.name}
                {focused && key && <KeyCap of={key} />}
              </button>
            )
          })}
        </div>
      )}
      <p className="quiet small">{state !== undefined && !src ? t('segments.how.broken') : active ? t('segments.how.label', { label: hand.nameOf({ label: active }) }) : t('segments.how')}</p>
      {src && <Speech key={src} hand={hand} src={src} />}
      {hand.canUndo && (
        <Button className={styles.nothing} look="quiet" size="small" icon="undo" keyHint={focused ? 'z' : undefined} onClick={() => hand.back('undo')}>
          {t('segments.undo')}
        </Button>
      )}
      {hand.suggested.length > 0 && <Suggestions hand={hand} focused={focused} />}
      {hand.segments.length > 0 ? (
        <SegmentList hand={hand} focused={focused} onSubmit={onSubmit} />
      ) : (
        <Button className={styles.nothing} aria-pressed={Array.isArray(value)} keyHint={focused ? 'o' : undefined} icon={Array.isArray(value) ? 'check' : undefined} onClick={() => nothing(hand)}>
          {t('segments.nothing')}
        </Button>
      )}
    </div>
  )
}
