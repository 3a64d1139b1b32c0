import { catalogue } from '@/catalogue/catalogue'
import type { Change } from './changes'

const t = catalogue({
  'change.question added': '“{question}” is asked from now on.',
  'change.question removed': '“{question}” is no longer asked. Its answers stay.',
  'change.question renamed': '“{from}” reads “{to}” from now on.',
  'change.questions reordered': 'The questions are asked in another order.',
  'change.label added': '“{label}” can be chosen in “{question}”.',
  'change.label renamed': '“{from}” is called “{to}”, in earlier answers too.',
  'change.label moved': '“{label}” moves to another place in the tree; answers with it go along.',
  'change.label retired': '“{label}” is no longer offered. Answers with it stay.',
  'change.label revived': '“{label}” is offered again.',
  'change.hint changed': 'The hint of “{label}” changes.',
  'change.labels reordered': 'The labels of “{question}” change places: keys and colours move with them.',
  'change.settings changed': '“{question}” has other settings.',
  'change.now required': '“{question}” must be answered.',
  'change.now optional': '“{question}” may be left open.',
  'change.abstain allowed': '“I can’t tell” may be chosen in “{question}”.',
  'change.abstain refused': '“I can’t tell” can no longer be chosen in “{question}”.',
  'change.condition changed': '“{question}” is asked under another condition.',
  'change.field renamed': 'The field “{from}” is called “{to}”.',
  'change.field read as plain': '“{field}” is shown as it is written, no longer as Markdown.',
  'change.field read as markdown': '“{field}” is shown as Markdown.',
  'change.field shown.text': '“{field}” is shown as text.',
  'change.field shown.title': '“{field}” is shown as title.',
  'change.field shown.metadata': '“{field}” is shown small, beside the text.',
  'change.field shown.blind': '“{field}” is never shown to annotators any more.',
  'change.target': 'The project is about “{question}”: the model starts again on it.',
})

/** A change as one plain sentence. */
export function wordsOf({ is, ...params }: Change): string {
  if (is === 'field shown' && 'show' in params) return t(`change.field shown.${params.show}`, params)
  return t(`change.${is as Exclude<Change['is'], 'field shown'>}`, params)
}
