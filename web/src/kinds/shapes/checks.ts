import type { ShapesQuestion, Value } from '@/api'
import type { Verdict } from '../kind'
import type { Shape } from './shape'

export type Check = (question: ShapesQuestion, value: Value) => Verdict<Shape[]>

/** How each kind that is drawn judges its values: the picture knows none of them by name. */
export const checks = new Map<string, Check>()

export function checkOf(kind: string): Check {
  const check = checks.get(kind)
  if (!check) throw new Error(`Nothing is known of how “${kind}” are drawn. Reload the page.`)
  return check
}
