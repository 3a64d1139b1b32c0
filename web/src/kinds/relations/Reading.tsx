import type { RelationsQuestion } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import type { ReadingProps } from '../kind'
import { Hand } from './hand'
import { keyOf, type Relation } from './relation'
import { t } from './relationWords'
import styles from './relations.module.css'

/** The relations of an answer in the words of the text, one a line. */
export default function Reading({ question, value, content }: ReadingProps<RelationsQuestion, Relation[]>) {
  const desk = new TextDesk()
  desk.open('', typeof content === 'string' ? content : '')
  const hand = new Hand(desk, { question, value, onChange: () => undefined })
  return (
    <ul className={styles.reading} aria-label={question.name}>
      {value.map((one) => (
        <li key={keyOf(one)} dir="auto">
          {t('relations.one', hand.words(one))}
        </li>
      ))}
    </ul>
  )
}
