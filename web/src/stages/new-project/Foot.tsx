import { Button, Icon } from '@/ui'
import type { Draft } from './draft'
import styles from './Foot.module.css'
import { after, before, isDone } from './ready'
import { t } from './strings'

export interface FootProps {
  draft: Draft
  busy: boolean
  onLeave: () => void
  onBack: () => void
  onNext: () => void
}

export function Foot({ draft, busy, onLeave, onBack, onNext }: FootProps) {
  return (
    <footer className={styles.foot}>
      <Button look="quiet" onClick={onLeave}>
        {t('new.cancel')}
      </Button>
      <span className={styles.stays}>
        <Icon name="lock" size={14} /> {t('new.stays')}
      </span>
      {before(draft.step) && <Button onClick={onBack}>{t('new.back')}</Button>}
      <Button look="primary" keyHint="Enter" busy={busy} disabled={!isDone(draft, draft.step)} onClick={onNext}>
        {nextWords(draft)}
      </Button>
    </footer>
  )
}

function nextWords(draft: Draft): string {
  const next = after(draft.step)
  if (!next) return t('new.create')
  if (draft.step === 'data' && draft.intake.is === 'none') return t('new.without')
  return t('new.next', { step: t(`new.next.${draft.step === 'recipe' && draft.intake.is === 'ready' ? 'questions' : next}`) })
}
