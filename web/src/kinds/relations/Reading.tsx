import { useRef } from 'react'
import type { RelationsQuestion } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import type { ReadingProps } from '../kind'
import { Blocks } from '../marked/Blocks'
import { Connectors } from '../marked/Connectors'
import type { Mark } from '../marked/hand'
import styles from '../marked/marked.module.css'
import { laid } from '../marked/pieces'
import { arcs, inUnits } from './arcs'
import { Hand } from './hand'
import { endKey, keyOf, type End, type Relation } from './relation'
import own from './relations.module.css'
import { t } from './relationWords'

/** A text with the relations that somebody saw in it drawn over it, and the same in words, one a line. */
export default function Reading({ question, value, content }: ReadingProps<RelationsQuestion, Relation[]>) {
  const root = useRef<HTMLDivElement>(null)
  const text = typeof content === 'string' ? content : ''
  const desk = new TextDesk()
  desk.open('', text)
  const hand = new Hand(desk, { question, value, onChange: () => undefined })
  if (value.length === 0) return null
  return (
    <>
      {text !== '' && (
        <div className={styles.reading} tabIndex={0} role="group" aria-label={question.name}>
          <div className={own.drawn}>
            <div ref={root}>
              <Blocks text={text} pieces={laid(ends(hand))} />
            </div>
            <Connectors root={root} arcs={arcs(hand)} />
          </div>
        </div>
      )}
      <ul className={own.reading} aria-label={question.name}>
        {value.map((one) => (
          <li key={keyOf(one)} dir="auto">
            {t('relations.one', hand.words(one))}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the relations connect; the labels of these stand at the spans themselves. */
function ends(hand: Hand): Mark[] {
  const found = new Map<string, End>(hand.relations.flatMap(({ from, to }) => [from, to]).map((end) => [endKey(end), end]))
  return [...found].map(([key, end]) => ({ key, name: '', ...inUnits(hand, end), colour: 'var(--ink-3)', isSuggested: false, isPicked: false, pick: () => undefined }))
}
