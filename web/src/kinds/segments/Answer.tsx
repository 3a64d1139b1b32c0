import type { SegmentsQuestion } from '@/api'
import { mediaOf } from '@/fields/media'
import { Button } from '@/ui/Button'
import type { AnswerProps } from '../kind'
import { LabelButtons } from '../parts/LabelButtons'
import { Nothing } from '../parts/Nothing'
import styles from '../parts/parts.module.css'
import { Suggestions, type Waiting } from '../parts/Suggestions'
import { accept, nothing, pressLabel, reject, suggestionInHand } from './acts'
import { Hand } from './hand'
import { keyOf, type Segment } from './segment'
import { SegmentList } from './SegmentList'
import { t } from './segmentWords'
import { Speech } from './Speech'
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
      {hand.labels.length > 0 && <LabelButtons legend={t('segments.labels')} labels={hand.labels} active={active} focused={focused} keyOf={segmentKey} onPress={(label) => pressLabel(hand, label)} />}
      <p className="quiet small">{state !== undefined && !src ? t('segments.how.broken') : active ? t('segments.how.label', { label: hand.nameOf({ label: active }) }) : t('segments.how')}</p>
      {src && <Speech key={src} hand={hand} src={src} />}
      {hand.canUndo && (
        <Button className={styles.nothing} look="quiet" size="small" icon="undo" keyHint={focused ? 'z' : undefined} onClick={() => hand.back('undo')}>
          {t('segments.undo')}
        </Button>
      )}
      {hand.suggested.length > 0 && <Suggestions waiting={waiting(hand)} focused={focused} onAcceptAll={() => accept(hand, all(hand))} onRejectAll={() => reject(hand, all(hand))} />}
      {hand.segments.length > 0 ? (
        <SegmentList hand={hand} focused={focused} onSubmit={onSubmit} />
      ) : (
        <Nothing isSaid={Array.isArray(value)} focused={focused} onSay={() => nothing(hand)}>
          {t('segments.nothing')}
        </Nothing>
      )}
    </div>
  )
}

const all = (hand: Hand): Segment[] => hand.suggested.map(({ segment }) => segment)

function waiting(hand: Hand): Waiting[] {
  const inHand = suggestionInHand(hand)
  return hand.suggested.map(({ segment, p }) => ({
    key: keyOf(segment),
    label: hand.nameOf(segment),
    text: hand.timesOf(segment),
    p,
    isPicked: segment === hand.pickedSuggestion,
    isInHand: segment === inHand,
    pick: () => hand.pick(segment, { isSuggested: true }),
    accept: () => accept(hand, [segment]),
    reject: () => reject(hand, [segment]),
  }))
}
