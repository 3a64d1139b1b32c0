import type { Project } from '@/api'
import { shownQuestions } from '@/kinds/registry'
import { KeyCap } from '@/keyboard'
import frame from '../label.module.css'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { QuestionBlock } from './QuestionBlock'
import styles from './QuestionList.module.css'

export function QuestionList({ asked, project, workbench }: { asked: Asked; project: Project; workbench: Workbench }) {
  const shown = shownQuestions(project.schema, asked.values)
  const here = shown.findIndex((question) => question.id === asked.focused)
  const reached = (place: number) => (place === here + 1 ? 'ArrowDown' : place === here - 1 ? 'ArrowUp' : undefined)
  return (
    <div className={frame.questions}>
      {shown.map((question, place) => (
        <QuestionBlock key={question.id} question={question} asked={asked} project={project} workbench={workbench} reached={here < 0 ? undefined : reached(place)} />
      ))}
      <div className={styles.note}>
        <textarea
          id="label-note"
          rows={1}
          aria-label={t('label.note.name')}
          aria-keyshortcuts="n"
          placeholder={t('label.note')}
          value={asked.note}
          onChange={(event) => workbench.note(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        {asked.note === '' && <KeyCap of="n" />}
      </div>
    </div>
  )
}
