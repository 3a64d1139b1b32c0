import type { Project } from '@/api'
import { kindOf } from '@/kinds/registry'
import { useKeys, type Binding } from '@/keyboard'
import { canAbstain, showing, type Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { choose } from './advance'
import type { Panel } from './Asking'
import { skipReasons } from './skip'
import { stepped } from './Sure'

interface Parts {
  asked: Asked
  project: Project
  workbench: Workbench
  panel: Panel
  toggle: (panel: Panel) => void
  undo: () => Promise<void>
}

/** Every act of the workbench, on its key. */
export function useLabelKeys({ asked, project, workbench, panel, toggle, undo }: Parts): void {
  const acts: Binding[] = [
    { key: 'Enter', name: t('label.keys.submit'), run: () => void workbench.submit() },
    { key: 'mod+Enter', name: t('label.keys.submit'), run: () => void workbench.submit(), inFields: true, unlisted: true },
    { key: 's', name: t('label.keys.skip'), run: () => toggle('skip') },
    { key: 'z', name: t('label.keys.undo'), run: () => void undo() },
    { key: 'f', name: t('label.keys.flag'), run: () => workbench.flag() },
    { key: 'n', name: t('label.keys.note'), run: () => document.getElementById('label-note')?.focus() },
    { key: 'g', name: t('label.keys.guideline'), run: () => toggle('guideline') },
    { key: 'h', name: t('label.keys.history'), run: () => toggle('history') },
    { key: 'ArrowDown', name: t('label.keys.next'), run: () => workbench.move(1) },
    { key: 'ArrowUp', name: t('label.keys.previous'), run: () => workbench.move(-1) },
    ...(canAbstain(project, asked.focused) ? abstain(workbench) : []),
    ...howSure(project, asked, workbench),
  ]
  useKeys(t('label.keys.label'), acts)
  useKeys(focusedName(project, asked), answers(project, asked, workbench))
  useKeys(t('label.skip.title'), skips(workbench, toggle), { enabled: panel === 'skip' })
  useKeys('', [{ key: 'Escape', name: t('label.close'), run: () => toggle(panel), inFields: true }], { enabled: panel !== 'none' })
}

/** More or less sure of the focused answer, once there is one. */
function howSure(project: Project, asked: Asked, workbench: Workbench): Binding[] {
  const question = project.schema.questions.find((one) => one.id === asked.focused)
  if (!question?.confidence || asked.values[question.id] == null) return []
  const go = (by: number) => workbench.sure(question.id, stepped(question, asked.confidence[question.id], by))
  return [
    { key: '.', name: t('label.keys.surer'), run: () => go(1) },
    { key: ',', name: t('label.keys.unsurer'), run: () => go(-1) },
  ]
}

const abstain = (workbench: Workbench): Binding[] => [
  { key: 'x', name: t('label.keys.abstain'), run: () => workbench.abstain() },
  { key: '-', name: t('label.keys.abstain'), run: () => workbench.abstain(), unlisted: true },
]

const focusedName = (project: Project, asked: Asked): string => project.schema.questions.find((one) => one.id === asked.focused)?.name ?? ''

function answers(project: Project, asked: Asked, workbench: Workbench): Binding[] {
  const question = project.schema.questions.find((one) => one.id === asked.focused)
  if (!question) return []
  return kindOf(question)
    .keys(question, showing(asked))
    .map(({ key, name, next }) => ({
      key,
      name,
      run: () => choose(workbench, question, next(asked.values[question.id] ?? undefined)),
    }))
}

const skips = (workbench: Workbench, toggle: (panel: Panel) => void): Binding[] =>
  skipReasons.map((reason, index) => ({
    key: String(index + 1),
    name: t(`label.skip.${reason}`),
    run: () => {
      toggle('skip')
      void workbench.skip(reason)
    },
  }))
