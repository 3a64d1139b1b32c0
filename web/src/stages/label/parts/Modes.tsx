import type { Project } from '@/api'
import { Select } from '@/ui'
import { candidatesOf } from '../binary/claim'
import { answersOf } from '../grid/answers'
import { t } from '../words'
import { setWay, useWay, type Mode } from './mode'

/** How one goes through the items, where the questions allow more than one way. */
export function Modes({ project }: { project: Project }) {
  const { mode } = useWay(project.id)
  const modes: Mode[] = ['one', ...(candidatesOf(project.schema).length > 0 ? (['binary'] as const) : []), ...(answersOf(project.schema).length > 0 ? (['grid'] as const) : [])]
  if (modes.length < 2) return null
  return (
    <Select
      bare
      label={t('label.mode')}
      value={modes.includes(mode) ? mode : 'one'}
      options={modes.map((one) => ({ value: one, name: t(`label.mode.${one}`) }))}
      onChange={(event) => setWay(project.id, { mode: event.target.value as Mode })}
    />
  )
}
