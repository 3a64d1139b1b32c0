import { useLayoutEffect, useState, type RefObject } from 'react'
import { rangeOf } from '@/canvas/text/geometry'
import { labelColour } from '@/ui/LabelSwatch'
import { useWidth } from '../useWidth'
import type { Hand } from './hand'
import { endKey, keyOf, type End, type Relation } from './relation'
import styles from './relations.module.css'

/** More would hide the text: then those of what is in hand are drawn alone. */
const MOST_DRAWN = 300

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
interface Line {
  key: string
  path: string
  head: string
  colour: string
  name: string
  at: { x: number; y: number }
  isPicked: boolean
}
interface Drawing {
  lines: Line[]
  ends: (Box & { key: string; side: 'from' | 'to' })[]
  height: number
}

/** An arc with a head and a name for each relation. The list beside says the same in words. */
export function Connectors({ root, hand, spans }: { root: RefObject<HTMLDivElement | null>; hand: Hand; spans: readonly End[] }) {
  const [drawing, setDrawing] = useState<Drawing>({ lines: [], ends: [], height: 0 })
  const width = useWidth(root)
  const { from, to, picked, relations } = hand
  const look = [picked && keyOf(picked), from && endKey(from), to && endKey(to), width].join('|')
  useLayoutEffect(() => {
    if (!root.current) return
    root.current.toggleAttribute('data-related', relations.length > 0)
    setDrawing(draw(root.current, hand))
    // What is drawn hangs on the relations, on what is in hand and on where the lines of the text break.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [root, relations, spans, look])
  return (
    <svg className={styles.over} width="100%" height={drawing.height} aria-hidden="true">
      {drawing.ends.map(({ key, side, left, top, right, bottom }) => (
        <rect key={key} className={styles.held} data-side={side} x={left - 2} y={top - 1} width={right - left + 4} height={bottom - top + 2} rx={3} />
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

function draw(root: HTMLElement, hand: Hand): Drawing {
  const frame = root.getBoundingClientRect()
  const boxOf = (end: End) => box(root, hand, end, frame)
  const { picked, from, to, relations } = hand
  const shown = relations.length <= MOST_DRAWN ? relations : relations.filter((one) => one === picked)
  const lines = shown.flatMap((relation) => {
    const [a, b] = [boxOf(relation.from), boxOf(relation.to)]
    return a && b ? [line(hand, relation, a, b, relation === picked)] : []
  })
  const held = [['from', from ?? picked?.from], ['to', to ?? picked?.to]] as const
  const ends = held.flatMap(([side, end]) => {
    const found = end && boxOf(end)
    return found ? [{ ...found, side, key: side }] : []
  })
  return { lines, ends, height: frame.height }
}

/** Where the first line of a span stands; spans within it cut it in several boxes. */
function box(root: HTMLElement, { desk }: Hand, { start, end }: End, frame: DOMRect): Box | undefined {
  const { offsets } = desk
  const [rect, ...rest] = rangeOf(root, { start: offsets.units(start), end: offsets.units(end) })?.getClientRects() ?? []
  if (!rect) return undefined
  const line = [rect, ...rest].filter(({ top }) => Math.abs(top - rect.top) < 6)
  const [left, right] = [Math.min(...line.map((one) => one.left)), Math.max(...line.map((one) => one.right))]
  return { left: left - frame.left, right: right - frame.left, top: rect.top - frame.top, bottom: rect.bottom - frame.top }
}

/** On one line an arc above it; between lines a curve from the foot of the upper to the head of the lower. */
function line(hand: Hand, relation: Relation, a: Box, b: Box, isPicked: boolean): Line {
  const [x1, x2] = [(a.left + a.right) / 2, (b.left + b.right) / 2]
  const isSame = Math.abs(a.top - b.top) < 4
  const isDown = isSame || b.top > a.top
  const [y1, y2] = isSame ? [a.top, b.top] : isDown ? [a.bottom, b.top] : [a.top, b.bottom]
  const bend = isSame ? -Math.min(20, 10 + Math.abs(x2 - x1) / 24) : (y2 - y1) / 2
  const [c1, c2] = isSame ? [y1 + bend, y2 + bend] : [y1 + bend, y2 - bend]
  const tip = isSame || isDown ? -1 : 1
  const position = hand.labels.findIndex(({ id }) => id === relation.label)
  return {
    key: keyOf(relation),
    path: `M${x1},${y1} C${x1},${c1} ${x2},${c2} ${x2},${y2 + tip * 5}`,
    head: `${x2},${y2} ${x2 - 4},${y2 + tip * 7} ${x2 + 4},${y2 + tip * 7}`,
    colour: position < 0 ? 'var(--ink-3)' : labelColour(position),
    name: hand.nameOf(relation.label),
    at: { x: (x1 + x2) / 2, y: isSame ? y1 + bend * 0.75 + 3 : (y1 + y2) / 2 + 3 },
    isPicked,
  }
}
