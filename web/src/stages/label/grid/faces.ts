import type { Assignment } from '@/api'
import { mediaOf, type Media } from '@/fields/media'
import { fieldKindOf } from '@/fields/registry'

/** What a card shows of an item: its first picture or sound, and its title or text. */
export function faceOf({ fields }: Assignment): { media: Media | undefined; text: string } {
  const shown = fields.filter(({ show }) => show !== 'metadata')
  const media = shown.map(mediaOf).find(({ state }) => state !== undefined)
  const words = shown.filter((field) => mediaOf(field).state === undefined).map((field) => fieldKindOf(field.kind).brief(field.value))
  return { media, text: words.filter(Boolean).join('\n') }
}
