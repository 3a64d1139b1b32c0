import type { AspectsQuestion } from '@/api'
import { TextDesk } from '@/canvas/text/desk'
import type { ReadingProps } from '../kind'
import { Blocks } from '../marked/Blocks'
import styles from '../marked/marked.module.css'
import { drawn } from '../marked/pieces'
import { keyOf, type Aspect } from './aspect'
import own from './aspects.module.css'
import { Hand } from './hand'
import { onText } from './onText'

/** A text with the aspects that somebody saw in it, and the same in words, one a line. */
export default function Reading({ question, value, content }: ReadingProps<AspectsQuestion, Aspect[]>) {
  const text = typeof content === 'string' ? content : ''
  if (value.length === 0 || text === '') return null
  const desk = new TextDesk()
  desk.open('', text)
  const layer = { question, value, suggestion: null, focused: false, onChange: () => undefined }
  const hand = new Hand(desk, layer)
  return (
    <>
      <div className={styles.reading} tabIndex={0} role="group" aria-label={question.name}>
        <Blocks text={text} pieces={drawn([onText(desk, layer)])} />
      </div>
      <ul className={own.told} aria-label={question.name}>
        {value.map((one) => (
          <li key={keyOf(one)} dir="auto">
            {hand.words(one)}
          </li>
        ))}
      </ul>
    </>
  )
}
