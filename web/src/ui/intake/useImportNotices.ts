import { useEffect, useRef } from 'react'
import { keys, queries, type ImportRun } from '@/api'
import { notify } from '../notices'
import { countsOf } from './ImportLine'
import { importWords as t } from './strings'

/** Say so when an import that was seen running has ended, and look at everything anew. */
export function useImportNotices(project: number, runs: readonly ImportRun[] | undefined): void {
  const running = useRef(new Set<number>())
  useEffect(() => {
    for (const run of runs ?? []) {
      if (run.state === 'running' || run.state === 'queued') running.current.add(run.id)
      else if (running.current.delete(run.id)) {
        tell(run)
        void queries.invalidateQueries({ queryKey: keys.of(project) })
      }
    }
  }, [project, runs])
}

function tell(run: ImportRun): void {
  if (run.state === 'done') notify({ text: t('import.done', { name: run.name, counts: countsOf(run) }), tone: 'good' })
  if (run.state === 'failed') notify({ text: t('import.failed', { name: run.name, error: run.error ?? '' }), tone: 'bad', seconds: 0 })
}
