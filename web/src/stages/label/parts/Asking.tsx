import { lazy, Suspense, useState } from 'react'
import type { Project } from '@/api'
import type { Asked, Bench } from '../workbench/state'
import { labelInHand } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import styles from '../label.module.css'
import { t } from '../words'
import { ActionBar } from './ActionBar'
import { ItemView } from './ItemView'
import { QuestionList } from './QuestionList'
import { useLabelKeys } from './useLabelKeys'

const Guideline = lazy(() => import('./Guideline'))
const History = lazy(() => import('./History'))

/** What is open beside the item; one thing at a time. */
export type Panel = 'none' | 'guideline' | 'history' | 'skip'

export interface BenchProps {
  asked: Asked
  project: Project
  bench: Bench
  workbench: Workbench
}

export function Asking({ asked, project, bench, workbench }: BenchProps) {
  const [panel, setPanel] = useState<Panel>('none')
  const toggle = (which: Panel) => setPanel((now) => (now === which ? 'none' : which))
  useLabelKeys({ asked, project, workbench, panel, toggle })
  const close = () => setPanel('none')
  return (
    <div className={styles.bench}>
      <section className={styles.left} aria-label={t('label.item')}>
        <ItemView asked={asked} project={project} workbench={workbench} panel={panel} toggle={toggle} />
        <Suspense>
          {panel === 'guideline' && <Guideline project={project} label={labelInHand(project, asked)} onClose={close} />}
          {panel === 'history' && <History project={project} workbench={workbench} onClose={close} />}
        </Suspense>
      </section>
      <section className={styles.right} aria-label={t('label.questions')}>
        <QuestionList key={asked.assignment.id} asked={asked} project={project} workbench={workbench} />
        <ActionBar asked={asked} canUndo={bench.canUndo} workbench={workbench} panel={panel} toggle={toggle} />
      </section>
    </div>
  )
}
