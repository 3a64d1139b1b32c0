/** The wizard as plain data: one draft, changed by one reducer. */
import type { Preview, ProjectSettings, Question, Recipe } from '@/api'
import { labelsFrom, slugOf } from '@/kinds/editLabels'
import { isLabelled } from '@/questions'
import { answered, knownAnswers, isShow, suggestUses, type ColumnUse, type Intake } from '@/ui/intake'

export const steps = ['recipe', 'data', 'questions', 'people'] as const
export type Step = (typeof steps)[number]
export type Aim = Pick<ProjectSettings, 'answers_per_item' | 'overlap' | 'show_suggestions'>

export interface Draft {
  step: Step
  recipe: Recipe | null
  intake: Intake
  columns: ColumnUse[]
  questions: Question[]
  target: string
  /** Once a person has touched the questions, neither recipe nor file changes them by itself. */
  edited: boolean
  name: string
  named: boolean
  aim: Aim
}

export type Act =
  | { do: 'go'; step: Step }
  | { do: 'take'; recipe: Recipe }
  | { do: 'intake'; intake: Intake }
  | { do: 'use'; column: ColumnUse }
  | { do: 'ask'; questions: Question[]; target: string }
  | { do: 'name'; name: string }
  | { do: 'aim'; aim: Partial<Aim> }

export const blank: Draft = {
  step: 'recipe',
  recipe: null,
  intake: { is: 'none' },
  columns: [],
  questions: [],
  target: '',
  edited: false,
  name: '',
  named: false,
  aim: { answers_per_item: 1, overlap: 0.1, show_suggestions: true },
}

export function change(draft: Draft, act: Act): Draft {
  switch (act.do) {
    case 'go':
      return { ...draft, step: act.step }
    case 'take':
      return rename(ask({ ...draft, recipe: act.recipe }))
    case 'intake':
      return arrive(draft, act.intake)
    case 'use':
      return ask({ ...draft, columns: draft.columns.map((column) => (column.name === act.column.name ? act.column : column)) })
    case 'ask':
      return { ...draft, questions: act.questions, target: act.target, edited: true }
    case 'name':
      return { ...draft, name: act.name, named: true }
    case 'aim':
      return { ...draft, aim: { ...draft.aim, ...act.aim } }
  }
}

function arrive(draft: Draft, intake: Intake): Draft {
  if (intake.is !== 'ready') return { ...draft, intake, columns: intake.is === 'none' ? [] : draft.columns }
  const names = intake.upload.preview.columns.map((column) => column.name)
  // The same file read another way keeps what was decided about its columns.
  const isSame = names.join('\n') === draft.columns.map((column) => column.name).join('\n')
  return rename(ask({ ...draft, intake, columns: isSame ? draft.columns : planned(suggestUses(intake.upload.preview.columns), draft.recipe) }))
}

/** A column that is a field of the recipe is shown as the recipe shows it. */
function planned(columns: readonly ColumnUse[], recipe: Recipe | null): ColumnUse[] {
  return columns.map((column) => {
    if (column.answers) return answered(column, recipe?.schema.questions ?? [], recipe?.schema.target ?? '')
    const field = isShow(column.use) ? recipe?.schema.fields.find((one) => one.id === column.name) : undefined
    return field ? { ...column, use: field.show ?? 'text', suggested: field.show ?? 'text' } : column
  })
}

/** The questions of the recipe, with the labels that the file knows. */
function ask(draft: Draft): Draft {
  if (draft.edited || !draft.recipe) return draft
  const { schema } = draft.recipe
  const target = schema.target || schema.questions[0]?.id || ''
  const preview = draft.intake.is === 'ready' ? draft.intake.upload.preview : null
  const questions = schema.questions.map(tidy).map((question) => (preview && question.id === target ? withKnown(question, preview, draft.columns) : question))
  return { ...draft, questions, target }
}

/** A recipe may leave ids and codes of labels to the server; the editor needs them. */
function tidy(question: Question): Question {
  if (!isLabelled(question)) return question
  const labels = question.labels.reduce<typeof question.labels>((done, label, code) => {
    const id = label.id || slugOf(label.name, done.map((one) => one.id))
    return [...done, { ...label, id, code: label.code ?? code, retired: label.retired ?? false }]
  }, [])
  return { ...question, labels }
}

function withKnown(question: Question, preview: Preview, columns: readonly ColumnUse[]): Question {
  const names = knownAnswers(preview, columns).map((known) => known.name)
  const isOfParts = columns.some((column) => column.answers === question.kind)
  if (names.length < (isOfParts ? 1 : 2)) return question
  if (question.kind === 'rating') {
    const numbers = names.map(Number)
    return numbers.every(Number.isInteger) ? { ...question, low: Math.min(...numbers), high: Math.max(...numbers) } : question
  }
  if (!isLabelled(question)) return question
  const own = new Set(question.labels.map((label) => label.name.toLowerCase()))
  return names.every((name) => own.has(name.toLowerCase())) ? question : { ...question, labels: labelsFrom(names) }
}

/** "requests-november.csv" → "Requests november", until a person says otherwise. */
function rename(draft: Draft): Draft {
  if (draft.named) return draft
  const file = draft.intake.is === 'ready' ? draft.intake.upload.name.replace(/(\.[a-z0-9]{1,7})+$/i, '').replace(/[-_]+/g, ' ').trim() : ''
  const name = file || draft.recipe?.name || ''
  return { ...draft, name: name.charAt(0).toUpperCase() + name.slice(1) }
}
