import { useId } from 'react'
import type { Option } from './Form'
import styles from './Segmented.module.css'

export interface SegmentedProps<Value extends string> {
  /** For screen readers. */
  label: string
  value: Value
  options: readonly (Option & { value: Value })[]
  onChange: (value: Value) => void
}

/** One of a few, all in sight; the arrow keys move as in any radio group. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.segments}>
      <legend className="sr">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input type="radio" name={name} checked={option.value === value} disabled={option.disabled} onChange={() => onChange(option.value)} />
          <span>{option.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
