import { useEffect, useRef } from 'react'
import type { Project, ShownField, ShownReason } from '@/api'
import { fieldKindOf } from '@/fields/registry'
import { Button, Chip, type IconName } from '@/ui'
import type { Panel } from './Asking'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { Bodies } from './Bodies'
import frame from '../label.module.css'
import { t } from '../words'
import styles from './ItemView.module.css'

const icons: Record<ShownReason, IconName> = { new: 'spark', 'second opinion': 'people', check: 'check', review: 'search', requested: 'send' }

interface ItemViewProps {
  asked: Asked
  project: Project
  workbench: Workbench
  panel: Panel
  toggle: (panel: Panel) => void
}

/** The item as fields: title, metadata, body. Only the reason that may be shown is shown. */
export function ItemView({ asked, project, workbench, panel, toggle }: ItemViewProps) {
  const follows = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const start = useRef<HTMLDivElement>(null)
  const { fields, shown_reason: reason } = asked.assignment
  const of = (show: ShownField['show']) => fields.filter((field) => field.show === show)
  const [title, ...titles] = of('title')
  const bodies = [...titles, ...of('text')]
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0
    // On a phone the whole page scrolls.
    if (window.scrollY > 0) window.scrollTo({ top: 0 })
    // What had focus went away with the last item: go on from the start of this one, which screen readers then read.
    if (follows.current && document.activeElement === document.body) start.current?.focus({ preventScroll: true })
    follows.current = true
  }, [asked.assignment.id])
  return (
    <div className={frame.item} ref={box} tabIndex={0} role="group" aria-label={t('label.item')}>
      <div className={frame.column} ref={start} tabIndex={-1}>
        <div className={styles.chips}>
          <Chip tone="accent" icon={icons[reason] ?? 'spark'}>
            {t(`label.reason.${reason}`)}
          </Chip>
          {asked.supersedes && <span className="quiet small">{t('label.correction')}</span>}
          <span className={styles.aids}>
            <Button look="quiet" size="small" icon="book" keyHint="g" aria-expanded={panel === 'guideline'} onClick={() => toggle('guideline')}>
              {t('label.guideline')}
            </Button>
            <Button look="quiet" size="small" icon="history" keyHint="h" aria-expanded={panel === 'history'} onClick={() => toggle('history')}>
              <span className="sr">{t('label.history')}</span>
            </Button>
          </span>
        </div>
        {title && <h2 className={styles.title} dir="auto">{fieldKindOf(title.kind).brief(title.value) || t('label.empty.field')}</h2>}
        <Metadata fields={of('metadata')} />
        <Bodies fields={bodies} asked={asked} project={project} workbench={workbench} />
      </div>
    </div>
  )
}

function Metadata({ fields }: { fields: ShownField[] }) {
  const filled = fields.filter((field) => !fieldKindOf(field.kind).isEmpty(field))
  if (filled.length === 0) return null
  return (
    <dl className={styles.metadata}>
      {filled.map((field) => (
        <div key={field.id}>
          <dt className="sr">{field.name}</dt>
          <dd title={field.name}>{fieldKindOf(field.kind).brief(field.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
