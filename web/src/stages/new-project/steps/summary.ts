import { isWhole, knownAnswers } from '@/ui/intake'
import type { Draft } from '../draft'
import { t } from '../strings'

/** What creating the project will do, in plain words. */
export function summaryOf(draft: Draft): string[] {
  const target = draft.questions.find((question) => question.id === draft.target)
  const asked = t('new.summary.questions', { n: draft.questions.length, name: target?.name ?? '' })
  if (draft.intake.is !== 'ready') return [t('new.summary.empty'), asked]
  const { name, preview } = draft.intake.upload
  const rows = t(preview.row_count_exact ? 'new.summary.rows' : 'new.summary.rows.about', { n: preview.row_count, name })
  const blind = draft.columns.filter((column) => column.use === 'blind').map((column) => column.name)
  const known = knownAnswers(preview, draft.columns).reduce((sum, answer) => sum + answer.count, 0)
  return [
    rows,
    asked,
    ...(blind.length ? [t('new.summary.blind', { names: blind.join(', ') })] : []),
    ...(known > 0 && isWhole(preview, draft.columns) ? [t('new.summary.known', { n: known })] : []),
  ]
}
