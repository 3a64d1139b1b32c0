import { useState, type KeyboardEvent, type RefObject } from 'react'
import { KeyCap } from '@/keyboard'
import styles from './hierarchy.module.css'
import { wordsOf, type Node } from './tree'
import { t } from './words'

interface ResultsProps {
  field: RefObject<HTMLInputElement | null>
  query: string
  onQuery: (query: string) => void
  /** Undefined while nothing is searched. */
  found: readonly Node[] | undefined
  onChoose: (node: Node) => void
  hasKey: boolean
  name: string
}

const most = 50
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** A field to search in, and below it what was found: arrows go through it, Enter chooses, Esc leaves. */
export function Results({ field, query, onQuery, found, onChoose, hasKey, name }: ResultsProps) {
  const [at, setAt] = useState(0)
  const shown = found?.slice(0, most) ?? []
  const current = shown[Math.min(at, shown.length - 1)]
  const idOf = (node: Node) => `${name}-${node.label.id}`
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (event.key === 'Escape') (onQuery(''), field.current?.blur())
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing) current && onChoose(current)
    else if (step && shown.length > 0) {
      const next = (at + step + shown.length) % shown.length
      setAt(next)
      document.getElementById(idOf(shown[next]!))?.scrollIntoView?.({ block: 'nearest' })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div className={styles.search}>
        <input
          ref={field}
          role="combobox"
          autoComplete="off"
          placeholder={t('hierarchy.search')}
          aria-label={t('hierarchy.search')}
          aria-keyshortcuts={hasKey ? '/' : undefined}
          aria-expanded={found !== undefined}
          aria-controls={found ? `${name}-found` : undefined}
          aria-activedescendant={current && idOf(current)}
          value={query}
          onChange={(event) => (setAt(0), onQuery(event.target.value))}
          onKeyDown={onKeyDown}
        />
        {hasKey && query === '' && <KeyCap of="/" />}
      </div>
      {found && (
        <ul id={`${name}-found`} className={styles.tree} role="listbox" aria-label={t('hierarchy.found')}>
          {shown.map((node) => (
            <li key={node.label.id} id={idOf(node)} role="option" aria-selected={node === current} className={styles.found} onClick={() => onChoose(node)}>
              {wordsOf(node)}
            </li>
          ))}
        </ul>
      )}
      {found && found.length !== shown.length && <p className="quiet small">{t('hierarchy.more', { n: found.length - shown.length })}</p>}
      {found?.length === 0 && <p className="quiet small">{t('hierarchy.nothing')}</p>}
    </>
  )
}
