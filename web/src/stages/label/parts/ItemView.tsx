import { useEffect, useRef } from 'react'
import type { ShownField, ShownReason } from '@/api'
import { Button, Chip, type IconName } from '@/ui'
import type { Panel } from './Asking'
import type { Asked } from '../workbench/state'
import frame from '../label.module.css'
import { t } from '../words'
import styles from './ItemView.module.css'

const icons: Record<ShownReason, IconName> = { new: 'spark', 'second opinion': 'people', check: 'check', review: 'search', requested: 'send' }

/** The item as fields: title, metadata, body. Only the reason that may be shown is shown. */
export function ItemView({ asked, panel, toggle }: { asked: Asked; panel: Panel; toggle: (panel: Panel) => void }) {
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
        {title && <h2 className={styles.title}>{title.value || t('label.empty.field')}</h2>}
        <Metadata fields={of('metadata')} />
        {bodies.map((field) => (
          <Body key={field.id} field={field} named={bodies.length > 1} />
        ))}
      </div>
    </div>
  )
}

function Metadata({ fields }: { fields: ShownField[] }) {
  const filled = fields.filter((field) => field.value)
  if (filled.length === 0) return null
  return (
    <dl className={styles.metadata}>
      {filled.map((field) => (
        <div key={field.id}>
          <dt className="sr">{field.name}</dt>
          <dd title={field.name}>{field.value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Body({ field, named }: { field: ShownField; named: boolean }) {
  const text = field.value ?? ''
  return (
    <div className={styles.body}>
      {named && <h3 className={styles.name}>{field.name}</h3>}
      {text === '' && <p className="quiet">{t('label.empty.field')}</p>}
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  )
}
