import { catalogue } from '@/catalogue/catalogue'

export const t = catalogue({
  'cards.move': 'Move among the cards',
  'cards.extend': 'Choose as far as one moves',
  'cards.choose': 'Choose the card, or not',
  'cards.all': 'Choose all',
  'cards.hear': 'Play the sound of the card, or pause it',
  'cards.open': 'Open the card',
  'cards.pick': 'Choose {name}',
})
