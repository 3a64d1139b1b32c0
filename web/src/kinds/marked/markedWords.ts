import { catalogue } from '@/catalogue/catalogue'

/** Words of the text that is marked, whatever is asked of it: they are loaded with it. */
export const t = catalogue({
  'marked.text': '{field}: text to mark',
  'marked.role': 'text to mark',
  'marked.palette': 'Label the selection',
  'marked.say.selected': 'selected: {text}',
  'marked.say.in': '{text}, in {labels}',
  'marked.say.space': 'space',
  'marked.say.line': 'new line',
  'marked.say.end': 'end of the text',
})
