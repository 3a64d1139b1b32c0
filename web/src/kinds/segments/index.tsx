import { lazy, Suspense } from 'react'
import type { SegmentsQuestion } from '@/api'
import { soundDeskOf } from '@/canvas/sound/desk'
import { fieldKindOf } from '@/fields/registry'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind, SurfaceProps } from '../kind'
import { t } from '../words'
import { check, place, type Segment } from './segment'

const Wave = lazy(() => import('./Surface'))
const List = lazy(() => import('./Answer'))

function Surface(props: SurfaceProps) {
  const { Body } = fieldKindOf('audio')
  return (
    <Suspense fallback={<Body field={props.field} />}>
      <Wave {...props} />
    </Suspense>
  )
}

function Answer(props: AnswerProps<SegmentsQuestion, Segment[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** "2 dog, 1 cat": how many segments there are of each label, in the order of time; without labels how many words. */
function describe({ labels }: SegmentsQuestion, value: readonly Segment[]): string {
  if (value.length === 0) return t('kinds.segments.none')
  if (labels.length === 0) return t('kinds.segments.words', { n: value.length, text: value.map(({ text }) => text ?? '…').join(' / ').slice(0, 200) })
  const counts = new Map<string, number>()
  for (const { label = '' } of value) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([id, n]) => `${n} ${labels.find((label) => label.id === id)?.name ?? id}`).join(', ')
}

/** Labelled stretches of a sound: votes only say that it was answered. Its keys depend on what is in hand, so the sound binds them. */
export const segments: Kind<SegmentsQuestion, Segment[]> = {
  kind: 'segments',
  name: t('kinds.name.segments'),
  pointsInto: ['audio'],
  Surface,
  empty: undefined,
  Answer,
  check,
  place,
  keys: () => [],
  describe,
  canUndo: ({ id, on }, value) => soundDeskOf(on ?? '').edits.canUndo(id, value),
  undo: (question, value, onChange) => {
    const before = soundDeskOf(question.on ?? '').edits.back(question.id, 'undo', value)
    if (before) onChange(before.value as Segment[] | undefined)
    return before !== undefined
  },
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'segments', id: '', name: '', labels: labelsFrom(['speech', 'music']), attributes: [], transcript: false, overlap: true, min_seconds: 0.01 }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, attributes, transcript }) => [...labelFlaws(labels, { fewest: transcript ? 0 : 1 }), ...attributeFlaws(attributes)],
}
