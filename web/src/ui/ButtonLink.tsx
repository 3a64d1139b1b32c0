import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './Button.module.css'
import type { ButtonProps } from './Button'

/** A link that looks like a button: for going somewhere, where a button would do something. */
export function ButtonLink({ look = 'plain', size = 'medium', children, ...to }: Pick<ButtonProps, 'look' | 'size'> & Pick<LinkProps, 'to' | 'search'> & { children: ReactNode }) {
  return (
    <Link className={styles.button} data-look={look} data-size={size} {...to}>
      {children}
    </Link>
  )
}
