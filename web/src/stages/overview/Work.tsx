import { useImports, type ImportRun, type Overview } from '@/api'
import { Card, Progress } from '@/ui'
import { ImportLine, useImportNotices } from '@/ui/intake'
import { t } from './strings'

const hour_us = 3.6e9

/** An import that went wrong, or set rows aside, not long ago. */
const isNews = (run: ImportRun) => (run.state === 'failed' || run.counts.rejected > 0) && (run.finished_at ?? 0) > Date.now() * 1000 - hour_us

/** Long work that goes on now, and the last import if it set rows aside. */
export function Work({ project, jobs }: { project: number; jobs: Overview['jobs'] }) {
  const imports = useImports(project).data
  useImportNotices(project, imports)
  const running = imports?.filter((run) => run.state === 'running' || run.state === 'queued') ?? []
  const last = imports?.[0]
  const shown = running.length === 0 && last && isNews(last) ? [last] : running
  const others = jobs.filter((job) => job.kind !== 'import' && job.state === 'running')
  if (shown.length + others.length === 0) return null
  return (
    <Card title={t(running.length + others.length > 0 ? 'overview.work' : 'overview.work.last')}>
      {shown.map((run) => (
        <ImportLine key={run.id} project={project} run={run} />
      ))}
      {others.map((job) => (
        <Progress key={job.id} name={job.name} done={job.done} total={job.total} rate={job.rate} />
      ))}
    </Card>
  )
}
