import { lazy } from 'react'
import type { PolygonsQuestion, Value } from '@/api'
import { labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { drawn } from '../shapes'
import { checkShapes, pixel, type OutlineShape } from '../shapes/shape'
import { t } from '../words'

const MOST_POINTS = 5_000
type Point = readonly [number, number]

function read({ points }: Record<string, unknown>): Omit<OutlineShape, 'label'> | undefined {
  if (!Array.isArray(points) || points.length > MOST_POINTS) return undefined
  const found: Point[] = []
  for (const each of points as unknown[]) {
    const [x, y] = Array.isArray(each) && each.length === 2 ? (each as unknown[]).map(pixel) : []
    if (x === undefined || y === undefined) return undefined
    if (!same(found.at(-1), [x, y])) found.push([x, y])
  }
  // The first point is not said again to close it.
  while (found.length > 1 && same(found[0], found.at(-1))) found.pop()
  return found.length > 2 && encloses(found) ? { points: found } : undefined
}

/** Whether the points do not all lie on one line. */
const encloses = ([[ax, ay] = [0, 0], [bx, by] = [0, 0], ...others]: readonly Point[]): boolean => others.some(([x, y]) => Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) > 1e-9)

const same = (a: Point | undefined, b: Point | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1]

const check = (question: PolygonsQuestion, value: Value) => checkShapes<OutlineShape>(question, value, { names: ['points'], read, reason: 'not_an_outline' })

/** Outlines on a picture. */
export const polygons: Kind<PolygonsQuestion, OutlineShape[]> = {
  ...drawn('polygons', check),
  name: t('kinds.name.polygons'),
  fresh: () => ({ kind: 'polygons', id: '', name: '', labels: labelsFrom(['road', 'building']), attributes: [] }),
  Setup: lazy(() => import('./Setup')) as Kind<PolygonsQuestion, OutlineShape[]>['Setup'],
}
