import { useState } from 'react'
import type { RelationsQuestion } from '@/api'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Form'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { attributesOf, saidInWords, say, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import type { AnswerProps } from '../kind'
import { LabelButtons } from '../marked/LabelButtons'
import { useDesk } from '../useDesk'
import { Hand } from './hand'
import { relationKey } from './keys'
import { keyOf, type Relation } from './relation'
import { t } from './relationWords'
import styles from './relations.module.css'

const PAGE = 100

/** Beside the text: the relations there are with their keys, and a real list of those that were made. */
export default function Answer({ question, value, focused, onChange, labelledBy }: AnswerProps<RelationsQuestion, Relation[]>) {
  const { desk } = useDesk(question.on ?? '')
  const hand = new Hand(desk, { question, value, onChange })
  return (
    <div className={styles.column} role="group" aria-labelledby={labelledBy}>
      <LabelButtons legend={t('relations.labels')} labels={hand.labels} active={hand.active} focused={focused} keyOf={relationKey} onPress={(label) => hand.pressLabel(label)} />
      <p className="quiet small">{now(hand)}</p>
      {hand.relations.length > 0 ? (
        <List hand={hand} />
      ) : (
        <Button className={styles.nothing} aria-pressed={Array.isArray(value)} keyHint={focused ? 'o' : undefined} icon={Array.isArray(value) ? 'check' : undefined} onClick={() => hand.nothing()}>
          {t('relations.nothing')}
        </Button>
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

function List({ hand }: { hand: Hand }) {
  const [page, setPage] = useState(PAGE)
  const { relations, picked } = hand
  const most = Math.max(page, picked ? relations.indexOf(picked) + 1 : 0)
  return (
    <section aria-label={t('relations.list')}>
      <h3 className={styles.head}>{t('relations.count', { n: relations.length })}</h3>
      <ol className={styles.list}>
        {relations.slice(0, most).map((one) => (
          <Row key={keyOf(one)} hand={hand} relation={one} isPicked={one === picked} />
        ))}
      </ol>
      {relations.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('relations.more', { n: Math.min(PAGE, relations.length - most) })}</Button>}
    </section>
  )
}

function Row({ hand, relation, isPicked }: { hand: Hand; relation: Relation; isPicked: boolean }) {
  const words = hand.words(relation)
  return (
    <li className={styles.row} data-picked={isPicked || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={() => hand.pick(isPicked ? undefined : relation)}>
          <bdi>{words.from}</bdi>
          <span className={styles.name}>
            <LabelSwatch position={hand.labels.findIndex((label) => label.id === relation.label)} /> {words.label} →
          </span>
          <bdi>{words.to}</bdi>
          {!isPicked && <span className={styles.said}>{saidInWords(hand.question, relation)}</span>}
        </button>
        <Button look="quiet" size="small" icon="cross" aria-label={t('relations.delete', words)} onClick={() => hand.drop(relation)} />
      </div>
      {isPicked && (
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
      )}
    </li>
  )
}
