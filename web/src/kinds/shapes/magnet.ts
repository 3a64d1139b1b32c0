import { toEdge, toSides, type Magnet, type Piece } from '@/canvas/shapes/edges'
import type { Size } from '@/canvas/shapes/place'
import type { Pane } from './pane'

const key = 'inloop.snap'
/** An edge draws from so far, in pixels of the screen and at least so many of the picture. */
const [NEAR, LEAST] = [9, 3]
const SIDE = 33

export const snaps = (): boolean => localStorage.getItem(key) === 'on'

/** Let what is drawn go to edges, or not; the device keeps it. */
export function setSnaps(pane: Pane, on: boolean): void {
  localStorage.setItem(key, on ? 'on' : 'off')
  pane.desk.attract(on ? magnetOf(pane) : undefined)
}

/** A magnet that looks at the picture as it is loaded, near the spot alone. */
export function magnetOf(pane: Pane): Magnet {
  const paper = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true })
  return (spot, tool) => {
    const { picture } = pane
    const near = Math.max(LEAST, NEAR / pane.scale())
    if (!paper || !picture?.naturalWidth) return spot
    const piece = pieceOf(paper, picture, { x: spot.x - near, y: spot.y - near, wide: 2 * near }, pane.desk.size)
    const by = tool === 'box' ? toSides(piece) : toEdge(piece)
    const step = (2 * near) / SIDE
    return { x: spot.x + by.x * step, y: spot.y + by.y * step }
  }
}

function pieceOf(paper: OffscreenCanvasRenderingContext2D, picture: HTMLImageElement, { x, y, wide }: { x: number; y: number; wide: number }, size: Size): Piece {
  const [across, down] = [picture.naturalWidth / size.width, picture.naturalHeight / size.height]
  // Beyond the border all is black, so that the border counts as an edge too.
  paper.clearRect(0, 0, SIDE, SIDE)
  paper.drawImage(picture, x * across, y * down, wide * across, wide * down, 0, 0, SIDE, SIDE)
  const { data } = paper.getImageData(0, 0, SIDE, SIDE)
  const grey = Float32Array.from({ length: SIDE * SIDE }, (_, n) => 0.299 * data[4 * n]! + 0.587 * data[4 * n + 1]! + 0.114 * data[4 * n + 2]!)
  return { side: SIDE, grey }
}
