import { lazy, Suspense } from 'react'
import type { SpansQuestion } from '@/api'
import { deskOf } from '@/canvas/text/desk'
import { fieldKindOf } from '@/fields/registry'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind, SurfaceProps } from '../kind'
import { t } from '../words'
import { check, type Span } from './span'

const Text = lazy(() => import('./Surface'))
const List = lazy(() => import('./Answer'))

function Surface(props: SurfaceProps) {
  const { Body } = fieldKindOf('text')
  return (
    <Suspense fallback={<Body field={{ ...props.field, format: 'plain' }} />}>
      <Text {...props} />
    </Suspense>
  )
}

function Answer(props: AnswerProps<SpansQuestion, Span[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** "2 place, 1 name": how many spans there are of each label, in the order of the text. */
function describe({ labels }: SpansQuestion, value: readonly Span[]): string {
  const counts = new Map<string, number>()
  for (const { label } of value) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([id, n]) => `${n} ${labels.find((label) => label.id === id)?.name ?? id}`).join(', ') || t('kinds.spans.none')
}

/** Labelled spans of a text: votes only say that it was answered. Its keys depend on what is selected, so the text binds them. */
export const spans: Kind<SpansQuestion, Span[]> = {
  kind: 'spans',
  name: t('kinds.name.spans'),
  pointsInto: ['text'],
  Surface,
  empty: undefined,
  Answer,
  check,
  keys: () => [],
  describe,
  undo: (question, value, onChange) => {
    const before = deskOf(question.on ?? '').past(question.id).undo(value)
    if (before) onChange(before.value as Span[] | undefined)
    return before !== undefined
  },
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'spans', id: '', name: '', labels: labelsFrom(['person', 'place']), attributes: [], overlap: true }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
}
