import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import styles from './Form.module.css'

interface Framed {
  label: ReactNode
  help?: ReactNode
  problem?: ReactNode
  /** The label is for screen readers only. */
  bare?: boolean
}

function Frame({ id, label, help, problem, bare, children }: Framed & { id: string; children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <label htmlFor={id} className={bare ? 'sr' : styles.label}>
        {label}
      </label>
      {children}
      {(help || problem) && (
        <p id={`${id}-help`} className={problem ? styles.problem : styles.help}>
          {problem || help}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { help, problem }: Framed) => ({
  id,
  'aria-describedby': help || problem ? `${id}-help` : undefined,
  'aria-invalid': problem ? true : undefined,
})

/** A labelled text input. */
export function TextInput({ label, help, problem, bare, ...rest }: Framed & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  const framed = { label, help, problem, bare }
  return (
    <Frame id={id} {...framed}>
      <input className={styles.control} {...described(id, framed)} {...rest} />
    </Frame>
  )
}

/** A labelled text area. */
export function TextArea({ label, help, problem, bare, ...rest }: Framed & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  const framed = { label, help, problem, bare }
  return (
    <Frame id={id} {...framed}>
      <textarea className={styles.control} {...described(id, framed)} {...rest} />
    </Frame>
  )
}

export interface Option {
  value: string
  name: string
  disabled?: boolean
}

/** A labelled choice from a list: the system's own, which every phone and screen reader knows. */
export function Select({ label, help, problem, bare, options, ...rest }: Framed & { options: readonly Option[] } & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  const framed = { label, help, problem, bare }
  return (
    <Frame id={id} {...framed}>
      <select className={`${styles.control} ${styles.select}`} {...described(id, framed)} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.name}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** A labelled yes or no. */
export function Checkbox({ label, help, ...rest }: Omit<Framed, 'bare' | 'problem'> & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className={styles.check}>
      <input type="checkbox" id={id} aria-describedby={help ? `${id}-help` : undefined} {...rest} />
      <label htmlFor={id}>{label}</label>
      {help && (
        <p id={`${id}-help`} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  )
}
