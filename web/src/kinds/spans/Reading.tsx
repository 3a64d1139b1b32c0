import type { SpansQuestion } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import type { ReadingProps } from '../kind'
import { Blocks } from './Blocks'
import { Hand } from './hand'
import { drawn } from './pieces'
import type { Span } from './span'
import styles from './spans.module.css'

/** A text with what somebody has marked in it. */
export default function Reading({ question, value, content }: ReadingProps<SpansQuestion, Span[]>) {
  const text = typeof content === 'string' ? content : ''
  if (value.length === 0 || text === '') return null
  const desk = new TextDesk()
  desk.open('', text)
  const hand = new Hand(desk, { question, value, suggestion: null, onChange: () => undefined })
  return (
    <div className={styles.reading} tabIndex={0} role="group" aria-label={question.name}>
      <Blocks text={text} pieces={drawn([hand], desk.offsets, undefined)} />
    </div>
  )
}
