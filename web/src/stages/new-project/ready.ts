/** What may happen next in the wizard, and what it asks of the server in the end. */
import type { Field, ImportOrder, NewProject, Question } from '@/api'
import { isLabelled, isSound, settled } from '@/questions'
import { fieldsOf, plansOf, wrongWith } from '@/ui/intake'
import { steps, type Draft, type Step } from './draft'

export function isDone(draft: Draft, step: Step): boolean {
  switch (step) {
    case 'recipe':
      return draft.recipe !== null
    case 'data':
      return draft.intake.is === 'none' || (draft.intake.is === 'ready' && wrongWith(draft.columns).length === 0)
    case 'questions':
      return draft.questions.length > 0 && draft.questions.every((question) => isSound(question, shownFields(draft)))
    case 'people':
      return draft.name.trim() !== ''
  }
}

/** A step can be opened when all before it are done. */
export const canOpen = (draft: Draft, step: Step): boolean => steps.slice(0, steps.indexOf(step)).every((one) => isDone(draft, one))

export const after = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]
export const before = (step: Step): Step | undefined => steps[steps.indexOf(step) - 1]

/** What is shown of an item: columns of the file, or what the recipe plans. */
export function shownFields(draft: Draft): Field[] {
  const planned = draft.recipe?.schema.fields ?? []
  // A column that is a field of the recipe is called as the recipe calls it.
  const named = (field: Field) => ({ ...field, name: planned.find((one) => one.id === field.name)?.name || field.name })
  return draft.intake.is === 'ready' ? fieldsOf(draft.columns).map(named) : planned
}

/** The questions of the recipe, with those labels that are still called as they are there. */
function untouched(draft: Draft): Question[] {
  const names = new Map(draft.questions.filter(isLabelled).map(({ id, labels }) => [id, new Set(labels.map(({ name }) => name))]))
  return (draft.recipe?.schema.questions ?? []).map((question) =>
    isLabelled(question) ? ({ ...question, labels: question.labels.filter(({ name }) => names.get(question.id)?.has(name)) } as Question) : question,
  )
}

export function projectOf(draft: Draft): NewProject {
  return {
    name: draft.name.trim(),
    recipe: draft.recipe?.id,
    schema: settled({ fields: shownFields(draft), questions: draft.questions, target: draft.target }, untouched(draft)),
    guideline: draft.recipe?.guideline,
    settings: draft.aim,
  }
}

export function importOf(draft: Draft): ImportOrder | null {
  if (draft.intake.is !== 'ready') return null
  const { upload, options } = draft.intake
  return { upload: upload.id, columns: plansOf(draft.columns), ...options }
}
