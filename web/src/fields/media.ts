import type { ShownField } from '@/api'

/** What the server tells of a picture or sound: links that end, and measures. */
export interface Media {
  state?: 'ok' | 'waiting' | 'broken'
  why?: string
  type?: string
  /** What is shown or played. */
  src?: string
  /** At most 320 pixels. */
  thumb?: string
  /** Of a TIFF with several. */
  pages?: number
  /** The squares of a large picture, one by one. */
  tiles?: string
  /** The file as it came. */
  whole?: string
  width?: number
  height?: number
  seconds?: number
  /** Samples a second. */
  rate?: number
  /** What a sound looks like: the reach of its wave, and a picture of its pitches. */
  peaks?: string
  spectrum?: string
  /** Only for those who run the project. */
  name?: string
}

/** The media of a field: in an assignment they are told beside its name, in the table as its value. */
export function mediaOf(field: ShownField): Media {
  return mediaIn(field.value) ?? (({ name: _, ...told }) => told)(field as ShownField & Media)
}

export function mediaIn(value: unknown): Media | undefined {
  return typeof value === 'object' && value !== null && 'state' in value ? (value as Media) : undefined
}

/** Whether it is heard rather than seen. */
export const isSound = (media: Media | undefined): boolean => media?.seconds !== undefined

/** What a field holds, for answers that point into it: its value, or what is told of its media. */
export const contentOf = (field: ShownField): unknown => field.value ?? mediaOf(field)

/** In few words: how the file was called. */
export const nameIn = (value: unknown): string => mediaIn(value)?.name ?? (typeof value === 'string' ? value : '')
