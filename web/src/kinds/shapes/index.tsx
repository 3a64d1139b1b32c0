/** What boxes, outlines and points on a picture have in common; a picture may hold all of them at once. */
import { lazy, Suspense } from 'react'
import type { ShapesQuestion, Value } from '@/api'
import { deskOf } from '@/canvas/shapes/desk'
import { fieldKindOf } from '@/fields/registry'
import { attributeFlaws } from '../attributes'
import { labelFlaws } from '../editLabels'
import type { AnswerProps, Kind, SurfaceProps, Verdict } from '../kind'
import { checks, type Check } from './checks'
import { placeShapes } from './place'
import { describeShapes, type Shape } from './shape'

type Common = 'kind' | 'pointsInto' | 'Surface' | 'empty' | 'Answer' | 'check' | 'place' | 'keys' | 'describe' | 'canUndo' | 'undo' | 'Reading' | 'labelOf' | 'flaws'

const Picture = lazy(() => import('./Surface'))
const List = lazy(() => import('./Answer'))

function Surface(props: SurfaceProps) {
  const { Body } = fieldKindOf('image')
  return (
    <Suspense fallback={<Body field={props.field} />}>
      <Picture {...props} />
    </Suspense>
  )
}

function Answer(props: AnswerProps<ShapesQuestion, Shape[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** The parts of a kind that are the same for all shapes; its keys depend on what is picked, so the picture binds them. */
export function drawn<Q extends ShapesQuestion, S extends Shape>(kind: Q['kind'], check: (question: Q, value: Value) => Verdict<S[]>): Pick<Kind<Q, S[]>, Common> {
  checks.set(kind, check as unknown as Check)
  return {
    kind,
    pointsInto: ['image'],
    Surface,
    empty: undefined,
    // The list takes whatever is drawn, of each kind.
    Answer: Answer as unknown as Kind<Q, S[]>['Answer'],
    check,
    place: placeShapes,
    keys: () => [],
    describe: describeShapes,
    canUndo: ({ id, on }, value) => deskOf(on ?? '').edits.canUndo(id, value),
    undo: ({ id, on }, value, onChange) => {
      const before = deskOf(on ?? '').edits.back(id, 'undo', value)
      if (before) onChange(before.value as S[] | undefined)
      return before !== undefined
    },
    Reading: lazy(() => import('./Reading')) as Kind<Q, S[]>['Reading'],
    labelOf: (_, value) => value.at(-1)?.label,
    flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
  }
}
