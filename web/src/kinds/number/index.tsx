import { lazy, useId } from 'react'
import type { NumberQuestion, Value } from '@/api'
import type { AnswerProps, Kind, Verdict } from '../kind'
import { NumberField } from '../NumberField'
import { atStep, inSteps } from '../steps'
import { t } from '../words'
import { limitsOf } from './limits'
import styles from './number.module.css'

const most = 1e15

/** The number so many steps on, within its limits. */
function stepped({ min, max, step }: NumberQuestion, value: unknown, by: number): number {
  const start = min ?? 0
  const next = typeof value === 'number' ? atStep((value - start) / (step ?? 1) + by, start, step ?? 1) : start
  return Math.min(max ?? most, Math.max(min ?? -most, next))
}

function check(question: NumberQuestion, value: Value): Verdict<number> {
  const { min, max, step, integer = false } = question
  if (typeof value !== 'number' || !(Math.abs(value) <= most)) return { ok: false, reason: 'not_a_number' }
  if (integer && !Number.isInteger(value)) return { ok: false, reason: 'not_whole' }
  if ((min != null && value < min) || (max != null && value > max)) return { ok: false, reason: 'out_of_range' }
  if (step != null && inSteps(value, min ?? 0, step) === undefined) return { ok: false, reason: 'off_step' }
  return { ok: true, value, code: 0n }
}

function Field({ question, value, focused, onChange, onSubmit, labelledBy }: AnswerProps<NumberQuestion, number | string>) {
  const id = useId()
  const limits = limitsOf(question)
  const verdict = value === undefined || value === null ? undefined : check(question, value)
  const isWrong = verdict !== undefined && !verdict.ok
  return (
    <div className={styles.column}>
      <NumberField
        value={value}
        onChange={onChange}
        stepped={(by) => stepped(question, value, by)}
        onSubmit={onSubmit}
        focused={focused}
        labelledBy={labelledBy}
        describedBy={limits ? id : undefined}
        invalid={isWrong}
        unit={question.unit}
        min={question.min}
        max={question.max}
      />
      {limits && (
        <p id={id} className={styles.limits} data-wrong={isWrong || undefined}>
          {limits}
        </p>
      )}
    </div>
  )
}

/** A number, measured or counted: votes only say that it was answered. Text stands until it is a number. */
export const number: Kind<NumberQuestion, number | string> = {
  kind: 'number',
  name: t('kinds.name.number'),
  repeats: true,
  empty: undefined,
  Answer: (props) => <Field {...props} />,
  check,
  keys: () => [],
  describe: ({ unit = '' }, value) => `${value} ${unit}`.trim(),
  fresh: () => ({ kind: 'number', id: '', name: '', min: null, max: null, step: null, unit: '', integer: false }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ min, max, step }) => [...(min != null && max != null && min >= max ? [t('kinds.flaw.scale')] : []), ...(step != null && step <= 0 ? [t('kinds.flaw.step')] : [])],
}
