import { Button } from '@/ui/Button'
import styles from './parts.module.css'

interface NothingProps {
  /** It was said that there are none. */
  isSaid: boolean
  focused: boolean
  onSay: () => void
  children: string
}

/** There are none: a conscious answer, and back. */
export function Nothing({ isSaid, focused, onSay, children }: NothingProps) {
  return (
    <Button className={styles.nothing} aria-pressed={isSaid} keyHint={focused ? 'o' : undefined} icon={isSaid ? 'check' : undefined} onClick={onSay}>
      {children}
    </Button>
  )
}
