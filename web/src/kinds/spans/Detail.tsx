import { Button } from '@/ui/Button'
import { Select } from '@/ui/Form'
import { attributesOf, say, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import { change, markAlike, relabel } from './acts'
import type { Hand } from './hand'
import type { Span } from './span'
import { t } from './spanWords'
import styles from '../parts/parts.module.css'

/** The picked span: its label, what is asked of it, and the same elsewhere. */
export function Detail({ hand, span, focused }: { hand: Hand; span: Span; focused: boolean }) {
  return (
    <div className={styles.detail}>
      <Select label={t('spans.label')} value={span.label} options={hand.labels.map(({ id, name }) => ({ value: id, name }))} onChange={(event) => relabel(hand, event.target.value)} />
      <AttributesAnswer
        attributes={attributesOf(hand.question, span.label)}
        said={span.attributes}
        onSay={(id, said) => change(hand, span, withAttributes(span, say(span.attributes, id, said)))}
      />
      <Button size="small" keyHint={focused ? 'l' : undefined} onClick={() => markAlike(hand)}>
        {t('spans.alike')}
      </Button>
    </div>
  )
}
