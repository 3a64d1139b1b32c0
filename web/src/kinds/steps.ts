/** Numbers in steps, told alike here and on the server. */

/** How many steps from `start`; undefined where the number lies between two. */
export function inSteps(value: number, start: number, step: number): number | undefined {
  const count = (value - start) / step
  return Math.abs(count - Math.round(count)) < 1e-6 ? Math.round(count) : undefined
}

/** The number so many steps from `start`, without the dust of binary fractions. */
export const atStep = (count: number, start: number, step: number): number => Number((start + count * step).toFixed(10))

/** What was typed as a number; undefined where it is none. A comma is a point. */
export function numberIn(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.').replace('−', '-'))
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value
}
