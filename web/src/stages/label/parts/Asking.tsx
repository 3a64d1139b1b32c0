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
import { claimOf } from '../binary/claim'
import { Head } from '../binary/Head'
import { lastGiven } from '../grid/given'
import { useWay } from './mode'
import { holdsEdits, takeBack } from './takeBack'
import { useLabelKeys } from './useLabelKeys'

const Guideline = lazy(() => import('./Guideline'))
const Binary = lazy(() => import('../binary/Binary'))
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
  const [opened, setOpened] = useState('')
  const { mode, candidate } = useWay(project.id)
  const claim = mode === 'binary' && opened !== asked.assignment.id ? claimOf(project, asked, candidate) : undefined
  const undo = async () => {
    // First what was done last within the item, then the item before.
    if (takeBack(project, asked, workbench)) return
    const many = lastGiven(project.id, workbench.last?.id)
    if (many) return void (await many.back())
    await workbench.undo()
    // In the binary mode an item comes back to be accepted or rejected anew.
    if (mode === 'binary' && bench.canUndo) workbench.answer(project.schema.target, undefined)
  }
  useLabelKeys({ asked, project, workbench, panel, toggle, undo })
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
        {mode === 'binary' && <Head project={project} candidate={candidate} isClaimed={claim !== undefined} />}
        {claim ? (
          <Suspense>
            <Binary claim={claim} asked={asked} project={project} workbench={workbench} onOpen={() => setOpened(asked.assignment.id)} />
          </Suspense>
        ) : (
          <QuestionList key={asked.assignment.id} asked={asked} project={project} workbench={workbench} />
        )}
        <ActionBar asked={asked} canUndo={bench.canUndo || holdsEdits(project, asked)} canSubmit={!claim} workbench={workbench} panel={panel} toggle={toggle} undo={undo} />
      </section>
    </div>
  )
}
