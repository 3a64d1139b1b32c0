/** What of a picture is seen: how large it is drawn, and by how far it is moved, in shares of its frame. */
export interface View {
  scale: number
  x: number
  y: number
}

export const whole: View = { scale: 1, x: 0, y: 0 }
const most = 16

/** Draw it larger or smaller; the point at `x`, `y` of the frame stays where it is. */
export function zoomed(view: View, by: number, x = 0.5, y = 0.5): View {
  const scale = Math.min(most, Math.max(1, view.scale * by))
  const grown = scale / view.scale
  return held({ scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown })
}

export const moved = (view: View, x: number, y: number): View => held({ ...view, x: view.x + x, y: view.y + y })

/** The picture never leaves its frame. */
function held({ scale, x, y }: View): View {
  const within = (place: number) => Math.min(0, Math.max(1 - scale, place))
  return { scale, x: within(x), y: within(y) }
}
