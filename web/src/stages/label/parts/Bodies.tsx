import type { Project, Question, ShownField, Value } from '@/api'
import { Bodies as Drawn } from '@/kinds/Bodies'
import { shownQuestions } from '@/kinds/registry'
import { showing, type Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import { chancesOf } from './Guess'

interface BodiesProps {
  fields: readonly ShownField[]
  asked: Asked
  project: Project
  workbench: Workbench
}

/** The fields of the item in hand, with the answers that are given on them. */
export function Bodies({ fields, asked, project, workbench }: BodiesProps) {
  const questions = shownQuestions(project.schema, asked.values)
  const empty = () => <p className="quiet">{t('label.empty.field')}</p>
  return <Drawn fields={fields} questions={questions} focused={asked.focused} layerOf={layers(asked, workbench)} showing={showing(asked)} empty={empty} />
}

const layers = (asked: Asked, workbench: Workbench) => (question: Question) => ({
  question,
  value: asked.values[question.id],
  focused: asked.focused === question.id,
  suggestion: chancesOf(asked, question),
  onChange: (value: Value | undefined) => choose(workbench, question, value),
})
