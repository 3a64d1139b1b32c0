import type { SpansQuestion } from '@/api'
import { saidInWords } from '../attributes'
import type { AnswerProps } from '../kind'
import { LabelButtons } from '../parts/LabelButtons'
import { Nothing } from '../parts/Nothing'
import styles from '../parts/parts.module.css'
import { Suggestions, type Waiting } from '../parts/Suggestions'
import { accept, nothing, pressLabel, reject, suggestionInHand } from './acts'
import { Hand } from './hand'
import { spanKey } from './keys'
import { keyOf, type Span } from './span'
import { SpanList } from './SpanList'
import { t } from './spanWords'
import { useDesk } from '../useDesk'

/** Beside the text: the labels with their keys, and a real list of all that is marked. */
export default function Answer({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<SpansQuestion, Span[]>) {
  const { desk, state } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  const active = state.active[question.id]
  const activeName = hand.labels.find((label) => label.id === active)?.name
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <LabelButtons legend={t('spans.labels')} labels={hand.labels} active={active} focused={focused} keyOf={spanKey} onPress={(label) => pressLabel(hand, label)} />
      <p className="quiet small">{activeName ? t('spans.active', { label: activeName }) : t('spans.active.none')}</p>
      {hand.suggested.length > 0 && <Suggestions waiting={waiting(hand)} focused={focused} onAcceptAll={() => accept(hand, hand.suggested.map(({ span }) => span))} />}
      {hand.spans.length > 0 ? (
        <SpanList hand={hand} focused={focused} />
      ) : (
        <Nothing isSaid={Array.isArray(value)} focused={focused} onSay={() => nothing(hand)}>
          {t('spans.nothing')}
        </Nothing>
      )}
    </div>
  )
}

function waiting(hand: Hand): Waiting[] {
  const inHand = suggestionInHand(hand)
  return hand.suggested.map(({ span, p }) => ({
    key: keyOf(span),
    label: hand.nameOf(span),
    text: hand.excerpt(span),
    said: saidInWords(hand.question, span),
    p,
    isPicked: span === hand.pickedSuggestion,
    isInHand: span === inHand,
    pick: () => hand.pick(span, true),
    accept: () => accept(hand, [span]),
    reject: () => reject(hand, span),
  }))
}
