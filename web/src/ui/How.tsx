import '@mantine/core/styles/Popover.css'
import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { catalogue } from '@/catalogue/catalogue'
import styles from './How.module.css'

const t = catalogue({ 'how.open': 'How is this computed: {name}' })

/** The "?" beside a number: its method, what it rests on, and what the interval means. */
export function How({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Popover width={320} position="bottom-start" shadow="md" withRoles transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button type="button" className={styles.mark} aria-label={t('how.open', { name })}>
          ?
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.box} aria-label={name}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
