import { catalogue } from '@/catalogue/catalogue'

/** Words of the list of parts, whatever they are parts of. */
export const t = catalogue({
  'parts.more': 'Show {n} more',
  'parts.suggestions': 'Suggestions',
  'parts.suggestions.of': 'Suggestions: {question}',
  'parts.accept': 'Accept {label}: {text}',
  'parts.reject': 'Reject {label}: {text}',
  'parts.accept.all': 'Accept all',
  'parts.reject.all': 'Reject all',
  'parts.sure': '{p} sure',
  'parts.say.undo': 'undone',
  'parts.say.redo': 'done again',
})
