import type { RelationsQuestion } from '@/api'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Form'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { attributesOf, saidInWords, say, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import type { AnswerProps } from '../kind'
import { LabelButtons } from '../parts/LabelButtons'
import { Nothing } from '../parts/Nothing'
import { PartList, PartRow } from '../parts/PartList'
import styles from '../parts/parts.module.css'
import { useDesk } from '../useDesk'
import { Hand } from './hand'
import { relationKey } from './keys'
import { keyOf, type Relation } from './relation'
import own from './relations.module.css'
import { t } from './relationWords'

/** Beside the text: the relations there are with their keys, and a real list of those that were made. */
export default function Answer({ question, value, focused, onChange, labelledBy }: AnswerProps<RelationsQuestion, Relation[]>) {
  const { desk } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, onChange })
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <LabelButtons legend={t('relations.labels')} labels={hand.labels} active={hand.active} focused={focused} keyOf={relationKey} onPress={(label) => hand.pressLabel(label)} />
      <p className="quiet small">{now(hand)}</p>
      {hand.relations.length > 0 ? (
        <PartList
          name={t('relations.list')}
          title={t('relations.count', { n: hand.relations.length })}
          parts={hand.relations}
          picked={hand.picked}
          row={(one, isPicked) => <Row key={keyOf(one)} hand={hand} relation={one} isPicked={isPicked} />}
        />
      ) : (
        <Nothing isSaid={Array.isArray(value)} focused={focused} onSay={() => hand.nothing()}>
          {t('relations.nothing')}
        </Nothing>
      )}
    </div>
  )
}

/** What is in hand, and what comes next. */
function now(hand: Hand): string {
  const { from, to, active } = hand
  if (from && to) return t('relations.both', { from: hand.excerpt(from), to: hand.excerpt(to) })
  if (from) return t('relations.from', { text: hand.excerpt(from) })
  return active ? t('relations.active', { label: hand.nameOf(active) }) : t('relations.how')
}

function Row({ hand, relation, isPicked }: { hand: Hand; relation: Relation; isPicked: boolean }) {
  const words = hand.words(relation)
  return (
    <PartRow
      wraps
      isPicked={isPicked}
      onPick={() => hand.pick(isPicked ? undefined : relation)}
      deleteName={t('relations.delete', words)}
      onDelete={() => hand.drop(relation)}
      detail={<Detail hand={hand} relation={relation} />}
    >
      <bdi>{words.from}</bdi>
      <span className={own.name}>
        <LabelSwatch position={hand.positionOf(relation)} /> {words.label} →
      </span>
      <bdi>{words.to}</bdi>
      {!isPicked && <span className={styles.said}>{saidInWords(hand.question, relation)}</span>}
    </PartRow>
  )
}

/** The picked relation: its label, what is asked of it, and which way it goes. */
function Detail({ hand, relation }: { hand: Hand; relation: Relation }) {
  return (
    <div className={styles.detail}>
      <Select label={t('relations.label')} value={relation.label} options={hand.labels.map(({ id, name }) => ({ value: id, name }))} onChange={(event) => hand.relabel(relation, event.target.value)} />
      <AttributesAnswer
        attributes={attributesOf(hand.question, relation.label)}
        said={relation.attributes}
        onSay={(id, said) => hand.replace(relation, withAttributes(relation, say(relation.attributes, id, said)))}
      />
      <Button size="small" onClick={() => hand.turn(relation)}>
        {t('relations.turn')}
      </Button>
    </div>
  )
}
