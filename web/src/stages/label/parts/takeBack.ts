import type { Project, Question, Value } from '@/api'
import { kindOf } from '@/kinds/registry'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { choose } from './advance'

const focusedIn = (project: Project, asked: Asked): Question | undefined => project.schema.questions.find((one) => one.id === asked.focused)

/** Take back the last edit in the focused question, where its kind keeps them. Says whether there was one. */
export function takeBack(project: Project, asked: Asked, workbench: Workbench): boolean {
  const question = focusedIn(project, asked)
  const back = (value: Value | undefined) => question && choose(workbench, question, value)
  return (question && kindOf(question).undo?.(question, asked.values[question.id], back)) ?? false
}

/** Whether the focused question has an edit that can be taken back. */
export function holdsEdits(project: Project, asked: Asked): boolean {
  const question = focusedIn(project, asked)
  if (!question) return false
  const { undo, canUndo } = kindOf(question)
  const value = asked.values[question.id]
  return undo !== undefined && (canUndo ? canUndo(question, value) : value != null)
}
