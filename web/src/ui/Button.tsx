import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { KeyCap } from '@/keyboard/KeyCap'
import styles from './Button.module.css'
import { Icon, type IconName } from './icons'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** At most one `primary` in the whole screen. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'medium' | 'large'
  icon?: IconName
  /** The key that does the same, as bound with `useKeys`. */
  keyHint?: string
  busy?: boolean
  ref?: Ref<HTMLButtonElement>
  children?: ReactNode
}

export function Button({ look = 'plain', size = 'medium', icon, keyHint, busy = false, children, className = '', disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${className}`}
      data-look={look}
      data-size={size}
      data-bare={(children === undefined && !keyHint) || undefined}
      aria-keyshortcuts={keyHint}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
      {keyHint && <KeyCap of={keyHint} inverse={look === 'primary'} />}
    </button>
  )
}
