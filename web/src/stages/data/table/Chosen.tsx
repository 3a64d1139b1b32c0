import { lazy, Suspense, useState } from 'react'
import { useDeleteItems, useItemAct, useProject } from '@/api'
import { Button, notify } from '@/ui'
import { t } from '../strings'
import styles from './Items.module.css'

const LabelChosen = lazy(() => import('./LabelChosen'))
const labelling = new Set(['owner', 'manager', 'reviewer'])

/** What can be done with the items that are ticked. */
export function Chosen({ project, chosen, onNone }: { project: number; chosen: ReadonlySet<number>; onNone: () => void }) {
  const drop = useDeleteItems(project)
  const act = useItemAct(project)
  const about = useProject(project).data
  const [isLabelling, setLabelling] = useState(false)
  const remove = () => {
    const ids = [...chosen]
    const restore = () => ids.forEach((item) => void act.mutateAsync({ item, act: 'restore' }))
    // A promise, not callbacks: the last items take this bar away with them.
    drop.mutateAsync(ids).then(
      () => {
        notify({ text: t('data.deleted', { n: ids.length }), action: { name: t('data.undo'), run: restore } })
        onNone()
      },
      (problem: Error) => void notify({ text: problem.message, tone: 'bad' }),
    )
  }
  return (
    <>
      <div className={styles.chosen}>
        <span>{t('data.picked', { n: chosen.size })}</span>
        {about && labelling.has(about.role ?? '') && (
          <Button size="small" icon="label" aria-expanded={isLabelling} onClick={() => setLabelling(!isLabelling)}>
            {t('data.bulk')}
          </Button>
        )}
        <Button size="small" icon="trash" busy={drop.isPending} onClick={remove}>
          {t('data.delete')}
        </Button>
        <Button size="small" look="quiet" onClick={onNone}>
          {t('data.pick.none')}
        </Button>
      </div>
      {isLabelling && about && (
        <div className={styles.wide}>
          <Suspense>
            <LabelChosen project={about} chosen={chosen} onDone={onNone} onClose={() => setLabelling(false)} />
          </Suspense>
        </div>
      )}
    </>
  )
}
