import { ApiError } from '@/api'
import { Button, ErrorNote } from '@/ui'
import { t } from './strings'

/** What went wrong with saving; when somebody else was first, the way on. */
export function SaveProblem({ of, version, onReload }: { of: unknown; version: number; onReload: () => void }) {
  if (!(of instanceof ApiError) || of.status !== 409) return <ErrorNote of={of} />
  return (
    <ErrorNote of={new ApiError(409, of.code, t('settings.old', { version }), t('settings.old.hint'))}>
      <Button size="small" onClick={onReload}>
        {t('settings.old.reload')}
      </Button>
    </ErrorNote>
  )
}
