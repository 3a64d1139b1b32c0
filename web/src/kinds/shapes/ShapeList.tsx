import { useState } from 'react'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { Select } from '@/ui/Form'
import { attributesOf, say, saidInWords, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import type { Showing } from '../kind'
import { change, chooseLabel, drop, mark, reorder, wide } from './acts'
import { Fit } from './Fit'
import type { Hand } from './hand'
import type { Shape as Part } from './shape'
import styles from './shapes.module.css'
import { t } from './words'

const PAGE = 100

interface Given {
  hand: Hand
  showing: Showing | undefined
  focused: boolean
}

/** The shapes from back to front; of very many, first those before the picked one and some more. */
export function ShapeList({ hand, ...rest }: Given) {
  const [page, setPage] = useState(PAGE)
  const { parts, picked } = hand
  const most = Math.max(page, picked[0] ? parts.indexOf(picked[0]) + 1 : 0)
  return (
    <section aria-label={t('shapes.list', { question: hand.question.name })}>
      <div className={styles.head}>
        <h3>{t('shapes.count', { n: parts.length })}</h3>
      </div>
      <ol className={styles.list}>
        {parts.slice(0, most).map((part) => (
          <Row key={hand.key(part)} hand={hand} part={part} isPicked={picked.includes(part)} isOnly={picked.length === 1} {...rest} />
        ))}
      </ol>
      {parts.length > most && <Button onClick={() => setPage(most + PAGE)}>{t('shapes.more', { n: Math.min(PAGE, parts.length - most) })}</Button>}
    </section>
  )
}

function Row({ hand, part, isPicked, isOnly, ...rest }: Given & { part: Part; isPicked: boolean; isOnly: boolean }) {
  const { desk } = hand
  const key = hand.key(part)
  const name = hand.name(part)
  const { hidden, locked } = desk.snapshot()
  return (
    <li className={styles.row} data-picked={isPicked || undefined} data-hidden={hidden.has(key) || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={(event) => desk.pick(key, event.shiftKey)}>
          <span className={styles.number}>{hand.parts.indexOf(part) + 1}</span>
          <LabelSwatch position={hand.labels.findIndex((label) => label.id === part.label)} />
          <span className={styles.name}>{hand.nameOf(part)}</span>
          <span className={styles.said}>{wide(part)}</span>
          {!isPicked && <span className={styles.said}>{saidInWords(hand.question, part)}</span>}
        </button>
        <Button look="quiet" size="small" icon="lock" className={styles.mark} aria-pressed={locked.has(key)} aria-label={t('shapes.lock', { name })} onClick={() => mark(hand, 'locked', [part])} />
        <Button look="quiet" size="small" icon="eyeOff" className={styles.mark} aria-pressed={hidden.has(key)} aria-label={t('shapes.hide', { name })} onClick={() => mark(hand, 'hidden', [part])} />
        <Button look="quiet" size="small" icon="cross" aria-label={t('shapes.delete', { name })} onClick={() => drop(hand, [part])} />
      </div>
      {isPicked && isOnly && <Detail hand={hand} part={part} {...rest} />}
    </li>
  )
}

/** The picked shape: its label, what is asked of it, and how far in front it is. */
function Detail({ hand, part, showing, focused }: Given & { part: Part }) {
  return (
    <div className={styles.detail}>
      <Select label={t('shapes.label')} value={part.label} options={hand.labels.map(({ id, name }) => ({ value: id, name }))} onChange={(event) => chooseLabel(hand, event.target.value)} />
      <AttributesAnswer
        attributes={attributesOf(hand.question, part.label)}
        said={part.attributes}
        onSay={(id, said) => change(hand, part, withAttributes(part, say(part.attributes, id, said)) as Part)}
      />
      <div className={styles.order}>
        <Fit key={hand.key(part)} hand={hand} part={part} showing={showing} focused={focused} />
      </div>
      {hand.parts.length > 1 && (
        <div className={styles.order}>
          <Button size="small" keyHint="PageUp" onClick={() => reorder(hand, 1)}>
            {t('shapes.front')}
          </Button>
          <Button size="small" keyHint="PageDown" onClick={() => reorder(hand, -1)}>
            {t('shapes.behind')}
          </Button>
        </div>
      )}
    </div>
  )
}
