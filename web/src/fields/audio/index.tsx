import type { FieldKind } from '../field'
import { mediaOf, nameIn } from '../media'
import { Sound } from './Sound'

/** A sound that is seen and heard, faster and slower. */
export const audio: FieldKind = {
  kind: 'audio',
  isEmpty: (field) => mediaOf(field).state === undefined,
  Body: Sound,
  brief: nameIn,
  prefetch: (field) => {
    const { src, peaks } = mediaOf(field)
    if (src) new Audio(src).preload = 'auto'
    if (peaks) void fetch(peaks).catch(() => {})
    void import('./Player')
  },
}
