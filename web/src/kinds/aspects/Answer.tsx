import type { AspectsQuestion } from '@/api'
import { Button } from '@/ui/Button'
import type { AnswerProps } from '../kind'
import { LabelButtons } from '../parts/LabelButtons'
import { Nothing } from '../parts/Nothing'
import styles from '../parts/parts.module.css'
import { Suggestions, type Waiting } from '../parts/Suggestions'
import { useDesk } from '../useDesk'
import { accept, implicit, nothing, pressLabel, reject, setCategory, suggestionInHand } from './acts'
import { keyOf, type Aspect } from './aspect'
import { AspectList } from './AspectList'
import own from './aspects.module.css'
import { t } from './aspectWords'
import { Hand } from './hand'
import { aspectKey } from './keys'

/** Beside the text: the polarities with their keys, what comes next, and a real list of all aspects. */
export default function Answer({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<AspectsQuestion, Aspect[]>) {
  const { desk } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, suggestion, onChange })
  const isCategory = hand.next === 'category'
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <LabelButtons legend={t('aspects.polarities')} labels={hand.labels} active={hand.active} focused={focused && !isCategory} keyOf={aspectKey} onPress={(label) => pressLabel(hand, label)} />
      {question.implicit !== false && (
        <Button className={`${styles.nothing} ${own.implicit}`} size="small" aria-pressed={hand.next === 'implicit'} keyHint={focused ? 'i' : undefined} onMouseDown={(event) => focused && event.preventDefault()} onClick={() => implicit(hand)}>
          {t('aspects.implicit')}
        </Button>
      )}
      {isCategory && (
        <LabelButtons
          legend={t('aspects.categories')}
          labels={hand.categories}
          active={hand.picked?.category}
          focused={focused}
          keyOf={aspectKey}
          onPress={(category) => setCategory(hand, hand.picked ?? hand.pickedSuggestion, category)}
        />
      )}
      <p className="quiet small">{following(hand)}</p>
      {hand.suggested.length > 0 && <Suggestions waiting={waiting(hand)} focused={focused} onAcceptAll={() => accept(hand, hand.suggested.map(({ aspect }) => aspect))} />}
      {hand.aspects.length > 0 ? (
        <AspectList hand={hand} />
      ) : (
        <Nothing isSaid={Array.isArray(value)} focused={focused} onSay={() => nothing(hand)}>
          {t('aspects.nothing')}
        </Nothing>
      )}
    </div>
  )
}

/** What comes next. */
function following(hand: Hand): string {
  if (hand.next) return t(`aspects.next.${hand.next}`)
  if (hand.active) return t('aspects.active', { label: hand.nameOf(hand.active) })
  const { picked } = hand
  if (!picked) return t('aspects.how')
  if (!picked.opinion) return t('aspects.more')
  return hand.categories.length > 0 && !picked.category ? t('aspects.more.category') : t('aspects.how')
}

function waiting(hand: Hand): Waiting[] {
  const inHand = suggestionInHand(hand)
  return hand.suggested.map(({ aspect, p }) => ({
    key: keyOf(aspect),
    label: hand.nameOf(aspect.label),
    text: [aspect.target, ...(aspect.opinion ? [aspect.opinion] : [])].map((place) => hand.excerpt(place)).join(' — '),
    said: hand.more(aspect),
    p,
    isPicked: aspect === hand.pickedSuggestion,
    isInHand: aspect === inHand,
    pick: () => hand.pick(aspect, true),
    accept: () => accept(hand, [aspect]),
    reject: () => reject(hand, aspect),
  }))
}
