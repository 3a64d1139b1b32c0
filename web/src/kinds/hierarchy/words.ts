import { catalogue } from '@/catalogue/catalogue'

export const t = catalogue({
  'hierarchy.keys': 'Tree of labels',
  'hierarchy.search': 'Search the labels',
  'hierarchy.take': 'Take the suggestion',
  'hierarchy.recent': 'Chosen lately',
  'hierarchy.found': 'Labels found',
  'hierarchy.more': '{n} more: type more of the name.',
  'hierarchy.nothing': 'No label is called so.',
})
