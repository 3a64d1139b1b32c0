import { catalogue } from '@/catalogue/catalogue'

export const t = catalogue({
  'fields.media.broken': 'This file cannot be shown.',
  'fields.media.waiting': 'This file has not arrived yet.',
  'fields.media.failed': 'The file did not load. Load the page again, or skip the item as broken.',
  'fields.image.alt': 'Picture: {name}',
  'fields.image.view': 'Picture {name}: + and _ zoom, arrow keys move what is zoomed',
  'fields.image.keys': 'Picture',
  'fields.image.in': 'Zoom in',
  'fields.image.out': 'Zoom out',
  'fields.image.fit': 'Fit',
  'fields.image.scale': '{n} %',
  'fields.audio.name': 'Sound: {name}',
  'fields.audio.speed': 'Speed',
  'fields.audio.keys': 'Sound',
  'fields.audio.play': 'Play or pause',
  'fields.audio.faster': 'Faster',
  'fields.audio.slower': 'Slower',
})
