import type { ExportOffer, ExportWhat, Schema } from '@/api'
import { t } from '../strings'

/** What may be written: tables hold everything, other formats the answers alone. */
export const able = (offers: readonly ExportOffer[], what: ExportWhat): ExportOffer[] => offers.filter((offer) => offer.table || (what === 'labels' && offer.fits !== 'none'))

/** The format that a person chose, else the first that fits: the server puts them in order. */
export const chosen = (offers: readonly ExportOffer[], wanted: string, what: ExportWhat): ExportOffer | undefined => {
  const found = able(offers, what)
  return found.find((offer) => offer.format === wanted) ?? found[0]
}

/** Each format with what it is good for here. */
export const groups = (offers: readonly ExportOffer[], what: ExportWhat) =>
  able(offers, what).map((offer) => {
    const name = offer.table ? offer.format.toUpperCase() : offer.format
    return { value: offer.format, name: offer.table ? name : t(offer.fits === 'all' ? 'data.export.fits.all' : 'data.export.fits.some', { name }) }
  })

export const hasMedia = (schema: Schema | undefined): boolean => schema?.fields.some((field) => field.kind === 'image' || field.kind === 'audio') ?? false
