import { useState, type KeyboardEvent } from 'react'
import { round } from '@/canvas/sound/view'
import { Button } from '@/ui/Button'
import { Select, TextArea, TextInput } from '@/ui/Form'
import { attributesOf, say } from '../attributes'
import { AttributesAnswer } from '../AttributesAnswer'
import styles from '../parts/parts.module.css'
import { change, cut, join, play, pressLabel, pull } from './acts'
import type { Hand } from './hand'
import type { Segment } from './segment'
import { t } from './segmentWords'
import own from './segments.module.css'

interface DetailProps {
  hand: Hand
  segment: Segment
  focused: boolean
  onSubmit: () => void
}

/** The segment in hand: its label, its times, what is said in it and what is asked of it. */
export function Detail({ hand, segment, focused, onSubmit }: DetailProps) {
  const { question } = hand
  const key = (name: string) => (focused ? name : undefined)
  const told = (id: string, said: string | boolean | undefined) => {
    const attributes = say(segment.attributes, id, said)
    const { attributes: _, ...rest } = segment
    change(hand, segment, { ...rest, ...(Object.keys(attributes).length > 0 && { attributes }) })
  }
  return (
    <div className={styles.detail}>
      {question.transcript && <Transcript hand={hand} segment={segment} onSubmit={onSubmit} />}
      {hand.labels.length > 1 && <Select label={t('segments.label')} value={segment.label} options={hand.labels.map(({ id, name }) => ({ value: id, name }))} onChange={(event) => pressLabel(hand, event.target.value)} />}
      <div className={own.moments}>
        {(['start', 'end'] as const).map((side) => (
          <Moment key={`${side}${segment[side]}`} side={side} segment={segment} onSet={(at) => pull(hand, side, at - segment[side])} />
        ))}
      </div>
      <AttributesAnswer attributes={attributesOf(question, segment.label ?? '')} said={segment.attributes} onSay={told} />
      <div className={own.acts}>
        <Button size="small" icon="play" keyHint={key(';')} onClick={() => play(hand)}>
          {t('segments.play')}
        </Button>
        <Button size="small" keyHint={key('/')} onClick={() => cut(hand)}>
          {t('segments.split')}
        </Button>
        <Button size="small" keyHint={key('&')} onClick={() => join(hand)}>
          {t('segments.join')}
        </Button>
      </div>
    </div>
  )
}

/** A moment as a number of seconds; it counts when the field is left. */
function Moment({ side, segment, onSet }: { side: 'start' | 'end'; segment: Segment; onSet: (at: number) => void }) {
  const [text, write] = useState(String(segment[side]))
  const set = () => {
    const at = Number(text.replace(',', '.'))
    if (text.trim() !== '' && Number.isFinite(at) && round(at) !== segment[side]) onSet(round(at))
    else write(String(segment[side]))
  }
  return <TextInput label={t(`segments.${side}`)} inputMode="decimal" value={text} onChange={(event) => write(event.target.value)} onBlur={set} onKeyDown={(event) => event.key === 'Enter' && set()} />
}

function Transcript({ hand, segment, onSubmit }: Pick<DetailProps, 'hand' | 'segment' | 'onSubmit'>) {
  const write = (text: string) => {
    const { text: _, ...rest } = segment
    change(hand, segment, { ...rest, ...(text && { text }) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={own.wide}>
      <TextArea data-transcript={hand.question.id} label={t('segments.text')} help={t('segments.text.help')} rows={2} dir="auto" maxLength={5000} value={segment.text ?? ''} onChange={(event) => write(event.target.value)} onKeyDown={onKeyDown} />
    </div>
  )
}
