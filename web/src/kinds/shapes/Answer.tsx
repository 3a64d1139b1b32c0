import type { ShapesQuestion } from '@/api'
import { KeyCap } from '@/keyboard'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { saidInWords } from '../attributes'
import type { AnswerProps } from '../kind'
import { Nothing } from '../parts/Nothing'
import styles from '../parts/parts.module.css'
import { Suggestions, type Waiting } from '../parts/Suggestions'
import { accept, chooseLabel, nothing, reject, suggestionInHand, wide } from './acts'
import { Hand } from './hand'
import { shapeKey } from './keys'
import type { Shape as Part } from './shape'
import { ShapeList } from './ShapeList'
import own from './shapes.module.css'
import { useShapes } from './useShapes'
import { t } from './words'

/** Beside the picture: the labels with their keys, and a real list of all that is drawn. */
export default function Answer({ question, value, suggestion, focused, onChange, labelledBy, showing }: AnswerProps<ShapesQuestion, Part[]>) {
  const { desk } = useShapes(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <div className={own.labels} role="group" aria-label={t('shapes.labels')}>
        {hand.labels.map((label, position) => {
          const key = shapeKey(position)
          return (
            <button
              key={label.id}
              type="button"
              className={own.label}
              aria-pressed={label.id === hand.active}
              aria-keyshortcuts={focused ? key : undefined}
              title={label.hint || undefined}
              data-enter="through"
              onClick={() => chooseLabel(hand, label.id)}
            >
              {focused && key && <KeyCap of={key} />}
              <LabelSwatch position={position} />
              <span>{label.name}</span>
            </button>
          )
        })}
      </div>
      {hand.suggested.length > 0 && <Suggestions of={question.name} waiting={waiting(hand)} focused={focused} allKey="shift+a" onAcceptAll={() => accept(hand, hand.suggested)} />}
      {hand.parts.length > 0 ? (
        <ShapeList hand={hand} showing={showing} focused={focused} />
      ) : (
        <Nothing isSaid={Array.isArray(value)} focused={focused} onSay={() => nothing(hand)}>
          {t('shapes.nothing')}
        </Nothing>
      )}
    </div>
  )
}

function waiting(hand: Hand): Waiting[] {
  const inHand = suggestionInHand(hand)
  return hand.suggested.map((one) => ({
    key: one.key,
    label: hand.nameOf(one.part),
    text: wide(one.part),
    said: saidInWords(hand.question, one.part),
    p: one.p,
    isPicked: hand.desk.snapshot().picked.has(one.key),
    isInHand: one.key === inHand?.key,
    pick: () => hand.desk.pick(one.key),
    accept: () => accept(hand, [one]),
    reject: () => reject(hand, one),
  }))
}
