import styles from './KeyCap.module.css'

const signs: Record<string, string> = {
  Enter: '⏎', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', ' ': 'Space', Backspace: '⌫', shift: '⇧', alt: 'Alt',
}
const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How a binding's key is written: `mod+k` → `⌘K` or `Ctrl K`. */
export function keyText(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+')
  const words = parts.map((part) => (part === 'mod' ? (isApple ? '⌘' : 'Ctrl') : (signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))))
  return words.join(isApple ? '' : ' ')
}

/** The key that triggers the control it stands on; hidden from screen readers, which get it from `aria-keyshortcuts`. */
export function KeyCap({ of, inverse = false }: { of: string; inverse?: boolean }) {
  return (
    <kbd className={styles.cap} data-inverse={inverse || undefined} aria-hidden="true">
      {keyText(of)}
    </kbd>
  )
}
