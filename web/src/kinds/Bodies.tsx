import type { ReactNode } from 'react'
import type { Question, ShownField } from '@/api'
import type { Layer } from '@/fields/field'
import { fieldKindOf } from '@/fields/registry'
import styles from './Bodies.module.css'
import type { Showing } from './kind'
import { kindOf } from './registry'

export interface BodiesProps {
  fields: readonly ShownField[]
  /** The questions that are shown, in order. */
  questions: readonly Question[]
  /** The question with the cursor. */
  focused: string
  layerOf: (question: Question) => Layer
  showing: Showing
  /** Stands for a field without content. */
  empty: (field: ShownField) => ReactNode
  isSmall?: boolean
}

/** The fields that are read, one below the other; those that a question compares stand side by side. */
export function Bodies({ fields, questions, focused, layerOf, showing, empty, isSmall = false }: BodiesProps) {
  const pointing = (field: ShownField) => questions.filter(({ on }) => on === field.id).map((question) => ({ ...layerOf(question), Over: kindOf(question).Over }))
  const content = (field: ShownField) => <Content field={field} item={showing.item} layers={pointing(field)} empty={empty} />
  const question = boardQuestion(questions, fields, focused)
  const together = question ? setBy(question, fields) : []
  const Board = question && kindOf(question).Board
  return fields.map((field) => {
    if (question && Board && field === together[0]) return <Board key={field.id} {...layerOf(question)} showing={showing} body={content} />
    if (together.includes(field)) return null
    return (
      <div key={field.id} className={styles.body} data-small={isSmall || undefined}>
        {fields.length > 1 && <h2 className={styles.name}>{field.name}</h2>}
        {content(field)}
      </div>
    )
  })
}

/** A field, drawn by the questions that point into it where there are any. */
function Content({ field, item, layers, empty }: { field: ShownField; item: string; layers: Layer[] } & Pick<BodiesProps, 'empty'>) {
  const kind = fieldKindOf(field.kind)
  const Surface = layers.map(({ question }) => kindOf(question).Surface).find((part) => part !== undefined)
  if (kind.isEmpty(field)) return empty(field)
  return Surface ? <Surface field={field} item={item} layers={layers} /> : <kind.Body field={field} />
}

const setBy = (question: Question, fields: readonly ShownField[]): ShownField[] => {
  const ids = kindOf(question).sets?.(question) ?? []
  return fields.filter((field) => ids.includes(field.id))
}

/** The question whose board is shown: the one with the cursor, else the first that sets fields side by side. */
function boardQuestion(questions: readonly Question[], fields: readonly ShownField[], focused: string): Question | undefined {
  const able = questions.filter((question) => kindOf(question).Board && setBy(question, fields).length > 1)
  return able.find((question) => question.id === focused) ?? able[0]
}
