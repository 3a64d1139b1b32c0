import type { SpansQuestion } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import type { ReadingProps } from '../kind'
import { Blocks } from '../marked/Blocks'
import { drawn } from '../marked/pieces'
import { onText } from './onText'
import type { Span } from './span'
import styles from '../marked/marked.module.css'

/** A text with what somebody has marked in it. */
export default function Reading({ question, value, content }: ReadingProps<SpansQuestion, Span[]>) {
  const text = typeof content === 'string' ? content : ''
  if (value.length === 0 || text === '') return null
  const desk = new TextDesk()
  desk.open('', text)
  const hand = onText(desk, { question, value, suggestion: null, focused: false, onChange: () => undefined })
  return (
    <div className={styles.reading} tabIndex={0} role="group" aria-label={question.name}>
      <Blocks text={text} pieces={drawn([hand])} />
    </div>
  )
}
