import type { Look, ShapeDesk } from './desk'
import { TURN_REACHES, type Shape } from './hit'
import { boxOf, handles, handleSpot, middle, outline, turnSpot, type Place, type Spot } from './place'

/** What a painter needs to know of the screen. */
export interface Paper {
  context: CanvasRenderingContext2D
  /** From pixels of the picture to those of the screen. */
  to: (spot: Spot) => Spot
  /** Screen pixels of one pixel of the picture. */
  scale: number
  colour: (position: number) => string
  accent: string
  width: number
  height: number
}

/** More than so many names at once only hide what they name. */
const MOST_NAMES = 80
export const HANDLE = 8

/** Draw all layers, the one in front at last. */
export function paint(desk: ShapeDesk, paper: Paper): void {
  const { context } = paper
  context.clearRect(0, 0, paper.width, paper.height)
  context.font = '600 11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  const { hidden, picked } = desk.snapshot()
  const layers = [...desk.layers.filter((layer) => layer !== desk.layer), ...(desk.layer ? [desk.layer] : [])]
  const count = layers.reduce((n, { shapes }) => n + shapes.length, 0)
  for (const layer of layers) {
    for (const shape of layer.suggested) draw(paper, shape, shape.place, { dashed: true, isPicked: picked.has(shape.key), isNamed: true })
    layer.shapes.forEach((shape, index) => {
      const isPicked = picked.has(shape.key)
      const named = { ...shape, name: `${index + 1} ${shape.name}` }
      if (!hidden.has(shape.key)) draw(paper, named, desk.placeOf(shape, HANDLE / paper.scale), { dashed: false, isPicked, isNamed: isPicked || count <= MOST_NAMES })
    })
  }
  const { one } = desk
  if (one && !desk.snapshot().locked.has(one.key) && !hidden.has(one.key)) grips(desk, paper, desk.placeOf(one, HANDLE / paper.scale))
  draft(desk, paper)
}

interface How {
  dashed: boolean
  isPicked: boolean
  isNamed: boolean
}

function draw(paper: Paper, { name, colour }: Look & Shape, place: Place, { dashed, isPicked, isNamed }: How): void {
  const { context } = paper
  const spots = outline(place).map(paper.to)
  if (spots.every(({ x, y }) => x < -50 || y < -50 || x > paper.width + 50 || y > paper.height + 50) && !surrounds(spots, paper)) return
  const tone = paper.colour(colour)
  trace(context, place, spots)
  if (isPicked) {
    context.globalAlpha = 0.18
    context.fillStyle = tone
    context.fill()
    context.globalAlpha = 1
  }
  stroke(context, 'rgba(255,255,255,.9)', isPicked ? 6 : 4)
  context.setLineDash(dashed ? [5, 4] : [])
  stroke(context, dashed ? '#15171C' : tone, isPicked ? 3 : 2)
  context.setLineDash([])
  if (isNamed && spots[0]) tag(paper, name, spots.reduce((a, b) => (b.y < a.y ? b : a)), dashed ? '#15171C' : tone, dashed)
}

const surrounds = (spots: readonly Spot[], { width, height }: Paper): boolean => {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  return Math.min(...xs) <= width && Math.max(...xs) >= 0 && Math.min(...ys) <= height && Math.max(...ys) >= 0
}

function trace(context: CanvasRenderingContext2D, place: Place, spots: readonly Spot[]): void {
  context.beginPath()
  if (place.is === 'point') {
    const { x, y } = spots[0] ?? { x: 0, y: 0 }
    return context.arc(x, y, 5, 0, 7)
  }
  spots.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  context.closePath()
}

function stroke(context: CanvasRenderingContext2D, style: string, width: number): void {
  context.strokeStyle = style
  context.lineWidth = width
  context.stroke()
}

/** The name of a shape on a plate of its colour; dark letters on white where it is only suggested. */
function tag({ context, width }: Paper, name: string, { x, y }: Spot, tone: string, isOpen: boolean): void {
  const wide = context.measureText(name).width + 10
  const [left, top] = [Math.min(Math.max(x - 1, 0), width - wide), Math.max(y - 19, 0)]
  context.fillStyle = isOpen ? '#FFFFFF' : tone
  context.fillRect(left, top, wide, 17)
  if (!isOpen) {
    // Letters stand on a darker ground than the line, so that they are read on yellow too.
    context.fillStyle = 'rgba(21,23,28,.62)'
    context.fillRect(left, top, wide, 17)
    context.fillStyle = tone
    context.fillRect(left, top, 3, 17)
  }
  context.fillStyle = isOpen ? '#15171C' : '#FFFFFF'
  context.fillText(name, left + 6, top + 9)
}

/** The handles of the picked shape. */
function grips(desk: ShapeDesk, paper: Paper, place: Place): void {
  const square = (spot: Spot, isOn = false) => grip(paper, paper.to(spot), false, isOn)
  if (place.is === 'box') {
    handles.forEach((handle) => square(handleSpot(place, handle)))
    if (desk.layer?.canTurn) grip(paper, paper.to(turnSpot(place, (HANDLE * TURN_REACHES) / paper.scale)), true, false)
  }
  if (place.is !== 'polygon') return
  place.points.forEach((point, index) => {
    const next = place.points[(index + 1) % place.points.length] ?? point
    grip(paper, paper.to(middle(point, next)), true, false, 2.5)
    square(point, desk.snapshot().vertex === index)
  })
}

function grip({ context, accent }: Paper, { x, y }: Spot, isRound: boolean, isOn: boolean, half = 4): void {
  context.beginPath()
  if (isRound) context.arc(x, y, half, 0, 7)
  else context.rect(x - half, y - half, 2 * half, 2 * half)
  context.fillStyle = isOn ? accent : '#FFFFFF'
  context.fill()
  stroke(context, isOn ? '#FFFFFF' : accent, 1.5)
}

/** What is on its way, and the crosshair of the keyboard. */
function draft(desk: ShapeDesk, paper: Paper): void {
  const { mode } = desk
  const { context } = paper
  if (mode.state === 'drawing') trace(context, boxOf(mode.from, mode.to), outline(boxOf(mode.from, mode.to)).map(paper.to))
  if (mode.state === 'outlining') {
    context.beginPath()
    ;[...mode.points, mode.to].map(paper.to).forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  }
  if (mode.state === 'drawing' || mode.state === 'outlining') {
    stroke(context, 'rgba(255,255,255,.9)', 4)
    stroke(context, paper.accent, 2)
  }
  if (mode.state === 'outlining') mode.points.forEach((point) => grip(paper, paper.to(point), false, false))
  if (desk.crosshair) cross(paper, paper.to(desk.crosshair))
}

function cross({ context, width, height }: Paper, { x, y }: Spot): void {
  for (const [style, dash] of [['rgba(255,255,255,.85)', []], ['#15171C', [4, 4]]] as const) {
    context.setLineDash([...dash])
    context.beginPath()
    context.moveTo(0, y)
    context.lineTo(width, y)
    context.moveTo(x, 0)
    context.lineTo(x, height)
    stroke(context, style, 1)
  }
  context.setLineDash([])
}
