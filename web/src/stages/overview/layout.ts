/** Where the nine stages stand, and the lines between them: out along the top, back below. */

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Layout {
  width: number
  height: number
  boxes: Box[]
  /** From each stage to the next; the last one closes the loop. */
  paths: string[]
}

const tall = 76

export function loopLayout(width: number, stages = 9): Layout {
  return width >= 760 ? wide(width, stages) : narrow(width, stages)
}

/** The first half in a row, the second half below it from right to left, half a step in. */
function wide(width: number, stages: number): Layout {
  const top = Math.ceil(stages / 2)
  const gutter = Math.min(72, width * 0.06)
  const gap = width > 1000 ? 44 : 20
  const box = (width - 2 * gutter - (top - 1) * gap) / top
  const pitch = tall + 48
  const boxes = Array.from({ length: stages }, (_, index): Box => {
    const column = index < top ? index : top - 1.5 - (index - top)
    return { x: gutter + column * (box + gap), y: index < top ? 0 : pitch, width: box, height: tall }
  })
  const arc = (from: Box, to: Box, side: 1 | -1) => {
    const [startX, endX] = side === 1 ? [from.x + from.width, to.x + to.width] : [from.x, to.x]
    return `M${startX} ${middle(from)}a${gutter - 4} ${pitch / 2} 0 0 1 0 ${side * pitch}H${endX}`
  }
  const paths = boxes.map((from, index) => {
    const to = boxes[(index + 1) % stages]!
    if (index === top - 1) return arc(from, to, 1)
    if (index === stages - 1) return back(from, to, gutter, pitch)
    return index < top ? `M${from.x + from.width} ${middle(from)}H${to.x}` : `M${from.x} ${middle(from)}H${to.x + to.width}`
  })
  return { width, height: pitch + tall, boxes, paths }
}

/** From the last stage along the left back up to the first. */
function back(from: Box, to: Box, gutter: number, pitch: number): string {
  return `M${from.x} ${middle(from)}H${to.x}a${gutter - 4} ${pitch / 2} 0 0 1 0 ${-pitch}`
}

/** Two columns, read row by row; the loop closes along the left edge. */
function narrow(width: number, stages: number): Layout {
  const gutter = 16
  const gap = 24
  const box = (width - gutter - gap) / 2
  const pitch = tall + gap
  const boxes = Array.from({ length: stages }, (_, index): Box => {
    const row = Math.floor(index / 2)
    const isRight = (index % 2 === 1) !== (row % 2 === 1)
    return { x: gutter + (isRight ? box + gap : 0), y: row * pitch, width: box, height: tall }
  })
  const paths = boxes.slice(0, -1).map((from, index) => {
    const to = boxes[index + 1]!
    if (from.y !== to.y) return `M${from.x + box / 2} ${from.y + tall}V${to.y}`
    return from.x < to.x ? `M${from.x + box} ${middle(from)}H${to.x}` : `M${from.x} ${middle(from)}H${to.x + box}`
  })
  const first = boxes[0]!
  const last = boxes[stages - 1]!
  const close = `M${last.x} ${middle(last)}H${gutter - 6}a8 8 0 0 1 -8 -8V${middle(first) + 8}a8 8 0 0 1 8 -8H${first.x}`
  return { width, height: last.y + tall, boxes, paths: [...paths, close] }
}

const middle = (box: Box) => box.y + box.height / 2
