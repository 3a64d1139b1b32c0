import { useState } from 'react'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { Select } from '@/ui/Form'
import { attributesOf, say, saidInWords, withAttributes } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import type { Showing } from '../kind'
import { PartRow } from '../parts/PartList'
import styles from '../parts/parts.module.css'
import { change, chooseLabel, drop, mark, reorder, wide } from './acts'
import { Fit } from './Fit'
import type { Hand } from './hand'
import type { Shape as Part } from './shape'
import own from './shapes.module.css'
import { t } from './words'

const PAGE = 50

interface Given {
  hand: Hand
  showing: Showing | undefined
  focused: boolean
}

/** The shapes from back to front; of very many, those around the picked one. */
export function ShapeList({ hand, ...rest }: Given) {
  const { parts, picked } = hand
  const { from, turnTo } = usePage(hand)
  const left = parts.length - from - PAGE
  return (
    <section aria-label={t('shapes.list', { question: hand.question.name })}>
      <div className={styles.head}>
        <h3>{t('shapes.count', { n: parts.length })}</h3>
      </div>
      {from > 0 && <Button size="small" onClick={() => turnTo(from - PAGE)}>{t('shapes.earlier', { n: PAGE })}</Button>}
      <ol className={styles.list} start={from + 1}>
        {parts.slice(from, from + PAGE).map((part) => (
          <Row key={hand.key(part)} hand={hand} part={part} isPicked={picked.includes(part)} isOnly={picked.length === 1} {...rest} />
        ))}
      </ol>
      {left > 0 && <Button size="small" onClick={() => turnTo(from + PAGE)}>{t('shapes.more', { n: Math.min(PAGE, left) })}</Button>}
    </section>
  )
}

/** Where the rows begin: at the page of what was picked last, or where somebody turned to. */
function usePage({ parts, picked, key }: Hand) {
  const [page, setPage] = useState({ from: 0, of: '' })
  const of = picked[0] ? key(picked[0]) : ''
  const at = picked[0] ? parts.indexOf(picked[0]) : page.from
  if (of !== page.of) setPage({ of, from: at - (at % PAGE) })
  const last = Math.max(0, parts.length - 1)
  return { from: Math.min(page.from, last - (last % PAGE)), turnTo: (from: number) => setPage({ of, from: Math.max(0, from) }) }
}

function Row({ hand, part, isPicked, isOnly, ...rest }: Given & { part: Part; isPicked: boolean; isOnly: boolean }) {
  const { desk } = hand
  const key = hand.key(part)
  const name = hand.name(part)
  const { hidden, locked } = desk.snapshot()
  return (
    <PartRow
      isPicked={isPicked}
      isHidden={hidden.has(key)}
      onPick={(event) => desk.pick(key, event.shiftKey)}
      acts={
        <>
          <Button look="quiet" size="small" icon="lock" className={own.mark} aria-pressed={locked.has(key)} aria-label={t('shapes.lock', { name })} onClick={() => mark(hand, 'locked', [part])} />
          <Button look="quiet" size="small" icon="eyeOff" className={own.mark} aria-pressed={hidden.has(key)} aria-label={t('shapes.hide', { name })} onClick={() => mark(hand, 'hidden', [part])} />
        </>
      }
      deleteName={t('shapes.delete', { name })}
      onDelete={() => drop(hand, [part])}
      detail={isOnly && <Detail hand={hand} part={part} {...rest} />}
    >
      <span className={own.number}>{hand.parts.indexOf(part) + 1}</span>
      <LabelSwatch position={hand.positionOf(part)} />
      <span className={styles.name}>{hand.nameOf(part)}</span>
      <span className={styles.said}>{wide(part)}</span>
      {!isPicked && <span className={styles.said}>{saidInWords(hand.question, part)}</span>}
    </PartRow>
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
      <div className={own.order}>
        <Fit key={hand.key(part)} hand={hand} part={part} showing={showing} focused={focused} />
      </div>
      {hand.parts.length > 1 && (
        <div className={own.order}>
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
