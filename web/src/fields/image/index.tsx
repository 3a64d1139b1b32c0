import type { FieldKind } from '../field'
import { mediaOf, nameIn } from '../media'
import { Picture } from './Picture'

/** A picture that can be looked at closely. */
export const image: FieldKind = {
  kind: 'image',
  isEmpty: (field) => mediaOf(field).state === undefined,
  Body: Picture,
  brief: nameIn,
  prefetch: (field) => {
    const { src } = mediaOf(field)
    if (!src) return
    const ahead = new Image()
    ahead.src = src
    void ahead.decode?.().catch(() => {})
  },
}
