import type { AffectQuestion } from '@/api'
import { t } from '../words'
import styles from './affect.module.css'
import { endsOf, grainOf, middleOf, spoken, type Axis } from './plane'

/** One axis as a slider, for hands and ears that want one thing at a time. */
export function AxisLine({ question, axis, at, onChange }: { question: AffectQuestion; axis: Axis; at: number | undefined; onChange: (at: number) => void }) {
  const [low, high] = endsOf(question)
  const name = t(`kinds.affect.${axis}`)
  return (
    <label className={styles.axis}>
      <span className={styles.name}>{name}</span>
      <input
        type="range"
        className={styles.range}
        data-untouched={at === undefined || undefined}
        data-enter="through"
        min={low}
        max={high}
        step={grainOf(question)}
        value={at ?? middleOf(question)[axis]}
        aria-label={name}
        aria-valuetext={at === undefined ? t('kinds.unanswered') : spoken(question, axis, at)}
        // Left and right are the slider's own; up and down go to another question.
        onKeyDown={(event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && event.stopPropagation()}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        // A press in the middle changes nothing, yet it is an answer.
        onClick={(event) => at === undefined && onChange(event.currentTarget.valueAsNumber)}
      />
      <output className={styles.said}>{at === undefined ? '–' : spoken(question, axis, at)}</output>
    </label>
  )
}
