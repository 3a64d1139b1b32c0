/** What of a picture is seen: how large it is drawn, and by how far it is moved, in shares of its frame. */
export interface View {
  scale: number
  x: number
  y: number
}

export const whole: View = { scale: 1, x: 0, y: 0 }
const most = 16
/** Pixels of the screen for one of the picture, at the closest look. */
const square = 8

/** How large a picture may be drawn that many pixels wide, in a frame that many wide: so that its pixels can be told apart. */
export const closest = (pixels: number, frame: number): number => Math.max(most, (square * pixels) / Math.max(1, frame))

/** Draw it larger or smaller; the point at `x`, `y` of the frame stays where it is. */
export function zoomed(view: View, by: number, x = 0.5, y = 0.5, at = most): View {
  const scale = Math.min(at, Math.max(1, view.scale * by))
  const grown = scale / view.scale
  return held({ scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown })
}

export const moved = (view: View, x: number, y: number): View => held({ ...view, x: view.x + x, y: view.y + y })

/** The picture never leaves its frame. */
function held({ scale, x, y }: View): View {
  const within = (place: number) => Math.min(0, Math.max(1 - scale, place))
  return { scale, x: within(x), y: within(y) }
}

/** Where a picture lies in a box that shows all of it in its own proportions. */
export function fitted(box: { width: number; height: number }, picture: { width: number; height: number }): { x: number; y: number; width: number; height: number } {
  const by = Math.min(box.width / picture.width, box.height / picture.height)
  const [width, height] = [picture.width * by, picture.height * by]
  return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height }
}
