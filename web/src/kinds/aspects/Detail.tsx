import { Button } from '@/ui/Button'
import { Select } from '@/ui/Form'
import { attributesOf, say, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import styles from '../parts/parts.module.css'
import { change, relabel, setCategory, without } from './acts'
import type { Aspect } from './aspect'
import { t } from './aspectWords'
import type { Hand } from './hand'

/** The picked aspect: its polarity, its category, and what else is asked of it. */
export function Detail({ hand, aspect }: { hand: Hand; aspect: Aspect }) {
  const { categories, question } = hand
  return (
    <div className={styles.detail}>
      <Select label={t('aspects.polarity')} value={aspect.label} options={hand.labels.map(({ id, name }) => ({ value: id, name }))} onChange={(event) => relabel(hand, event.target.value)} />
      {categories.length > 0 && (
        <Select
          label={t('aspects.category')}
          value={aspect.category ?? ''}
          options={[{ value: '', name: t('aspects.category.none') }, ...categories.map(({ id, name }) => ({ value: id, name }))]}
          onChange={(event) => setCategory(hand, aspect, event.target.value)}
        />
      )}
      <AttributesAnswer
        attributes={attributesOf(question, aspect.label)}
        said={aspect.attributes}
        onSay={(id, said) => change(hand, aspect, withAttributes(aspect, say(aspect.attributes, id, said)))}
      />
      {aspect.opinion && (
        <Button size="small" onClick={() => without(hand, aspect, 'opinion')}>
          {t('aspects.opinion.drop')}
        </Button>
      )}
      {aspect.target && question.implicit !== false && (
        <Button size="small" onClick={() => without(hand, aspect, 'target')}>
          {t('aspects.target.drop')}
        </Button>
      )}
    </div>
  )
}
