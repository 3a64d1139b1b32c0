import { lazy, Suspense } from 'react'
import type { RelationsQuestion } from '@/api'
import { deskOf } from '@/canvas/text/desk'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind } from '../kind'
import { t } from '../words'
import { beside, check, type Relation } from './relation'

const List = lazy(() => import('./Answer'))

function Answer(props: AnswerProps<RelationsQuestion, Relation[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** "2 lives in, 1 works for": how many relations there are of each label, in the order of the text. */
function describe({ labels }: RelationsQuestion, value: readonly Relation[]): string {
  const counts = new Map<string, number>()
  for (const { label } of value) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([id, n]) => `${n} ${labels.find((label) => label.id === id)?.name ?? id}`).join(', ') || t('kinds.relations.none')
}

/** Directed relations between the spans of an earlier question. They are drawn over the text that its spans are on. */
export const relations: Kind<RelationsQuestion, Relation[]> = {
  kind: 'relations',
  name: t('kinds.name.relations'),
  pointsInto: ['text'],
  Over: lazy(() => import('./Over')),
  empty: undefined,
  Answer,
  check,
  beside,
  keys: () => [],
  describe,
  undo: (question, value, onChange) => {
    const before = deskOf(question.on ?? '').past(question.id).undo(value)
    if (before) onChange(before.value as Relation[] | undefined)
    return before !== undefined
  },
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'relations', id: '', name: '', labels: labelsFrom(['belongs to']), attributes: [], of: '' }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
}
