/** Where the tiles of a large picture lie, as the server cuts them (adapters/media/pyramid.py). */

export const TILE = 512
/** A picture with no longer side is shown as a whole. */
const view = 2_048

/** The picture at one size: half of the level before; its tiles have the numbers from `first` on, row by row. */
export interface Level {
  width: number
  height: number
  columns: number
  rows: number
  first: number
}

/** A rectangle of the picture, in shares of it. */
export interface Part {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Tile extends Part {
  number: number
}

export function levelsOf(width: number, height: number): Level[] {
  const levels: Level[] = []
  for (let first = 0; Math.max(width, height) > view; [width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)]) {
    const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)]
    levels.push({ width, height, columns, rows, first })
    first += columns * rows
  }
  return levels
}

/** The coarsest level that has a pixel for each of so many across; none where the view has them already. */
export function levelFor(levels: readonly Level[], across: number): number | undefined {
  const [full] = levels
  if (!full || across <= (view * full.width) / Math.max(full.width, full.height)) return undefined
  const enough = levels.findLastIndex(({ width }) => width >= across)
  return Math.max(0, enough)
}

/** The tiles of a level that lie in a part of the picture, those in its middle first. */
export function tilesIn({ width, height, columns, rows, first }: Level, part: Part): Tile[] {
  const last = (share: number, size: number, count: number) => Math.min(count - 1, Math.max(0, Math.ceil((share * size) / TILE) - 1))
  const from = (share: number, size: number) => Math.max(0, Math.floor((share * size) / TILE))
  const found: Tile[] = []
  for (let row = from(part.top, height); row <= last(part.bottom, height, rows); row += 1) {
    for (let column = from(part.left, width); column <= last(part.right, width, columns); column += 1) {
      found.push({
        number: first + row * columns + column,
        left: (column * TILE) / width,
        top: (row * TILE) / height,
        right: Math.min(1, ((column + 1) * TILE) / width),
        bottom: Math.min(1, ((row + 1) * TILE) / height),
      })
    }
  }
  const off = ({ left, right, top, bottom }: Part) => Math.hypot((left + right - part.left - part.right) * width, (top + bottom - part.top - part.bottom) * height)
  return found.toSorted((a, b) => off(a) - off(b))
}
