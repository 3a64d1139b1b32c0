/** Ids of what nobody has answered yet follow the names that people gave in the end; what points to them goes along. */
import type { Attribute, Label, Question, Schema } from '@/api'
import { slugOf } from '@/kinds/editLabels'
import { labelsOf } from '@/ui/labels'
import { isLabelled } from './edit'

type Ids = ReadonlyMap<string, string>
interface Named {
  id: string
  name: string
}

/** Old id → id, for all of a list: those in `kept` stay as they are. */
function idsOf(list: readonly Named[], kept: ReadonlySet<string>): Ids {
  const taken = list.map(({ id }) => id).filter((id) => kept.has(id))
  const pairs = list.map(({ id, name }) => {
    // One that has no id yet gets it from the server.
    const now = !id || kept.has(id) || !name.trim() ? id : slugOf(name, taken)
    if (!kept.has(id)) taken.push(now)
    return [id, now] as const
  })
  return new Map(pairs)
}

const attributesOf = (question: Question | undefined): readonly Attribute[] => (question && 'attributes' in question ? (question.attributes ?? []) : [])
const set = (list: readonly Named[]): ReadonlySet<string> => new Set(list.map(({ id }) => id))
const to = (ids: Ids | undefined, id: string): string => ids?.get(id) ?? id

function renamed(labels: readonly Label[], ids: Ids): Label[] {
  return labels.map((label) => ({ ...label, id: to(ids, label.id), ...(label.parent && { parent: to(ids, label.parent) }) }))
}

/**
 * Give a schema as it is to be saved.
 *
 * `stored` are the questions as they are in force, whose ids and labels keep their ids whatever they are called now.
 */
export function settled(schema: Schema, stored: readonly Question[]): Schema {
  const questions = idsOf(schema.questions, set(stored))
  const labels = new Map(schema.questions.map((question) => [question.id, idsOf(labelsOf(question), set(labelsOf(before(question, stored))))]))
  return {
    ...schema,
    target: to(questions, schema.target),
    questions: schema.questions.map((question) => pointed(asked(question, labels.get(question.id) ?? new Map(), before(question, stored)), questions, labels)),
  }
}

const before = ({ id, kind }: Question, stored: readonly Question[]): Question | undefined => stored.find((one) => one.id === id && one.kind === kind)

/** With the ids of its own labels and attributes. */
function asked(question: Question, labels: Ids, old: Question | undefined): Question {
  const named = isLabelled(question) ? ({ ...question, labels: renamed(question.labels, labels) } as Question) : question
  const attributes = attributesOf(named)
  if (attributes.length === 0) return named
  const ids = idsOf(attributes, set(attributesOf(old)))
  const put = (attribute: Attribute): Attribute => ({ ...attribute, id: to(ids, attribute.id), ...(attribute.labels && { labels: attribute.labels.map((id) => to(labels, id)) }) })
  return { ...named, attributes: attributes.map(put) } as Question
}

/** With what it says of other questions. */
function pointed(question: Question, questions: Ids, labels: ReadonlyMap<string, Ids>): Question {
  const { shown_if } = question
  const is = shown_if && shown_if.is.map((one) => (typeof one === 'string' ? to(labels.get(shown_if.question), one) : one))
  return {
    ...question,
    id: to(questions, question.id),
    ...(shown_if && is && { shown_if: { question: to(questions, shown_if.question), is } }),
    ...(question.kind === 'relations' && question.of && { of: to(questions, question.of) }),
  } as Question
}
