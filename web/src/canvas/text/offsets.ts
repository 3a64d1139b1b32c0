/** Places in a text, both ways: the server counts Unicode code points, the browser UTF-16 units. The one place where they meet. */
export class Offsets {
  /** Where, in code points, the characters stand that take two units. */
  private readonly wide: number[] = []
  private readonly wideUnits: number[] = []

  constructor(readonly text: string) {
    for (const { index } of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) {
      this.wide.push(index - this.wide.length)
      this.wideUnits.push(index)
    }
  }

  /** How many code points the text has. */
  get length(): number {
    return this.text.length - this.wide.length
  }

  /** From code points to UTF-16 units; what lies behind the text is its end. */
  units(point: number): number {
    return Math.min(this.text.length, point + below(this.wide, point))
  }

  /** From UTF-16 units to code points. */
  points(unit: number): number {
    return unit - below(this.wideUnits, unit)
  }

  /** The text between two places given in code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.units(start), this.units(end))
  }
}

/** How many of the sorted numbers are smaller. */
function below(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}
