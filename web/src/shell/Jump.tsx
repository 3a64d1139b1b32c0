import { useNavigate, useParams } from '@tanstack/react-router'
import { useState, type KeyboardEvent } from 'react'
import { useProjects } from '@/api/projects'
import { useModal } from '@/keyboard'
import { Icon, type IconName } from '@/ui'
import styles from './Jump.module.css'
import { tabsFor } from './tabs'
import { t } from './words'

interface Place {
  id: string
  name: string
  aside?: string
  icon: IconName
  to: string
  search?: Record<string, string>
}

/** Go anywhere by typing a few letters of its name. */
export default function Jump({ onClose }: { onClose: () => void }) {
  const modal = useModal(onClose, { name: t('shell.jump.close') })
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const places = usePlaces(query)

  const go = (place: Place | undefined) => {
    if (!place) return
    onClose()
    void navigate({ to: place.to, search: place.search })
  }
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((places.length + at + step) % Math.max(1, places.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(places[at])
    }
  }
  return (
    <dialog {...modal} className={styles.jump} aria-label={t('shell.jump')}>
      <div className={styles.box}>
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="jump-list"
          aria-activedescendant={places[at] && `jump-${places[at].id}`}
          aria-label={t('shell.jump')}
          placeholder={t('shell.jump')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={move}
        />
      </div>
      <ul id="jump-list" role="listbox" aria-label={t('shell.jump.list')} className={styles.list}>
        {places.map((place, index) => (
          <li key={place.id} id={`jump-${place.id}`} role="option" aria-selected={index === at} onClick={() => go(place)} onMouseMove={() => setAt(index)}>
            <Icon name={place.icon} />
            {place.name}
            {place.aside && <span className={styles.aside}>{place.aside}</span>}
          </li>
        ))}
      </ul>
      {places.length === 0 && <p className={styles.none}>{t('shell.jump.none', { q: query })}</p>}
    </dialog>
  )
}

function usePlaces(query: string): Place[] {
  const { project } = useParams({ strict: false }) as { project?: string }
  const projects = useProjects().data ?? []
  const here = projects.find((one) => String(one.id) === project)
  const tabs = tabsFor(here?.role)
  const wanted = query.trim().toLowerCase()
  const all: Place[] = [
    ...tabs.map((tab) => ({ id: tab.id, name: tab.name, aside: here?.name, icon: tab.icon, to: `/p/${project}${tab.to}` })),
    ...projects.map((one) => ({ id: `p${one.id}`, name: one.name, aside: t('shell.projects'), icon: 'items' as const, to: one.role === 'annotator' ? `/p/${one.id}/label` : `/p/${one.id}` })),
    { id: 'new', name: t('shell.new'), icon: 'plus', to: '/new' },
    { id: 'account', name: t('shell.account'), icon: 'people', to: '/account' },
  ]
  const found = all.filter((place) => place.name.toLowerCase().includes(wanted)).slice(0, 12)
  const canSearch = wanted !== '' && tabs.some((tab) => tab.id === 'data')
  if (canSearch) found.push({ id: 'search', name: t('shell.jump.items', { q: query.trim() }), icon: 'search', to: `/p/${project}/data`, search: { q: query.trim() } })
  return found
}
