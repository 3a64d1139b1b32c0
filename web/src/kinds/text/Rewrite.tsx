import { useDeferredValue, useMemo } from 'react'
import { Button } from '@/ui/Button'
import { Differences } from '../Differences'
import { differences } from '../differences'
import { t } from '../words'
import styles from './text.module.css'

interface RewriteProps {
  /** Of the words that say what stands in the field. */
  id: string
  source: string
  value: string | null | undefined
  onStart: () => void
}

/** A text written anew: it starts from its source, and shows what became of it. */
export function Rewrite({ id, source, value, onStart }: RewriteProps) {
  const now = useDeferredValue(value?.trim() ?? '')
  const pieces = useMemo(() => differences(source.trim(), now), [source, now])
  if (value === null || value === undefined) {
    return (
      <div className={styles.untouched}>
        <p id={id} className="quiet small">
          {t('kinds.text.untouched')}
        </p>
        <Button size="small" icon="check" onClick={onStart}>
          {t('kinds.text.keep')}
        </Button>
      </div>
    )
  }
  if (pieces.every(({ is }) => is === 'same')) return <p className="quiet small">{t('kinds.text.unchanged')}</p>
  return (
    <div className={styles.changes} role="group" aria-label={t('kinds.text.changes')}>
      <Differences pieces={pieces} />
    </div>
  )
}
