import { lazy } from 'react'
import type { PointsQuestion, Value } from '@/api'
import { labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { drawn } from '../shapes'
import { checkShapes, pixel, type PointShape } from '../shapes/shape'
import { t } from '../words'

function read(given: Record<string, unknown>): Omit<PointShape, 'label'> | undefined {
  const [x, y] = [pixel(given.x), pixel(given.y)]
  return x === undefined || y === undefined ? undefined : { x, y }
}

const check = (question: PointsQuestion, value: Value) => checkShapes<PointShape>(question, value, { names: ['x', 'y'], read, reason: 'not_a_point' })
const common = drawn('points', check)

/** Points on a picture: key points, centres, counts. */
export const points: Kind<PointsQuestion, PointShape[]> = {
  ...common,
  name: t('kinds.name.points'),
  fresh: () => ({ kind: 'points', id: '', name: '', labels: labelsFrom(['left eye', 'right eye']), attributes: [], tolerance: 10 }),
  Setup: lazy(() => import('./Setup')),
  flaws: (question) => [...(common.flaws?.(question) ?? []), ...((question.tolerance ?? 10) > 0 ? [] : [t('kinds.flaw.tolerance')])],
}
