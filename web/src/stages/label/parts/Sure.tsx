import type { Question } from '@/api'
import { KeyCap } from '@/keyboard'
import { levels, levelWord, sureWord } from '@/ui/sure'
import { t } from '../words'
import styles from './Sure.module.css'

export interface SureProps {
  question: Question
  value: number | undefined
  focused: boolean
  onChange: (p: number | undefined) => void
}

/** How sure one is of the answer above: four levels or a line, small, and never asked twice. */
export function Sure({ question, value, focused, onChange }: SureProps) {
  const id = `sure-${question.id}`
  return (
    <div className={styles.sure}>
      <span id={id} className={styles.name}>
        {t('label.sure')} {focused && <KeyCap of="." />}
      </span>
      {question.confidence === 'slider' ? (
        <>
          <input
            type="range"
            className={styles.line}
            data-untouched={value === undefined || undefined}
            data-enter="through"
            min={0}
            max={1}
            step={0.05}
            value={value ?? 0.5}
            aria-labelledby={id}
            aria-valuetext={value === undefined ? t('label.sure.not') : sureWord(value)}
            onKeyDown={(event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && event.stopPropagation()}
            onChange={(event) => onChange(event.target.valueAsNumber)}
            onClick={(event) => value === undefined && onChange(event.currentTarget.valueAsNumber)}
          />
          <output className={styles.said}>{value === undefined ? '–' : sureWord(value)}</output>
        </>
      ) : (
        <span role="group" aria-labelledby={id} className={styles.levels}>
          {levels.map((level) => (
            <button key={level} type="button" data-enter="through" className={styles.level} aria-pressed={value === level} onClick={() => onChange(value === level ? undefined : level)}>
              {levelWord(level)}
            </button>
          ))}
        </span>
      )}
    </div>
  )
}

/** One step more or less sure; the first press says "sure", or 75 %. */
export function stepped(question: Question, value: number | undefined, by: number): number {
  if (value === undefined) return 0.75
  const step = question.confidence === 'slider' ? 0.05 : 0.25
  const low = question.confidence === 'slider' ? 0 : 0.25
  return Math.round(Math.min(1, Math.max(low, value + by * step)) * 100) / 100
}
