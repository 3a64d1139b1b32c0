import { useState } from 'react'
import { useLookAgain, type ItemFilter } from '@/api'
import { Button, notify } from '@/ui'
import { t } from './strings'

interface LookAgainProps {
  project: number
  /** These items, or all that fit. */
  items: readonly number[] | ItemFilter
  /** How many that are; without it, the one in view. */
  n?: number
}

/** Files by reference that somebody has put right: looked at again, a few at a time. */
export function LookAgain({ project, items, n }: LookAgainProps) {
  const [done, setDone] = useState(0)
  const look = useLookAgain(project, setDone)
  const run = () => {
    setDone(0)
    // Not by the callbacks of `mutate`: what was mended takes this button away before they are called.
    look.mutateAsync(items).then(
      ({ mended, replaced, broken }) => {
        const told = [
          ...(mended.length > 0 || replaced.length + broken.length === 0 ? [t('data.look.mended', { n: mended.length })] : []),
          ...(replaced.length > 0 ? [t('data.look.replaced', { n: replaced.length })] : []),
          ...(broken.length > 0 ? [t('data.look.left', { n: broken.length, why: broken[0]?.why ?? '' })] : []),
        ]
        notify({ text: told.join(' '), tone: broken.length > 0 ? undefined : 'good' })
      },
      (problem: Error) => notify({ text: problem.message, tone: 'bad' }),
    )
  }
  return (
    <Button size="small" icon="refresh" busy={look.isPending} onClick={run}>
      {look.isPending && n ? t('data.look.busy', { done, n }) : n ? t('data.look', { n }) : t('data.look.one')}
    </Button>
  )
}
