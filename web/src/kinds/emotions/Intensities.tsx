import type { CSSProperties, KeyboardEvent } from 'react'
import type { EmotionsQuestion, Label } from '@/api'
import { KeyCap } from '@/keyboard'
import { LabelSwatch, labelColour } from '@/ui/LabelSwatch'
import type { AnswerProps } from '../kind'
import { labelKey, offered, share } from '../labels'
import { t } from '../words'
import styles from './emotions.module.css'
import { felt, levelName, levelsOf, raised, type Felt } from './levels'

/** The emotions, each with a small slider from "not shown" to the strongest; up and down go from one to the next. */
export function Intensities({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<EmotionsQuestion, Felt>) {
  const names = Object.keys(value ?? {}).length
  return (
    <div>
      <div role="group" aria-labelledby={labelledBy} className={styles.list} onKeyDown={(event) => stepAmong(event)}>
        {offered(question.labels).map((label, index) => (
          <Row
            key={label.id}
            label={label}
            index={index}
            question={question}
            level={value?.[label.id] ?? 0}
            p={suggestion?.[label.id]}
            focused={focused}
            onLevel={(level) => onChange(felt(question, value, label.id, level))}
            onRaise={() => onChange(raised(question, value ?? {}, label.id))}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <button type="button" className={styles.none} aria-pressed={value != null && names === 0} aria-keyshortcuts={focused ? 'Backspace' : undefined} onClick={() => onChange({})}>
          {t('kinds.emotions.clear')} {focused && <KeyCap of="Backspace" />}
        </button>
        {question.most != null && <span className="quiet small">{t('kinds.emotions.most', { max: question.most })}</span>}
      </div>
    </div>
  )
}

interface RowProps {
  label: Label
  index: number
  question: EmotionsQuestion
  level: number
  p: number | undefined
  focused: boolean
  onLevel: (level: number) => void
  onRaise: () => void
}

function Row({ label, index, question, level, p, focused, onLevel, onRaise }: RowProps) {
  const key = labelKey(index)
  const levels = levelsOf(question)
  const style = { '--cells': levels + 1, '--level': level, '--swatch': labelColour(index) } as CSSProperties
  return (
    <div className={styles.row} data-shown={level > 0 || undefined} style={style}>
      <button type="button" className={styles.name} tabIndex={-1} data-enter="through" title={label.hint || undefined} aria-keyshortcuts={focused ? key : undefined} onClick={onRaise}>
        {key && <span className={styles.key} data-off={!focused || undefined}><KeyCap of={key} /></span>}
        <LabelSwatch position={index} />
        <span className={styles.word}>{label.name}</span>
        {p !== undefined && p >= 0.02 && (
          <span className={styles.share} data-likely={p >= 0.5 || undefined}>
            <span className="sr">{t('kinds.suggested', { p: '' })}</span>
            {share(p)}
          </span>
        )}
      </button>
      <span className={styles.said} aria-hidden="true">{level > 0 && levelName(question, level)}</span>
      <input
        type="range"
        className={styles.range}
        aria-label={label.name}
        aria-valuetext={levelName(question, level)}
        data-enter="through"
        min={0}
        max={levels}
        step={1}
        value={level}
        onChange={(event) => onLevel(event.target.valueAsNumber)}
      />
    </div>
  )
}

/** Up and down go to the neighbouring emotion; left and right are the slider's own. */
function stepAmong(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.target instanceof HTMLInputElement)) return
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')]
  event.preventDefault()
  event.stopPropagation()
  all[(all.indexOf(event.target) + step + all.length) % all.length]?.focus()
}
