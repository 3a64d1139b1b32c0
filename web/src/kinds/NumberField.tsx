import { useRef, useState, type KeyboardEvent } from 'react'
import { useKeys } from '@/keyboard'
import styles from './NumberField.module.css'
import { numberIn } from './steps'
import { t } from './words'

export interface NumberFieldProps {
  /** Text that is no number yet stays as it was typed. */
  value: number | string | null | undefined
  onChange: (value: number | string | undefined) => void
  /** The value so many steps on. */
  stepped: (by: number) => number
  onSubmit: () => void
  /** Digits typed anywhere begin a new value here. */
  focused: boolean
  labelledBy: string
  describedBy?: string
  invalid: boolean
  unit?: string
  min?: number | null
  max?: number | null
}

const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
const digits = [...'0123456789']

/** A field for a number: arrows go by steps, Enter submits, Esc leaves it. */
export function NumberField({ value, onChange, stepped, onSubmit, focused, labelledBy, describedBy, invalid, unit, min, max }: NumberFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const said = value === undefined || value === null ? '' : String(value)
  // "4.0" stands as it was typed while it means what is kept.
  const shown = typeof value === 'number' && numberIn(text) === value ? text : said
  const put = (typed: string) => {
    setText(typed)
    onChange(typed.trim() === '' ? undefined : (numberIn(typed) ?? typed))
  }
  useKeys(
    t('kinds.number.keys'),
    digits.map((key) => ({ key, name: t('kinds.number.type'), unlisted: key !== '1', run: () => (field.current?.focus(), put(key)) })),
    { enabled: focused },
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (event.key === 'Escape') field.current?.blur()
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSubmit()
    else if (by) put(String(stepped(by)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className={styles.frame}>
      <input
        ref={field}
        className={styles.field}
        role="spinbutton"
        inputMode="decimal"
        autoComplete="off"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-valuenow={typeof value === 'number' ? value : undefined}
        aria-valuetext={unit && said ? `${said} ${unit}` : undefined}
        aria-valuemin={min ?? undefined}
        aria-valuemax={max ?? undefined}
        value={shown}
        onChange={(event) => put(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}
