import { audio } from './audio'
import { conversation } from './conversation'
import type { FieldKind } from './field'
import { image } from './image'
import { mediaIn, nameIn } from './media'
import { row } from './row'
import { text } from './text'

const kinds = new Map<string, FieldKind>()

/** The one door for kinds of fields, ours and others'. */
export function registerField(kind: FieldKind): void {
  kinds.set(kind.kind, kind)
}

for (const kind of [text, conversation, row, image, audio]) registerField(kind)

/** The kind of a field; what this version of the screen does not know is shown as text. */
export const fieldKindOf = (kind: string): FieldKind => kinds.get(kind) ?? text

/** Kinds of fields whose content consists of such units. */
export const dividedInto = (unit: string): string[] => [...kinds.values()].flatMap((kind) => (kind.unit === unit ? [kind.kind] : []))

/** What fields of these kinds consist of. */
export const unitsOf = (fields: readonly { kind: string }[]): string[] => [...new Set(fields.flatMap(({ kind }) => fieldKindOf(kind).unit ?? []))]

/** A value in few words, where its kind is not at hand. */
export function brief(value: unknown): string {
  if (mediaIn(value)) return nameIn(value)
  if (Array.isArray(value)) return fieldKindOf('conversation').brief(value)
  return typeof value === 'object' && value !== null ? fieldKindOf('row').brief(value) : text.brief(value)
}
