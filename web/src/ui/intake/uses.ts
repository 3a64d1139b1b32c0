/** What each column of a file is for: suggested by the server, decided by a person, turned into the plan of an import. */
import type { ColumnPlan, ColumnRole, Field, PreviewColumn, Question, Schema } from '@/api'

export type Show = Field['show']
export type Use = Show | Exclude<ColumnRole, 'field'>

export interface ColumnUse {
  name: string
  use: Use
  suggested: Use
  /** The kind of field that shows it, where that is not text. */
  kind?: string
  /** The field of an existing schema that it fills. */
  to?: string
  question?: string
  /** The kind of question that it answers, where the format of the file says so. */
  answers?: string
}

const shows: readonly Use[] = ['text', 'title', 'metadata', 'blind']
export const answering: readonly Use[] = ['label', 'gold', 'prediction', 'outcome', 'confidence']
export const uses: readonly Use[] = [...shows, 'key', 'group', 'annotator', 'gold', 'label', 'prediction', 'outcome', 'confidence', 'ignore']

export const isShow = (use: Use): use is Show => shows.includes(use)

/** For a new project: every column as the server suggests; the first short text of several becomes the title. */
export function suggestUses(columns: readonly PreviewColumn[]): ColumnUse[] {
  const texts = columns.filter((column) => column.role === 'field')
  const title = texts.length > 1 ? texts.find((column) => column.kind === 'text' && (column.median_words ?? 99) <= 8) : undefined
  return columns.map((column) => {
    const use: Use = column === title ? 'title' : column.role === 'field' ? 'text' : column.role
    return { name: column.name, use, suggested: use, ...(column.kind !== 'text' && { kind: column.kind }), ...(column.answers && { answers: column.answers }) }
  })
}

/** A column of answers goes to the question of its name, else to the one that the project is about; of some kind, to one of that kind. */
export function answered(column: ColumnUse, questions: readonly Question[], target: string): ColumnUse {
  if (!answering.includes(column.use)) return column
  if (!column.answers) return { ...column, question: (questions.find((question) => [question.id, question.name].includes(column.name)) ?? questions.find((question) => question.id === target))?.id }
  const able = questions.filter((question) => (question.each ? 'each' : question.kind) === column.answers)
  const found = able.find((question) => question.id === column.name) ?? able.find((question) => question.id === target) ?? able[0]
  return found ? { ...column, question: found.id } : { ...column, use: 'ignore', suggested: 'ignore' }
}

/** For a project that has fields: columns go where their name fits, fields or questions; a lone text goes to the lone field. */
export function fitUses(columns: readonly PreviewColumn[], schema: Schema): ColumnUse[] {
  if (columns.some((column) => schema.fields.some((field) => column.name === `field.${field.id}`))) return ownUses(columns, schema)
  const ids = fieldIds(columns.map((column) => column.name))
  const texts = columns.filter((column) => column.role === 'field')
  const lone = texts.length === 1 && schema.fields.filter((field) => field.show === 'text').length === 1
  return columns.map((column, index) => {
    const field =
      schema.fields.find((one) => [one.id, one.name].includes(column.name) || one.id === ids[index]) ??
      (lone && column === texts[0] ? schema.fields.find((one) => one.show === 'text') : undefined)
    const unnamed: Use = schema.questions.some((one) => [one.id, one.name].includes(column.name)) ? 'label' : 'ignore'
    const use: Use = field ? field.show : column.role === 'field' || isShow(column.role) ? unnamed : column.role
    return answered({ name: column.name, use, suggested: use, to: field?.id, ...(column.answers && { answers: column.answers }) }, schema.questions, schema.target)
  })
}

/** The columns of an export of ours go where they came from. */
function ownUses(columns: readonly PreviewColumn[], schema: Schema): ColumnUse[] {
  return columns.map(({ name }): ColumnUse => {
    const field = schema.fields.find((one) => name === `field.${one.id}`)
    if (field) return { name, use: field.show, suggested: field.show, to: field.id }
    if (schema.questions.some((one) => one.id === name)) return { name, use: 'label', suggested: 'label', question: name }
    const sure = schema.questions.find((one) => one.confidence && name === `${one.id}.confidence`)
    if (sure) return { name, use: 'confidence', suggested: 'confidence', question: sure.id }
    const use = name === 'key' || name === 'group' || name === 'annotator' ? name : 'ignore'
    return { name, use, suggested: use }
  })
}

/** "Postal code" → postal_code, every one its own. */
export function fieldIds(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const base = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || `column_${index + 1}`
    let id = base
    for (let n = 2; taken.has(id); n += 1) id = `${base}_${n}`
    taken.add(id)
    return id
  })
}

/** The fields of the schema that these columns make. */
export function fieldsOf(columns: readonly ColumnUse[]): Field[] {
  const ids = fieldIds(columns.map((column) => column.name))
  return columns.flatMap(({ name, use, kind = 'text' }, index) => (isShow(use) ? [{ id: ids[index]!, kind, name, show: use }] : []))
}

/** The plan that the server imports by. */
export function plansOf(columns: readonly ColumnUse[]): ColumnPlan[] {
  const ids = fieldIds(columns.map((column) => column.name))
  return columns.map(({ name, use, to, question }, index) => {
    if (!isShow(use)) return { name, role: use, ...(answering.includes(use) && question ? { question } : {}) }
    return { name, role: use === 'metadata' || use === 'blind' ? use : 'field', to: to ?? ids[index] }
  })
}

export type Wrong = { is: 'nothing shown' } | { is: 'two'; use: Use; names: string[] }

/** What keeps these columns from being imported. */
export function wrongWith(columns: readonly ColumnUse[]): Wrong[] {
  const doubled = (['key', 'group', 'annotator'] as const).flatMap((use): Wrong[] => {
    const names = columns.filter((column) => column.use === use).map((column) => column.name)
    return names.length > 1 ? [{ is: 'two', use, names }] : []
  })
  const isShown = columns.some(({ use }) => use === 'text' || use === 'title')
  return [...(isShown ? [] : [{ is: 'nothing shown' } as const]), ...doubled]
}
