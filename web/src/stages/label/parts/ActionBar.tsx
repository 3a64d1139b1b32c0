import { Button, KeyCap } from '@/ui'
import type { Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './ActionBar.module.css'
import type { Panel } from './Asking'
import { skipReasons } from './skip'

interface Props {
  asked: Asked
  canUndo: boolean
  /** Answers that go by themselves need no button for it. */
  canSubmit: boolean
  workbench: Workbench
  panel: Panel
  toggle: (panel: Panel) => void
  undo: () => Promise<void>
}

export function ActionBar({ asked, canUndo, canSubmit, workbench, panel, toggle, undo }: Props) {
  return (
    <div className={styles.bar}>
      {panel === 'skip' && <SkipList workbench={workbench} onDone={() => toggle('skip')} />}
      {canSubmit && (
        <Button look="primary" keyHint="Enter" className={styles.submit} onClick={() => void workbench.submit()}>
          {t('label.submit')}
        </Button>
      )}
      <Button keyHint="s" aria-expanded={panel === 'skip'} className={styles.skip} onClick={() => toggle('skip')}>
        {t('label.skip')}
      </Button>
      <span className={styles.gap} />
      <Button look="quiet" icon="undo" keyHint="z" className={styles.undo} disabled={!canUndo} onClick={() => void undo()}>
        <span className={styles.word}>{t('label.undo')}</span>
      </Button>
      <Button look="quiet" icon="flag" keyHint="f" className={styles.flag} aria-pressed={asked.flag} onClick={() => workbench.flag()}>
        <span className={styles.word}>{asked.flag ? t('label.flagged') : t('label.flag')}</span>
      </Button>
    </div>
  )
}

function SkipList({ workbench, onDone }: { workbench: Workbench; onDone: () => void }) {
  return (
    <div className={styles.reasons} role="group" aria-label={t('label.skip.title')}>
      <p className={styles.why}>{t('label.skip.title')}</p>
      {skipReasons.map((reason, index) => (
        <button
          key={reason}
          type="button"
          aria-keyshortcuts={String(index + 1)}
          onClick={() => {
            onDone()
            void workbench.skip(reason)
          }}
        >
          <KeyCap of={String(index + 1)} />
          {t(`label.skip.${reason}`)}
        </button>
      ))}
      <button type="button" onClick={onDone}>
        <KeyCap of="Escape" />
        {t('label.skip.cancel')}
      </button>
    </div>
  )
}
