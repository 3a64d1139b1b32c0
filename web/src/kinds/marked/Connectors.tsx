import { useLayoutEffect, useState, type RefObject } from 'react'
import type { Stretch } from '@/canvas/text/boundaries'
import { rangeOf } from '@/canvas/text/geometry'
import { useWidth } from '../useWidth'
import styles from './Connectors.module.css'

/** More would hide the text: then what is in hand is drawn alone. */
const MOST_DRAWN = 300

/** What leads from one stretch to another, in units. */
export interface Arc {
  key: string
  from: Stretch
  to: Stretch
  colour: string
  name: string
  isPicked: boolean
}

/** An end in hand, framed. */
export interface HeldEnd {
  side: 'from' | 'to'
  at: Stretch
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
interface Line extends Pick<Arc, 'key' | 'colour' | 'name' | 'isPicked'> {
  path: string
  head: string
  at: { x: number; y: number }
}
interface Drawing {
  lines: Line[]
  ends: (Box & { side: 'from' | 'to' })[]
  height: number
}

interface ConnectorsProps {
  root: RefObject<HTMLDivElement | null>
  arcs: readonly Arc[]
  ends?: readonly HeldEnd[]
  /** The arcs move with what else is drawn on the text. */
  pieces?: unknown
}

/** Arcs with a head and a name over a text. The list beside says the same in words. */
export function Connectors({ root, arcs, ends = [], pieces }: ConnectorsProps) {
  const [drawing, setDrawing] = useState<Drawing>({ lines: [], ends: [], height: 0 })
  const width = useWidth(root)
  const look = JSON.stringify([arcs, ends, width])
  useLayoutEffect(() => {
    if (!root.current) return
    setDrawing(draw(root.current, arcs, ends))
    // What is drawn hangs on the arcs, on what is in hand and on where the lines of the text break.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [root, pieces, look])
  return (
    <svg className={styles.over} data-related={arcs.length > 0 || undefined} width="100%" height={drawing.height} aria-hidden="true">
      {drawing.ends.map(({ side, left, top, right, bottom }) => (
        <rect key={side} className={styles.held} data-side={side} x={left - 2} y={top - 1} width={right - left + 4} height={bottom - top + 2} rx={3} />
      ))}
      {drawing.lines.map(({ key, path, head, colour, name, at, isPicked }) => (
        <g key={key} className={styles.connector} data-picked={isPicked || undefined} style={{ color: colour }}>
          <path d={path} />
          <polygon points={head} />
          <text x={at.x} y={at.y}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

function draw(root: HTMLElement, arcs: readonly Arc[], ends: readonly HeldEnd[]): Drawing {
  const frame = root.getBoundingClientRect()
  const shown = arcs.length <= MOST_DRAWN ? arcs : arcs.filter(({ isPicked }) => isPicked)
  const lines = shown.flatMap((arc) => {
    const [a, b] = [box(root, arc.from, frame), box(root, arc.to, frame)]
    return a && b ? [line(arc, a, b)] : []
  })
  const held = ends.flatMap(({ side, at }) => {
    const found = box(root, at, frame)
    return found ? [{ ...found, side }] : []
  })
  return { lines, ends: held, height: frame.height }
}

/** Where the first line of a stretch stands; what is marked within it cuts it in several boxes. */
function box(root: HTMLElement, at: Stretch, frame: DOMRect): Box | undefined {
  const [rect, ...rest] = rangeOf(root, at)?.getClientRects() ?? []
  if (!rect) return undefined
  const line = [rect, ...rest].filter(({ top }) => Math.abs(top - rect.top) < 6)
  const [left, right] = [Math.min(...line.map((one) => one.left)), Math.max(...line.map((one) => one.right))]
  return { left: left - frame.left, right: right - frame.left, top: rect.top - frame.top, bottom: rect.bottom - frame.top }
}

/** On one line an arc above it; between lines a curve from the foot of the upper to the head of the lower. */
function line({ key, colour, name, isPicked }: Arc, a: Box, b: Box): Line {
  const [x1, x2] = [(a.left + a.right) / 2, (b.left + b.right) / 2]
  const isSame = Math.abs(a.top - b.top) < 4
  const isDown = isSame || b.top > a.top
  const [y1, y2] = isSame ? [a.top, b.top] : isDown ? [a.bottom, b.top] : [a.top, b.bottom]
  const bend = isSame ? -Math.min(20, 10 + Math.abs(x2 - x1) / 24) : (y2 - y1) / 2
  const [c1, c2] = isSame ? [y1 + bend, y2 + bend] : [y1 + bend, y2 - bend]
  const tip = isSame || isDown ? -1 : 1
  return {
    key,
    colour,
    name,
    isPicked,
    path: `M${x1},${y1} C${x1},${c1} ${x2},${c2} ${x2},${y2 + tip * 5}`,
    head: `${x2},${y2} ${x2 - 4},${y2 + tip * 7} ${x2 + 4},${y2 + tip * 7}`,
    at: { x: (x1 + x2) / 2, y: isSame ? y1 + bend * 0.75 + 3 : (y1 + y2) / 2 + 3 },
  }
}
