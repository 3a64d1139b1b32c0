import { useState } from 'react'
import { useLookAgain } from '@/api'
import { Button, notify } from '@/ui'
import { t } from './strings'

/** Files by reference that somebody has put right: looked at again, a few at a time. */
export function LookAgain({ project, items }: { project: number; items: readonly number[] }) {
  const [done, setDone] = useState(0)
  const look = useLookAgain(project, setDone)
  const run = () => {
    setDone(0)
    look.mutate(items, {
      onSuccess: ({ mended, broken }) => {
        const left = broken.length > 0 ? ` ${t('data.look.left', { n: broken.length, why: broken[0]?.why ?? '' })}` : ''
        notify({ text: t('data.look.mended', { n: mended.length }) + left, tone: left ? undefined : 'good' })
      },
      onError: (problem) => notify({ text: problem.message, tone: 'bad' }),
    })
  }
  return (
    <Button size="small" icon="refresh" busy={look.isPending} onClick={run}>
      {look.isPending ? t('data.look.busy', { done, n: items.length }) : t('data.look', { n: items.length })}
    </Button>
  )
}
