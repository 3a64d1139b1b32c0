import { columnsOf, type Peaks } from './peaks'
import { clock, placeOf, ticks, type View } from './view'

export interface Colours {
  wave: string
  ink: string
  grid: string
}

/** A canvas as sharp as the screen, cleared; undefined where nothing can be drawn. */
export function cleared(canvas: HTMLCanvasElement): { on: CanvasRenderingContext2D; width: number; height: number } | undefined {
  const { clientWidth: width, clientHeight: height } = canvas
  const on = canvas.getContext('2d')
  if (!on || width === 0 || height === 0) return undefined
  const sharp = window.devicePixelRatio || 1
  canvas.width = Math.round(width * sharp)
  canvas.height = Math.round(height * sharp)
  on.setTransform(sharp, 0, 0, sharp, 0, 0)
  return { on, width, height }
}

export function drawWave(canvas: HTMLCanvasElement, peaks: Peaks, view: View, { wave }: Colours): void {
  const ready = cleared(canvas)
  if (!ready) return
  const { on, width, height } = ready
  const columns = columnsOf(peaks, view.from, view.span, Math.round(width))
  const middle = height / 2
  on.fillStyle = wave
  for (let x = 0; x < columns.length / 2; x += 1) {
    const top = middle - ((columns[2 * x + 1] ?? 0) / 127) * (middle - 3)
    const bottom = middle - ((columns[2 * x] ?? 0) / 127) * (middle - 3)
    on.fillRect(x, top - 0.5, 1, Math.max(1, bottom - top + 1))
  }
}

export function drawRuler(canvas: HTMLCanvasElement, view: View, { ink, grid }: Colours): void {
  const ready = cleared(canvas)
  if (!ready) return
  const { on, width, height } = ready
  const { at, digits } = ticks(view, width)
  on.font = '11px system-ui, sans-serif'
  on.textBaseline = 'middle'
  for (const moment of at) {
    const x = placeOf(view, moment) * width
    on.fillStyle = grid
    on.fillRect(x, 0, 1, height)
    const words = clock(moment, digits)
    if (x + 4 + on.measureText(words).width > width) continue
    on.fillStyle = ink
    on.fillText(words, x + 4, height / 2)
  }
}

/** Pitches that are written beside the spectrum, in Hz. */
const pitches = [250, 500, 1000, 2000, 4000, 8000, 16000]
const mel = (pitch: number): number => Math.log10(1 + pitch / 700)

export function drawPitches(on: CanvasRenderingContext2D, width: number, height: number, rate: number): void {
  on.font = '10px system-ui, sans-serif'
  on.textAlign = 'right'
  let last = height + 20
  for (const pitch of pitches) {
    const y = height * (1 - mel(pitch) / mel(rate / 2))
    if (pitch >= rate / 2 || y < 8 || last - y < 16) continue
    last = y
    on.fillStyle = 'rgba(9,8,20,.6)'
    on.fillRect(width - 34, y - 7, 34, 14)
    on.fillStyle = '#fff'
    on.fillText(pitch >= 1000 ? `${pitch / 1000} kHz` : `${pitch} Hz`, width - 3, y + 4)
  }
}
