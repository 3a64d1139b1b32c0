import { useChangeProject, type Project, type ProjectSettings } from '@/api'
import { Card, Checkbox, notify, percent, Select } from '@/ui'
import styles from './settings.module.css'
import { t } from './strings'

const shares = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 1]
const strategies = ['margin-clusters', 'margin', 'random'] as const

/** By which rules items are asked; each change is saved at once, with undo. */
export function Routing({ project }: { project: Project }) {
  const change = useChangeProject(project.id)
  const { settings } = project
  const put = (next: Partial<ProjectSettings>) => {
    const before = Object.fromEntries(Object.keys(next).map((key) => [key, settings[key as keyof ProjectSettings]]))
    change.mutate(
      { settings: next },
      {
        onSuccess: () => notify({ text: t('settings.saved'), tone: 'good', action: { name: t('settings.undo'), run: () => change.mutate({ settings: before }) } }),
        onError: (problem) => notify({ text: problem.message, tone: 'bad' }),
      },
    )
  }
  const known = strategies.some((one) => one === settings.strategy)
  const ways = [...strategies.map((value) => ({ value: value as string, name: t(`settings.routing.strategy.${value}`) })), ...(known ? [] : [{ value: settings.strategy, name: settings.strategy }])]
  const overlaps = [...new Set([...shares, settings.overlap])].sort((a, b) => a - b)
  return (
    <Card title={t('settings.part.routing')}>
      <div className={styles.form}>
        <Select label={t('settings.routing.answers')} help={t('settings.routing.answers.help')} value={settings.answers_per_item} options={[1, 2, 3, 4, 5].map((n) => ({ value: String(n), name: String(n) }))} onChange={(event) => put({ answers_per_item: Number(event.target.value) })} />
        <Select
          label={t('settings.routing.overlap')}
          help={t('settings.routing.overlap.help')}
          value={settings.overlap}
          options={overlaps.map((share) => ({ value: String(share), name: share === 0 ? t('settings.routing.overlap.none') : t('settings.routing.overlap.some', { share: percent(share, 0) }) }))}
          onChange={(event) => put({ overlap: Number(event.target.value) })}
        />
        <Select label={t('settings.routing.strategy')} help={t('settings.routing.strategy.help')} value={settings.strategy} options={ways} onChange={(event) => put({ strategy: event.target.value })} />
        <Select label={t('settings.routing.lease')} help={t('settings.routing.lease.help')} value={settings.lease_minutes} options={[...new Set([5, 10, 15, 30, 60, settings.lease_minutes])].sort((a, b) => a - b).map((n) => ({ value: String(n), name: t('settings.routing.lease.some', { n }) }))} onChange={(event) => put({ lease_minutes: Number(event.target.value) })} />
        <Checkbox label={t('settings.routing.suggest')} help={t('settings.routing.suggest.help')} checked={settings.show_suggestions} onChange={(event) => put({ show_suggestions: event.target.checked })} />
      </div>
    </Card>
  )
}
