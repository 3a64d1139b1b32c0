import type { IconName } from './icons'

const icons: Record<string, IconName> = {
  import: 'upload', item: 'items', items: 'items', answer: 'label', answers: 'label', annotation: 'label', model: 'model', people: 'people', person: 'people', invitation: 'people',
  schema: 'note', guideline: 'book', flag: 'flag', project: 'target', token: 'lock', delete: 'trash', export: 'download',
}

/** The picture for an act, by the name that the server gives it. */
export const actIcon = (name: string | null | undefined): IconName => icons[name ?? ''] ?? 'history'
