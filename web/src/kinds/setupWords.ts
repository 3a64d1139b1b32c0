import { catalogue } from '@/catalogue/catalogue'

/** Words of the parts that set a kind up: they are loaded with the schema editor. */
export const t = catalogue({
  'question.labels': 'Labels',
  'question.label': 'Label {n}',
  'question.label.hint': 'Hint for label {n}',
  'question.label.hint.eg': 'hint, optional',
  'question.label.add': 'Add a label',
  'question.label.remove': 'Remove {name}',
  'question.label.retire': 'Retire {name}: no longer offered, earlier answers stay',
  'question.label.revive': 'Offer {name} again',
  'question.label.up': 'Move {name} up',
  'question.label.down': 'Move {name} down',
  'question.low': 'From',
  'question.high': 'To',
  'question.low.name': 'The lowest means',
  'question.high.name': 'The highest means',
  'question.multiline': 'Several lines',
})
