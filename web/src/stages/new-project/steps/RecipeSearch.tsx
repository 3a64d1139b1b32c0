import { useRef } from 'react'
import { KeyCap, useKeys } from '@/keyboard'
import { Icon } from '@/ui'
import { t } from '../strings'
import styles from './RecipeSearch.module.css'

/** Words that a recipe speaks of; Enter takes the first found, Escape clears. */
export function RecipeSearch({ words, onChange, onTake }: { words: string; onChange: (words: string) => void; onTake: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useKeys(t('new.title'), [{ key: '/', name: t('new.search'), run: () => input.current?.focus() }])
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') onTake()
    else if (event.key === 'Escape') onChange('')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.search} role="search">
      <Icon name="search" />
      <input ref={input} type="search" aria-label={t('new.search')} aria-keyshortcuts="/" placeholder={t('new.search.short')} value={words} onChange={(event) => onChange(event.target.value)} onKeyDown={press} />
      <KeyCap of="/" />
    </div>
  )
}
