import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { showKeyMap } from '@/keyboard'
import { Bar, Button, count, duration, Icon, KeyCap } from '@/ui'
import type { Bench } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { setAdvances, useAdvances } from './advance'
import { Modes } from './Modes'
import { Refused } from './Refused'
import { useSettled } from './useSettled'
import styles from './SessionBar.module.css'

/** How it goes: done, pace, whether everything is saved and sent, what comes next. */
export function SessionBar({ bench, workbench }: { bench: Bench; workbench: Workbench | null }) {
  const { progress, ready, refused } = bench
  const [open, setOpen] = useState(false)
  const advances = useAdvances()
  return (
    <section className={styles.bar} aria-label={t('label.bar')}>
      {progress && (
        <span className={styles.done} title={t('label.bar.of', { answered: progress.answered_items, items: progress.items })}>
          <span>
            <b>{count(progress.mine_today)}</b> <span className={styles.wide}>{t('label.bar.today')}</span>
          </span>
          <span className={styles.track}>
            <Bar value={progress.items ? progress.answered_items / progress.items : 0} label={t('label.bar.of', { answered: progress.answered_items, items: progress.items })} />
          </span>
          <span className={styles.of}>{count(progress.answered_items)} / {count(progress.items)}</span>
        </span>
      )}
      {progress?.pace_s != null && (
        <span className={styles.pace}>
          <span className={styles.wide}>{t('label.bar.pace')}</span> <b>{duration(progress.pace_s)}</b> <span className={styles.wide}>{t('label.bar.each')}</span>
        </span>
      )}
      <span className={styles.gap} />
      {bench.project && <Modes project={bench.project} />}
      {refused.length > 0 && (
        <Button size="small" look="danger" icon="alert" aria-expanded={open} onClick={() => setOpen(!open)}>
          {refused.length} {t('label.refused', { n: refused.length })}
        </Button>
      )}
      <Saved bench={bench} />
      {bench.link !== 'signed-out' && <span className={`${styles.ready} ${styles.wide}`}>{t('label.bar.ready', { n: ready })}</span>}
      <button type="button" className={`${styles.keys} ${styles.advance}`} aria-pressed={advances} onClick={() => setAdvances(!advances)}>
        {t('label.bar.advance')}
      </button>
      <button type="button" className={styles.keys} onClick={showKeyMap} aria-keyshortcuts="?">
        {t('label.bar.keys')} <KeyCap of="?" />
      </button>
      {open && refused.length > 0 && workbench && <Refused entries={refused} workbench={workbench} onClose={() => setOpen(false)} />}
    </section>
  )
}

function Saved({ bench }: { bench: Bench }) {
  const { link } = bench
  const waiting = useSettled(bench.waiting)
  if (link === 'signed-out')
    return (
      <span className={styles.saved} data-tone="bad" role="status">
        <Icon name="lock" size={14} />
        {t('label.bar.out', { n: waiting })} <Link to="/sign-in" search={{ next: location.pathname }}>{t('label.bar.out.go')}</Link>
      </span>
    )
  if (link === 'offline')
    return (
      <span className={styles.saved} data-tone="warn" role="status">
        <Icon name="wifiOff" size={14} />
        <span className={styles.wide}>{waiting ? t('label.bar.offline', { n: waiting }) : t('label.bar.offline.none')}</span>
        <span className={styles.narrow}>{t('label.bar.offline.short')} {waiting || ''}</span>
      </span>
    )
  return (
    <span className={styles.saved} data-tone="good" role="status">
      <Icon name="check" size={14} />
      <span className={styles.wide}>{waiting ? t('label.bar.waiting', { n: waiting }) : t('label.bar.saved')}</span>
      <span className={styles.narrow}>{t('label.bar.saved.short')}</span>
    </span>
  )
}
