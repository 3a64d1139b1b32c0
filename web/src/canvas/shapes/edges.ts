/** Where the edges of a picture are, near a place: what a corner or a side is drawn to. */
import type { Spot, Tool } from './place'

/** The brightness, 0 to 255, of a square piece of a picture, row by row. */
export interface Piece {
  side: number
  grey: ArrayLike<number>
}

/** Brings a spot to the edge that is near it. */
export type Magnet = (spot: Spot, tool: Tool) => Spot

/** A step of brightness that people see, from one sample to the next but one. */
const FAINT = 12
/** An edge is so much stronger than what is around it. */
const CLEAR = 1.8
/** Of two edges alike the nearer one wins: at the border of the piece an edge counts so much less. */
const FAR = 0.4

/** A side is on an edge that goes along so much of the piece: a corner of a box sees its edges only in part. */
const SEEN = 0.2

/** How far the sides of a box should move to lie on edges, in samples; each 0 where none stands out. */
export function toSides(piece: Piece): Spot {
  const inner = Array.from({ length: piece.side - 2 }, (_, n) => n + 1)
  const along = (steep: (line: number, at: number) => number): number => ridge([0, ...inner.map((line) => clearest(inner.map((at) => steep(line, at)))), 0])
  return { x: along((x, y) => Math.abs(slope(piece, x, y).dx)), y: along((y, x) => Math.abs(slope(piece, x, y).dy)) }
}

/** The mean of the steepest ones on a line. */
function clearest(steep: number[]): number {
  const most = Math.ceil(steep.length * SEEN)
  return steep.toSorted((a, b) => b - a).slice(0, most).reduce((sum, one) => sum + one, 0) / most
}

/** How far a corner should move to lie on an edge, in samples; nowhere where none stands out. */
export function toEdge(piece: Piece): Spot {
  const { side } = piece
  const middle = (side - 1) / 2
  let [best, sum, x, y] = [0, 0, middle, middle]
  let [strength, normal] = [0, { dx: 0, dy: 0 }]
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const far = Math.hypot(column - middle, row - middle)
      if (far > middle) continue
      const found = slope(piece, column, row)
      const steep = Math.hypot(found.dx, found.dy)
      const worth = steep * (1 - (FAR * far) / middle)
      sum += steep
      if (worth > best) [best, x, y, strength, normal] = [worth, column, row, steep, found]
    }
  }
  const around = sum / (Math.PI * middle * middle)
  if (strength < FAINT || strength < CLEAR * around) return { x: 0, y: 0 }
  // Along its normal, an edge lies between two samples.
  const [nx, ny] = [normal.dx / strength, normal.dy / strength]
  const [before, after] = [steepAt(piece, x - Math.round(nx), y - Math.round(ny)), steepAt(piece, x + Math.round(nx), y + Math.round(ny))]
  const by = between(before, strength, after)
  return { x: x + by * Math.round(nx) - middle, y: y + by * Math.round(ny) - middle }
}

/** Central differences, smoothed across (Sobel). */
function slope({ side, grey }: Piece, x: number, y: number): { dx: number; dy: number } {
  const at = (column: number, row: number): number => grey[row * side + column] ?? 0
  const over = (row: number): number => at(x + 1, row) - at(x - 1, row)
  const up = (column: number): number => at(column, y + 1) - at(column, y - 1)
  return { dx: (over(y - 1) + 2 * over(y) + over(y + 1)) / 4, dy: (up(x - 1) + 2 * up(x) + up(x + 1)) / 4 }
}

function steepAt(piece: Piece, x: number, y: number): number {
  if (x < 1 || y < 1 || x > piece.side - 2 || y > piece.side - 2) return 0
  const { dx, dy } = slope(piece, x, y)
  return Math.hypot(dx, dy)
}

/** The top of the parabola through three heights, from the one in the middle. */
function between(before: number, top: number, after: number): number {
  const bend = before - 2 * top + after
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0
}

/** The place of the clearest line of a profile, from its middle. */
function ridge(profile: readonly number[]): number {
  const middle = (profile.length - 1) / 2
  const worth = profile.map((height, at) => height * (1 - (FAR * Math.abs(at - middle)) / middle))
  const top = worth.indexOf(Math.max(...worth))
  const around = profile.toSorted((a, b) => a - b)[Math.floor(profile.length / 2)] ?? 0
  const height = profile[top] ?? 0
  if (height < FAINT || height < CLEAR * around) return 0
  return top + between(profile[top - 1] ?? 0, height, profile[top + 1] ?? 0) - middle
}
