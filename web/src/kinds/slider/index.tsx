import { lazy, useId, type CSSProperties } from 'react'
import type { SliderQuestion, Value } from '@/api'
import { useKeys } from '@/keyboard'
import type { AnswerProps, Kind, Verdict } from '../kind'
import { top } from '../labels'
import { NumberField } from '../NumberField'
import { atStep, inSteps } from '../steps'
import { t } from '../words'
import styles from './slider.module.css'

const mostPlaces = 101
const last = ({ low, high, step }: SliderQuestion): number => Math.round((high - low) / step)

function check(question: SliderQuestion, value: Value): Verdict<number> {
  if (typeof value !== 'number') return { ok: false, reason: 'not_a_number' }
  const count = inSteps(value, question.low, question.step)
  if (count === undefined || count < 0 || count > last(question)) return { ok: false, reason: 'not_on_scale' }
  return { ok: true, value: atStep(count, question.low, question.step), code: BigInt(count) }
}

/** The value so many steps on, from the middle where there is none yet. */
function stepped(question: SliderQuestion, value: unknown, by: number): number {
  const { low, step } = question
  const from = typeof value === 'number' ? Math.round((value - low) / step) + by : Math.round(last(question) / 2)
  return atStep(Math.min(last(question), Math.max(0, from)), low, step)
}

function Line({ question, value, suggestion, focused, onChange, onSubmit, labelledBy }: AnswerProps<SliderQuestion, number | string>) {
  const { low, high, step } = question
  const id = useId()
  const places = last(question)
  const go = (by: number) => onChange(stepped(question, value, by))
  const steps: [string, string, number][] = [['ArrowRight', 'up', 1], ['ArrowLeft', 'down', -1], ['PageUp', 'ten.up', 10], ['PageDown', 'ten.down', -10], ['Home', 'low', -places], ['End', 'high', places]]
  useKeys(
    t('kinds.slider.keys'),
    steps.map(([key, name, by]) => ({ key, name: t(`kinds.slider.${name}` as 'kinds.slider.up'), run: () => (Math.abs(by) === places ? onChange(by < 0 ? low : high) : go(by)) })),
    { enabled: focused },
  )
  const isGiven = value !== undefined && value !== null
  const isWrong = isGiven && !check(question, value).ok
  const at = typeof value === 'number' && !isWrong ? value : stepped(question, undefined, 0)
  const likely = top(suggestion)
  const style = { '--at': (at - low) / (high - low), '--ticks': places <= 20 ? places : 10, '--likely': likely === undefined ? undefined : (Number(likely) - low) / (high - low) } as CSSProperties
  return (
    <div className={styles.slider} style={style}>
      <div className={styles.line}>
        <span className={styles.track} data-likely={likely !== undefined || undefined}>
          <input
            type="range"
            className={styles.range}
            data-untouched={!isGiven || undefined}
            min={low}
            max={high}
            step={step}
            value={at}
            aria-labelledby={labelledBy}
            aria-describedby={id}
            aria-valuetext={isGiven ? undefined : t('kinds.unanswered')}
            onChange={(event) => onChange(event.target.valueAsNumber)}
            // A press in the middle changes nothing, yet it is an answer.
            onClick={(event) => onChange(event.currentTarget.valueAsNumber)}
          />
        </span>
        <NumberField value={value} onChange={onChange} stepped={(by) => stepped(question, value, by)} onSubmit={onSubmit} focused={focused} labelledBy={labelledBy} describedBy={id} invalid={isWrong} min={low} max={high} />
      </div>
      <p id={id} className={styles.ends}>
        <span>{[`${low}`, question.low_name].filter(Boolean).join(' ')}</span>
        <span>{[`${high}`, question.high_name].filter(Boolean).join(' ')}</span>
      </p>
      {isWrong && <p className={styles.wrong}>{t('kinds.not_on_scale')}</p>}
      {likely !== undefined && <p className={styles.likely}>{t('kinds.slider.likely', { value: likely })}</p>}
    </div>
  )
}

/** A place on a line between two ends: the vote counts the steps from the low one. */
export const slider: Kind<SliderQuestion, number | string> = {
  kind: 'slider',
  name: t('kinds.name.slider'),
  repeats: true,
  empty: undefined,
  Answer: (props) => <Line {...props} />,
  check,
  keys: () => [],
  describe: ({ high }, value) => t('kinds.scale', { value: `${value}`, high: `${high}` }),
  fresh: () => ({ kind: 'slider', id: '', name: '', low: 0, high: 100, step: 1, low_name: '', high_name: '' }),
  Setup: lazy(() => import('./Setup')),
  flaws: (question) => {
    const { low, high, step } = question
    if (!(high > low)) return [t('kinds.flaw.scale')]
    if (!(step > 0) || !inSteps(high, low, step)) return [t('kinds.flaw.step')]
    return last(question) >= mostPlaces ? [t('kinds.flaw.places', { n: last(question) + 1, most: mostPlaces })] : []
  },
}
