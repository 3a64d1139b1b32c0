import { useState } from 'react'
import { TextInput } from '@/ui/Form'
import { numberIn } from './steps'

/** A setting that is a number or, left empty, none. */
export function OptionalNumber({ label, value, onChange }: { label: string; value: number | null | undefined; onChange: (value: number | null) => void }) {
  const [text, setText] = useState('')
  const shown = (numberIn(text) ?? null) === (value ?? null) ? text : value == null ? '' : String(value)
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={shown}
      onChange={({ target }) => {
        setText(target.value)
        onChange(numberIn(target.value) ?? null)
      }}
    />
  )
}
