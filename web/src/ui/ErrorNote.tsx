import type { ReactNode } from 'react'
import { asApiError } from '@/api/error'
import { catalogue } from '@/catalogue/catalogue'
import { Button } from './Button'
import styles from './ErrorNote.module.css'
import { Icon } from './icons'

const t = catalogue({ 'error.where': 'At: {where}', 'error.again': 'Try again' })

/** What went wrong, where, and what to do next. */
export function ErrorNote({ of, onRetry, children }: { of: unknown; onRetry?: () => void; children?: ReactNode }) {
  const problem = asApiError(of)
  return (
    <div className={styles.note} role="alert">
      <Icon name="alert" />
      <div className={styles.text}>
        <p className={styles.message}>{problem.message}</p>
        {problem.hint && <p>{problem.hint}</p>}
        {problem.where && <p className="small">{t('error.where', { where: problem.where })}</p>}
        {children}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('error.again')}
        </Button>
      )}
    </div>
  )
}
