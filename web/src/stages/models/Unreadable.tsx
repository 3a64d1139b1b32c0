import { Link } from '@tanstack/react-router'
import { useFacets } from '@/api'
import { Card } from '@/ui'
import { t } from './strings'

const FILTER = { status: 'unreadable' } as const

/** How many items a model cannot read, and the way to them; nothing where it reads all. */
export function Unreadable({ project }: { project: number }) {
  const n = useFacets(project, FILTER).data?.total ?? 0
  if (n === 0) return null
  return (
    <Card title={t('models.unreadable.title')}>
      <Link to={`/p/${project}/data`} search={FILTER}>
        {t('models.unreadable', { n })}
      </Link>
    </Card>
  )
}
