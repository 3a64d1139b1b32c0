import type { Label } from '@/api'
import { KeyCap } from '@/keyboard'
import { LabelSwatch } from '@/ui/LabelSwatch'
import styles from './parts.module.css'

interface LabelButtonsProps {
  legend: string
  labels: readonly Label[]
  /** The one that a selection gets at once. */
  active: string | undefined
  /** The question has the cursor: its keys act. */
  focused: boolean
  keyOf: (position: number) => string | undefined
  onPress: (label: string) => void
}

/** The labels of what is marked, each with its key. */
export function LabelButtons({ legend, labels, active, focused, keyOf, onPress }: LabelButtonsProps) {
  return (
    <div className={styles.labels} role="group" aria-label={legend}>
      {labels.map((label, position) => {
        const key = keyOf(position)
        return (
          <button
            key={label.id}
            type="button"
            className={styles.label}
            aria-pressed={label.id === active}
            aria-keyshortcuts={focused ? key : undefined}
            title={label.hint || undefined}
            // What is selected in the text stays so, once the question has the cursor.
            onMouseDown={(event) => focused && event.preventDefault()}
            onClick={() => onPress(label.id)}
          >
            <LabelSwatch position={position} />
            {label.name}
            {focused && key && <KeyCap of={key} />}
          </button>
        )
      })}
    </div>
  )
}
