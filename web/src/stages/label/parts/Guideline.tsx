import { useEffect, useRef } from 'react'
import type { Project } from '@/api'
import { useGuideline } from '@/api/projects'
import { Button, ErrorNote, Icon } from '@/ui'
import { Markdown } from '@/ui/Markdown'
import { t } from '../words'
import { findRule } from './findRule'
import styles from './Drawer.module.css'

/** The guideline, opened at the rule of the label in hand. */
export default function Guideline({ project, label, onClose }: { project: Project; label: string | undefined; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  const guideline = useGuideline(project.id)
  const body = guideline.data?.body ?? ''
  useEffect(() => {
    const headings = [...(box.current?.querySelectorAll('h1,h2,h3,h4,h5,h6') ?? [])]
    const rule = findRule(headings.map((heading) => heading.textContent ?? ''), label)
    for (const [index, heading] of headings.entries()) heading.toggleAttribute('data-rule', index === rule)
    if (rule >= 0) headings[rule]?.scrollIntoView?.({ block: 'start' })
  }, [label, body])
  return (
    <aside className={styles.drawer} aria-label={t('label.guideline')}>
      <header className={styles.head}>
        <Icon name="book" />
        <h2>{t('label.guideline')}</h2>
        {guideline.data && <span className="quiet small">{t('label.guideline.version', { version: guideline.data.version })}</span>}
        {label && <span className="quiet small">· {t('label.guideline.rule', { label })}</span>}
        <Button size="small" look="quiet" keyHint="g" className={styles.close} onClick={onClose}>
          {t('label.close')}
        </Button>
      </header>
      <div className={styles.body} ref={box} tabIndex={0} role="region" aria-label={t('label.guideline')}>
        {guideline.error && <ErrorNote of={guideline.error} onRetry={() => void guideline.refetch()} />}
        {guideline.data && !body.trim() && <p className="quiet">{t('label.guideline.none')}</p>}
        <div className={styles.prose}>
          <Markdown>{body}</Markdown>
        </div>
      </div>
    </aside>
  )
}
