import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { ItemFilter } from '@/api'
import { useKeys } from '@/keyboard'
import { Icon, KeyCap, Select } from '@/ui'
import { sorts, type Sift } from './filter'
import { t } from './strings'
import styles from './Tools.module.css'

const pause_ms = 180

/** Search as you type, and the order. */
export function Tools({ filter, onChange }: { filter: ItemFilter; onChange: Sift }) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(filter.q ?? '')
  const asked = useRef(filter.q ?? '')
  useKeys(t('data.title'), [{ key: '/', name: t('data.key.search'), run: () => input.current?.focus() }])
  useEffect(() => {
    // The address changed from outside: what stands in the field follows.
    if ((filter.q ?? '') !== asked.current) setTyped((asked.current = filter.q ?? ''))
  }, [filter.q])
  const search = (q: string) => {
    asked.current = q
    onChange((now) => ({ ...now, q: q || undefined }))
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const type = (q: string) => {
    setTyped(q)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => search(q.trim()), pause_ms)
  }
  // Escape leaves the field; the browser would empty it too.
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.currentTarget.blur()
  }
  return (
    <div className={styles.tools} role="search">
      <div className={styles.search}>
        <Icon name="search" />
        <input ref={input} type="search" aria-label={t('data.search')} aria-keyshortcuts="/" placeholder={t('data.search')} value={typed} onChange={(event) => type(event.target.value)} onKeyDown={leave} />
        <KeyCap of="/" />
      </div>
      <Select bare label={t('data.sort')} value={filter.sort ?? 'new'} options={sorts.map((sort) => ({ value: sort, name: t(`data.sort.${sort}`) }))} onChange={({ target }) => onChange((now) => ({ ...now, sort: sorts.find((sort) => sort === target.value) }))} />
    </div>
  )
}
