import type { Label } from '@/api'
import { KeyCap } from '@/keyboard'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { Icon } from '@/ui/icons'
import styles from './LabelList.module.css'
import { labelKey, offered, share, top } from './labels'
import { useRoving } from './useRoving'
import { t } from './words'

export interface LabelListProps {
  labels: readonly Label[]
  chosen: readonly string[]
  /** One of many (radio) or any number (check). */
  many: boolean
  suggestion: Record<string, number> | null
  focused: boolean
  onToggle: (label: string) => void
  labelledBy: string
}

/** Labels with key, colour and, dashed and hatched, what the model suggests. */
export function LabelList({ labels, chosen, many, suggestion, focused, onToggle, labelledBy }: LabelListProps) {
  const options = offered(labels)
  const roving = useRoving(options.length, options.findIndex((label) => chosen.includes(label.id)))
  const best = top(suggestion)
  return (
    <div className={styles.list} role={many ? 'group' : 'radiogroup'} aria-labelledby={labelledBy} onKeyDown={roving.onKeyDown} data-bars={suggestion !== null || undefined}>
      {options.map((label, index) => {
        const isChosen = chosen.includes(label.id)
        const p = suggestion?.[label.id]
        const key = labelKey(index)
        return (
          <button
            key={label.id}
            type="button"
            className={styles.option}
            role={many ? 'checkbox' : 'radio'}
            aria-checked={isChosen}
            aria-keyshortcuts={focused ? key : undefined}
            title={label.hint || undefined}
            data-option=""
            data-enter="through"
            data-suggested={label.id === best || undefined}
            tabIndex={roving.tabIndex(index)}
            onFocus={() => roving.onFocus(index)}
            onClick={() => onToggle(label.id)}
          >
            {key && <span className={styles.key} data-off={!focused || undefined}><KeyCap of={key} /></span>}
            <span className={styles.mark} data-many={many || undefined} aria-hidden="true">
              {isChosen && many && <Icon name="check" size={12} />}
            </span>
            <LabelSwatch position={index} />
            <span className={styles.name}>{label.name}</span>
            {isChosen && <span className={styles.yours}>{t('kinds.yours')}</span>}
            {label.id === best && !isChosen && (
              <span className={styles.suggested}>
                <Icon name="spark" size={11} />
                <span className={styles.word}>{t('kinds.suggestion')}</span>
              </span>
            )}
            {isChosen && !many && <Icon name="check" size={14} className={styles.tick} />}
            {p !== undefined && <Bar p={p} />}
          </button>
        )
      })}
    </div>
  )
}

function Bar({ p }: { p: number }) {
  return (
    <span className={styles.suggestion} data-slight={p < 0.02 || undefined}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.max(2, p * 100)}%` }} />
      </span>
      <span className={styles.share}>
        <span className="sr">{t('kinds.suggested', { p: '' })}</span>
        {share(p)}
      </span>
    </span>
  )
}
