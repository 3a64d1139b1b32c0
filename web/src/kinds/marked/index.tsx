/** What kinds have in common whose answers are marked on a text; a text may hold several of them at once. */
import { lazy, Suspense } from 'react'
import type { Question, Value } from '@/api'
import { deskOf } from '@/canvas/text/desk'
import { fieldKindOf } from '@/fields/registry'
import type { Kind, SurfaceProps } from '../kind'

const Text = lazy(() => import('./Surface'))

function Surface(props: SurfaceProps) {
  const { Body } = fieldKindOf('text')
  return (
    <Suspense fallback={<Body field={{ ...props.field, format: 'plain' }} />}>
      <Text {...props} />
    </Suspense>
  )
}

/** The parts of a kind that are the same for all; its keys depend on what is selected, so the text binds them. */
export function marked<Q extends Question, V extends Value>(): Pick<Kind<Q, V>, 'pointsInto' | 'Surface' | 'empty' | 'keys' | 'canUndo' | 'undo'> {
  return {
    pointsInto: ['text'],
    Surface,
    empty: undefined,
    keys: () => [],
    canUndo: ({ id, on }, value) => deskOf(on ?? '').edits.canUndo(id, value),
    undo: ({ id, on }, value, onChange) => {
      const before = deskOf(on ?? '').edits.back(id, 'undo', value)
      if (before) onChange(before.value as V | undefined)
      return before !== undefined
    },
  }
}

/** "2 place, 1 name": how many parts there are of each label, in the order of the text. */
export function counted({ labels }: { labels: readonly { id: string; name: string }[] }, value: readonly { label: string }[], none: string): string {
  const counts = new Map<string, number>()
  for (const { label } of value) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([id, n]) => `${n} ${labels.find((label) => label.id === id)?.name ?? id}`).join(', ') || none
}
