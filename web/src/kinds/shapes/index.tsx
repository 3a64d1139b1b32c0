/** What boxes, outlines and points on a picture have in common; a picture may hold all of them at once. */
import { lazy } from 'react'
import type { ShapesQuestion } from '@/api'
import { attributeFlaws } from '../attributes'
import { labelFlaws } from '../editLabels'
import type { AnswerProps, Kind } from '../kind'
import { describeShapes, type Shape } from './shape'

type Common = 'pointsInto' | 'empty' | 'Answer' | 'keys' | 'describe' | 'Reading' | 'labelOf' | 'flaws'

/** The parts of a kind that are the same for all shapes; its keys depend on what is picked, so the picture binds them. */
export function drawn<Q extends ShapesQuestion, S extends Shape>(): Pick<Kind<Q, S[]>, Common> {
  return {
    pointsInto: ['image'],
    empty: undefined,
    Answer: ({ question, value }: AnswerProps<Q, S[]>) => <p className="quiet">{describeShapes(question, value ?? [])}</p>,
    keys: () => [],
    describe: describeShapes,
    Reading: lazy(() => import('./Reading')) as Kind<Q, S[]>['Reading'],
    labelOf: (_, value) => value.at(-1)?.label,
    flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
  }
}
