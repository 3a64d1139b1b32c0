import type { ShapesQuestion } from '@/api'
import { KeyCap } from '@/keyboard'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import type { AnswerProps } from '../kind'
import { chooseLabel, nothing } from './acts'
import { Hand } from './hand'
import { shapeKey } from './keys'
import type { Shape as Part } from './shape'
import { ShapeList } from './ShapeList'
import styles from './shapes.module.css'
import { Suggestions } from './Suggestions'
import { useShapes } from './useShapes'
import { t } from './words'

/** Beside the picture: the labels with their keys, and a real list of all that is drawn. */
export default function Answer({ question, value, suggestion, focused, onChange, labelledBy, showing }: AnswerProps<ShapesQuestion, Part[]>) {
  const { desk } = useShapes(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <div className={styles.labels} role="group" aria-label={t('shapes.labels')}>
        {hand.labels.map((label, position) => {
          const key = shapeKey(position)
          return (
            <button
              key={label.id}
              type="button"
              className={styles.label}
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
      {hand.suggested.length > 0 && <Suggestions hand={hand} focused={focused} />}
      {hand.parts.length > 0 ? (
        <ShapeList hand={hand} showing={showing} focused={focused} />
      ) : (
        <Button className={styles.nothing} aria-pressed={Array.isArray(value)} keyHint={focused ? 'o' : undefined} icon={Array.isArray(value) ? 'check' : undefined} onClick={() => nothing(hand)}>
          {t('shapes.nothing')}
        </Button>
      )}
    </div>
  )
}
