import type { Role } from '@/api'
import type { IconName } from '@/ui'
import { t } from './words'

export interface Tab {
  id: 'overview' | 'label' | 'data' | 'quality' | 'models' | 'settings'
  to: string
  name: string
  icon: IconName
  key: string
}

const all: Tab[] = [
  { id: 'overview', to: '', name: t('shell.overview'), icon: 'target', key: 'o' },
  { id: 'label', to: '/label', name: t('shell.label'), icon: 'label', key: 'l' },
  { id: 'data', to: '/data', name: t('shell.data'), icon: 'data', key: 'd' },
  { id: 'quality', to: '/quality', name: t('shell.quality'), icon: 'shield', key: 'q' },
  { id: 'models', to: '/models', name: t('shell.models'), icon: 'model', key: 'm' },
  { id: 'settings', to: '/settings', name: t('shell.settings'), icon: 'gear', key: 't' },
]

/** Annotators see Label and nothing else; the server holds to the same. */
export function tabsFor(role: Role | undefined): Tab[] {
  if (role === undefined) return []
  if (role === 'annotator' || role === 'agent') return all.filter((tab) => tab.id === 'label')
  if (role === 'viewer' || role === 'auditor') return all.filter((tab) => tab.id !== 'label')
  return all
}
