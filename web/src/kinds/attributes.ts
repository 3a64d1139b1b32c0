/** What is asked of each part that is marked or drawn, judged as the Python twin (annotation/attributes.py) does. */
import type { Attribute } from '@/api'
import { offered } from './labels'
import { t } from './words'

export type Said = string | boolean
export type Attributes = Readonly<Record<string, Said>>

/** A question whose parts have attributes, and one of its parts. */
interface Asks {
  attributes?: readonly Attribute[]
}
interface Labelled {
  label: string
  attributes?: Attributes
}

const MOST_TEXT = 2_000

/** The attributes that are asked of parts with a label. */
export const attributesOf = ({ attributes = [] }: Asks, label: string): Attribute[] => attributes.filter(({ labels = [] }) => labels.length === 0 || labels.includes(label))

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The attributes of one part in normal form: in the order they are asked, without those that say nothing. Undefined where one cannot be said. */
export function readAttributes(asks: Asks, given: unknown, label: string): Attributes | undefined {
  const able = attributesOf(asks, label)
  if (!isRecord(given) || Object.keys(given).some((name) => !able.some((attribute) => attribute.id === name))) return undefined
  const said: Record<string, Said> = {}
  for (const attribute of able) {
    const value = given[attribute.id] ?? undefined
    if (value === undefined) continue
    const clean = readOne(attribute, value)
    if (clean === undefined) return undefined
    if (clean !== false && clean !== '') said[attribute.id] = clean
  }
  return said
}

function readOne({ kind = 'choice', options = [] }: Attribute, value: unknown): Said | undefined {
  if (kind === 'flag') return typeof value === 'boolean' ? value : undefined
  if (typeof value !== 'string') return undefined
  if (kind === 'text') return [...value].length <= MOST_TEXT ? value.trim() : undefined
  return offered(options).some((option) => option.id === value) ? value : undefined
}

/** A part with its attributes, or without where nothing is said. */
export function withAttributes<P extends Labelled>({ attributes: _, ...part }: P, said: Attributes): Omit<P, 'attributes'> & { attributes?: Attributes } {
  return { ...part, ...(Object.keys(said).length > 0 && { attributes: said }) }
}

/** Say something of a part, or no longer. */
export function say(said: Attributes = {}, id: string, value: Said | undefined): Attributes {
  const { [id]: _, ...others } = said
  return value === undefined || value === '' || value === false ? others : { ...others, [id]: value }
}

/** What stays said of a part that gets another label. */
export function saidOfLabel(asks: Asks, said: Attributes = {}, label: string): Attributes {
  const able = attributesOf(asks, label).map((attribute) => attribute.id)
  return Object.fromEntries(Object.entries(said).filter(([id]) => able.includes(id)))
}

/** What is said of a part, in few words: "negated, certain". */
export function saidInWords(asks: Asks, { label, attributes = {} }: Labelled): string {
  return attributesOf(asks, label)
    .flatMap(({ id, name, options = [] }) => {
      const said = attributes[id]
      if (said === undefined) return []
      return said === true ? [name] : [options.find((option) => option.id === said)?.name ?? String(said)]
    })
    .join(', ')
}

/** What must be mended before these can be asked. */
export function attributeFlaws(attributes: readonly Attribute[] = []): string[] {
  const names = attributes.map(({ name }) => name.trim().toLowerCase())
  const twice = names.find((name, index) => name && names.indexOf(name) < index)
  const few = attributes.find(({ kind = 'choice', options = [] }) => kind === 'choice' && offered(options).filter(({ name }) => name.trim()).length < 2)
  return [
    ...(names.includes('') ? [t('kinds.flaw.attribute')] : []),
    ...(twice ? [t('kinds.flaw.twice', { name: twice })] : []),
    ...(few ? [t('kinds.flaw.options', { name: few.name })] : []),
  ]
}
