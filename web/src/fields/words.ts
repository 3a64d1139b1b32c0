import { catalogue } from '@/catalogue/catalogue'

export const t = catalogue({
  'fields.turns': 'Conversation, {n} {n|turn|turns}; arrow keys go from turn to turn',
  'fields.turns.asked': 'Conversation, {n} {n|turn|turns}',
  'fields.turn': 'turn {n}',
  'fields.turns.brief': '{n} {n|turn|turns}: {last}',
  'fields.cell.empty': 'empty',
  'fields.cell.true': 'yes',
  'fields.cell.false': 'no',
  'fields.example.text': 'The {name} of the item stands here.',
  'fields.example.asks': 'Somebody asks something.',
  'fields.example.answers': 'This is answered.',
  'fields.example.thanks': 'And so it goes on.',
  'fields.example.first': 'one column',
  'fields.example.second': 'another',
  'fields.example.third': 'a third',
  'fields.example.value': 'a value',
})
