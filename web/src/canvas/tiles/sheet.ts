import { askForTiles, type Making } from './asking'
import { levelFor, levelsOf, tilesIn, type Level, type Part, type Tile } from './pyramid'

/** Where a picture is on the screen: all of it, in CSS pixels of the canvas, most of it perhaps outside. */
export interface Placed {
  x: number
  y: number
  width: number
  height: number
}

interface Loaded {
  bitmap: ImageBitmap
  since: number
}

/** So many are kept: each is 1 MB, and no screen shows more than 60. */
const kept = 120
const atOnce = 8
const fade = 160

/** The tiles of one picture: fetched when they come into sight, let go when they leave it, drawn over the view. */
export class TileSheet {
  /** What is told to people; undefined as long as nothing was asked. */
  making: Making | undefined
  private readonly levels: readonly Level[]
  private readonly loaded = new Map<number, Loaded>()
  private readonly underway = new Map<number, AbortController>()
  private readonly failed = new Set<number>()
  private wanted: readonly Tile[] = []
  private readonly asking = new AbortController()
  private readonly still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches

  /** `onChange` hears that it is to be drawn anew, `onMaking` how far the tiles are. */
  constructor(
    private readonly src: string,
    width: number,
    height: number,
    private readonly onChange: () => void,
    private readonly onMaking: (making: Making) => void = () => undefined,
  ) {
    this.levels = levelsOf(width, height)
  }

  /** Draw what is in sight; where the view is sharp enough, nothing. */
  draw(canvas: HTMLCanvasElement, placed: Placed): void {
    const sharp = window.devicePixelRatio || 1
    const { clientWidth, clientHeight } = canvas
    const [width, height] = [Math.round(clientWidth * sharp), Math.round(clientHeight * sharp)]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const on = canvas.getContext('2d')
    const depth = levelFor(this.levels, placed.width * sharp)
    if (!on || width === 0 || height === 0) return
    on.setTransform(sharp, 0, 0, sharp, 0, 0)
    on.clearRect(0, 0, clientWidth, clientHeight)
    if (depth === undefined) return this.want([])
    this.ask()
    const part = { left: -placed.x / placed.width, top: -placed.y / placed.height, right: (clientWidth - placed.x) / placed.width, bottom: (clientHeight - placed.y) / placed.height }
    // Seen very closely, a pixel is a square with edges.
    on.imageSmoothingEnabled = (placed.width * sharp) / (this.levels[0]?.width ?? 1) < 3
    const level = this.levels[depth]
    if (level) this.want(tilesIn(level, part))
    for (const coarser of this.levels.slice(depth).toReversed()) this.drawLevel(on, coarser, part, placed)
  }

  close(): void {
    this.asking.abort()
    this.want([])
    for (const { bitmap } of this.loaded.values()) bitmap.close()
    this.loaded.clear()
  }

  /** The server is asked once, when the tiles are first of use. */
  private ask(): void {
    if (this.making) return
    this.making = { state: 'working', share: 0 }
    void askForTiles(this.src, this.asking.signal, (making) => {
      this.making = making
      this.onMaking(making)
      if (making.state === 'done') this.onChange()
    })
  }

  private drawLevel(on: CanvasRenderingContext2D, level: Level, part: Part, placed: Placed): void {
    const now = performance.now()
    for (const tile of tilesIn(level, part)) {
      const found = this.loaded.get(tile.number)
      if (!found) continue
      const shown = this.still ? 1 : Math.min(1, (now - found.since) / fade)
      if (shown < 1) this.onChange()
      // To whole pixels of the screen, or seams would show.
      const sharp = window.devicePixelRatio || 1
      const at = (share: number, start: number, size: number) => Math.round((start + share * size) * sharp) / sharp
      const [left, top] = [at(tile.left, placed.x, placed.width), at(tile.top, placed.y, placed.height)]
      on.globalAlpha = shown
      on.drawImage(found.bitmap, left, top, at(tile.right, placed.x, placed.width) - left, at(tile.bottom, placed.y, placed.height) - top)
    }
    on.globalAlpha = 1
  }

  /** Fetch what is in sight, no longer what has left it. */
  private want(tiles: readonly Tile[]): void {
    this.wanted = tiles
    const numbers = new Set(tiles.map(({ number }) => number))
    for (const [number, control] of this.underway) {
      if (numbers.has(number)) continue
      control.abort()
      this.underway.delete(number)
    }
    this.fetchMore()
  }

  private fetchMore(): void {
    if (this.making?.state !== 'done') return
    for (const { number } of this.wanted) {
      if (this.underway.size >= atOnce) return
      const known = this.loaded.get(number)
      if (known) {
        // What was seen last is kept longest.
        this.loaded.delete(number)
        this.loaded.set(number, known)
      } else if (!this.underway.has(number) && !this.failed.has(number)) void this.fetch(number)
    }
  }

  private async fetch(number: number): Promise<void> {
    const control = new AbortController()
    this.underway.set(number, control)
    try {
      const answer = await fetch(`${this.src}?tile=${number}`, { credentials: 'same-origin', signal: control.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      const bitmap = await createImageBitmap(await answer.blob())
      if (control.signal.aborted) return bitmap.close()
      this.loaded.set(number, { bitmap, since: performance.now() })
      this.forget()
    } catch {
      if (control.signal.aborted) return
      this.failed.add(number)
    }
    this.underway.delete(number)
    this.fetchMore()
    this.onChange()
  }

  private forget(): void {
    for (const [number, { bitmap }] of this.loaded) {
      if (this.loaded.size <= kept) return
      bitmap.close()
      this.loaded.delete(number)
    }
  }
}
