import type { SpansQuestion } from '@/api'
import { KeyCap } from '@/keyboard'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import type { AnswerProps } from '../kind'
import { nothing, pressLabel } from './acts'
import { Hand } from './hand'
import { spanKey } from './keys'
import type { Span } from './span'
import { SpanList } from './SpanList'
import { t } from './spanWords'
import styles from './spans.module.css'
import { Suggestions } from './Suggestions'
import { useDesk } from '../useDesk'

/** Beside the text: the labels with their keys, and a real list of all that is marked. */
export default function Answer({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<SpansQuestion, Span[]>) {
  const { desk, state } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  const active = state.active[question.id]
  const activeName = hand.labels.find((label) => label.id === active)?.name
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <div className={styles.labels} role="group" aria-label={t('spans.labels')}>
        {hand.labels.map((label, position) => {
          const key = spanKey(position)
          return (
            <button
              key={label.id}
              type="button"
              className={styles.label}
              aria-pressed={label.id === active}
              aria-keyshortcuts={focused ? key : undefined}
              title={label.hint || undefined}
              // What is selected in the text stays so, once the question has the cursor.
              onMouseDown={(event) => focused && event.preventDefault()}
              onClick={() => pressLabel(hand, label.id)}
            >
              <LabelSwatch position={position} />
              {label.name}
              {focused && key && <KeyCap of={key} />}
            </button>
          )
        })}
      </div>
      <p className="quiet small">{activeName ? t('spans.active', { label: activeName }) : t('spans.active.none')}</p>
      {hand.suggested.length > 0 && <Suggestions hand={hand} focused={focused} />}
      {hand.spans.length > 0 ? (
        <SpanList hand={hand} focused={focused} />
      ) : (
        <Button className={styles.nothing} aria-pressed={Array.isArray(value)} keyHint={focused ? 'o' : undefined} icon={Array.isArray(value) ? 'check' : undefined} onClick={() => nothing(hand)}>
          {t('spans.nothing')}
        </Button>
      )}
    </div>
  )
}
