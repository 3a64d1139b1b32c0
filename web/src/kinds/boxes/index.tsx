import { lazy } from 'react'
import type { BoxesQuestion, Value } from '@/api'
import { labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { drawn } from '../shapes'
import { checkShapes, pixel, type BoxShape } from '../shapes/shape'
import { t } from '../words'

function read(given: Record<string, unknown>): Omit<BoxShape, 'label'> | undefined {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => pixel(given[name]))
  const { angle = 0 } = given
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0) return undefined
  if (typeof angle !== 'number' || !(angle > -180 && angle <= 180)) return undefined
  const turned = Math.round(angle * 100) / 100
  return { x, y, width, height, ...(turned !== 0 && { angle: turned === -180 ? 180 : turned }) }
}

const check = (question: BoxesQuestion, value: Value) => checkShapes<BoxShape>(question, value, { names: ['x', 'y', 'width', 'height'], optional: question.rotate ? ['angle'] : [], read, reason: 'not_a_box' })

/** Boxes on a picture, upright or turned. */
export const boxes: Kind<BoxesQuestion, BoxShape[]> = {
  ...drawn('boxes', check),
  name: t('kinds.name.boxes'),
  fresh: () => ({ kind: 'boxes', id: '', name: '', labels: labelsFrom(['car', 'person']), attributes: [], rotate: false }),
  Setup: lazy(() => import('./Setup')),
}
