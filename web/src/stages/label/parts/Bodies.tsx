import type { Project, Question, ShownField, Value } from '@/api'
import type { Layer } from '@/fields/field'
import { fieldKindOf } from '@/fields/registry'
import { kindOf, shownQuestions } from '@/kinds/registry'
import { showing, type Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import styles from './ItemView.module.css'

interface BodiesProps {
  fields: readonly ShownField[]
  asked: Asked
  project: Project
  workbench: Workbench
}

/** The fields that are read, one below the other; those that a question compares stand side by side. */
export function Bodies({ fields, asked, project, workbench }: BodiesProps) {
  const questions = shownQuestions(project.schema, asked.values)
  const layerOf = layers(asked, workbench)
  const content = (field: ShownField) => <Content field={field} item={asked.assignment.item} layers={questions.filter((question) => question.on === field.id).map(layerOf)} />
  const question = boardQuestion(questions, fields, asked.focused)
  const together = question ? setBy(question, fields) : []
  const Board = question && kindOf(question).Board
  return fields.map((field) => {
    if (question && Board && field === together[0]) return <Board key={field.id} {...layerOf(question)} showing={showing(asked)} body={content} />
    if (together.includes(field)) return null
    return (
      <div key={field.id} className={styles.body}>
        {fields.length > 1 && <h2 className={styles.name}>{field.name}</h2>}
        {content(field)}
      </div>
    )
  })
}

/** A field, drawn by the questions that point into it where there are any. */
function Content({ field, item, layers }: { field: ShownField; item: string; layers: Layer[] }) {
  const kind = fieldKindOf(field.kind)
  const Surface = layers.map(({ question }) => kindOf(question).Surface).find((part) => part !== undefined)
  if (kind.isEmpty(field)) return <p className="quiet">{t('label.empty.field')}</p>
  return Surface ? <Surface field={field} item={item} layers={layers} /> : <kind.Body field={field} />
}

const layers = (asked: Asked, workbench: Workbench) => (question: Question) => ({
  question,
  value: asked.values[question.id],
  focused: asked.focused === question.id,
  suggestion: asked.assignment.suggestion?.[question.id] ?? null,
  onChange: (value: Value | undefined) => choose(workbench, question, value),
})

const setBy = (question: Question, fields: readonly ShownField[]): ShownField[] => {
  const ids = kindOf(question).sets?.(question) ?? []
  return fields.filter((field) => ids.includes(field.id))
}

/** The question whose board is shown: the one with the cursor, else the first that sets fields side by side. */
function boardQuestion(questions: readonly Question[], fields: readonly ShownField[], focused: string): Question | undefined {
  const able = questions.filter((question) => kindOf(question).Board && setBy(question, fields).length > 1)
  return able.find((question) => question.id === focused) ?? able[0]
}
