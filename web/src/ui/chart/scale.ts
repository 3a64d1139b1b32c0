/** A straight map from values to pixels, with round ticks. */
export interface Scale {
  (value: number): number
  ticks: number[]
  low: number
  high: number
}

export function scale(low: number, high: number, from: number, to: number, wanted = 5): Scale {
  const width = high - low || 1
  const map = (value: number) => from + ((value - low) / width) * (to - from)
  return Object.assign(map, { ticks: ticks(low, low + width, wanted), low, high: low + width })
}

/** Round numbers that lie between two values: 1, 2 or 5 times a power of ten apart. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= rough * 0.999) ?? power * 10
  const found: number[] = []
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) found.push(Number((at * step).toPrecision(12)))
  return found
}

/** A line through points; empty without points. */
export function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}
