import { filterOf } from '@/canvas/light'
import type { ShapeDesk } from '@/canvas/shapes/desk'
import { HANDLE, paint } from '@/canvas/shapes/paint'
import type { Spot } from '@/canvas/shapes/place'
import { closest, moved, whole, zoomed, type View } from '@/fields/image/view'
import { labelColour } from '@/ui/LabelSwatch'

const TOUCH = 2.2

/** The window through which a picture is seen: it draws once a frame, without React. */
export class Pane {
  view: View = whole
  onScale: (scale: number) => void = () => undefined
  /** Draws the tiles of a large picture where it lies, in the light in which it is seen. */
  onDraw: (placed: { x: number; y: number; width: number; height: number }, filter: string) => void = () => undefined
  private waits = 0
  private drop: () => void = () => undefined

  constructor(
    readonly desk: ShapeDesk,
    private readonly parts: () => { frame: HTMLElement | null; picture: HTMLImageElement | null; canvas: HTMLCanvasElement | null },
  ) {}

  open(): () => void {
    const { frame } = this.parts()
    const observer = new ResizeObserver(this.ask)
    if (frame) observer.observe(frame)
    const themes = new MutationObserver(this.ask)
    themes.observe(document.documentElement, { attributes: true })
    this.drop = this.desk.watch(this.ask)
    this.ask()
    return () => {
      observer.disconnect()
      themes.disconnect()
      this.drop()
      cancelAnimationFrame(this.waits)
      this.waits = 0
    }
  }

  get picture(): HTMLImageElement | null {
    return this.parts().picture
  }

  focus(): void {
    this.parts().frame?.focus({ preventScroll: true })
  }

  zoom(by: number, x?: number, y?: number): void {
    this.show(zoomed(this.view, by, x, y, closest(this.desk.size.width, this.box().width)))
  }

  /** Zoom by key: about the cross, where there is one. */
  zoomHere(by: number): void {
    const { scale, x, y } = this.view
    const { crosshair, size } = this.desk
    if (!crosshair) return this.zoom(by)
    this.zoom(by, (crosshair.x / size.width) * scale + x, (crosshair.y / size.height) * scale + y)
  }

  move(dx: number, dy: number): void {
    const { width, height } = this.box()
    this.show(moved(this.view, dx / width, dy / height))
  }

  fit(): void {
    this.show(whole)
  }

  /** Screen pixels of one pixel of the picture. */
  scale(): number {
    return (this.box().width * this.view.scale) / this.desk.size.width || 1
  }

  /** How near a pointer must come, in pixels of the picture. */
  reach(pointer = 'mouse'): number {
    return (HANDLE * (pointer === 'touch' ? TOUCH : 1)) / this.scale()
  }

  spot(clientX: number, clientY: number): Spot {
    const { left, top, width, height } = this.box()
    const { scale, x, y } = this.view
    return { x: (((clientX - left) / width - x) / scale) * this.desk.size.width, y: (((clientY - top) / height - y) / scale) * this.desk.size.height }
  }

  /** What lies in the middle of what is seen. */
  middle(): Spot {
    const { left, top, width, height } = this.box()
    return this.spot(left + width / 2, top + height / 2)
  }

  /** Bring a spot into sight. */
  reveal(spot: Spot | undefined): void {
    const { scale } = this.view
    if (scale === 1 || !spot) return
    const { x, y } = spot
    const to = (at: number, size: number, by: number) => {
      const seen = (at / size) * scale + by
      return seen < 0.05 ? 0.05 - seen : seen > 0.95 ? 0.95 - seen : 0
    }
    const [dx, dy] = [to(x, this.desk.size.width, this.view.x), to(y, this.desk.size.height, this.view.y)]
    if (dx || dy) this.show(moved(this.view, dx, dy))
  }

  box(): DOMRect {
    return this.parts().frame?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
  }

  ask = (): void => {
    this.waits ||= requestAnimationFrame(this.draw)
  }

  private show(view: View): void {
    const isOther = view.scale !== this.view.scale
    this.view = view
    if (isOther) this.onScale(view.scale)
    this.ask()
  }

  private draw = (): void => {
    this.waits = 0
    const { frame, picture, canvas } = this.parts()
    const context = canvas?.getContext('2d')
    if (!frame || !picture || !canvas || !context) return
    const { scale, x, y } = this.view
    const filter = filterOf(this.desk.light)
    picture.style.transform = `translate(${x * 100}%, ${y * 100}%) scale(${scale})`
    picture.style.filter = filter
    const [width, height] = [frame.clientWidth, frame.clientHeight]
    const dense = window.devicePixelRatio || 1
    if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
      canvas.width = Math.round(width * dense)
      canvas.height = Math.round(height * dense)
    }
    this.onDraw({ x: x * width, y: y * height, width: width * scale, height: height * scale }, filter)
    context.setTransform(dense, 0, 0, dense, 0, 0)
    const style = getComputedStyle(frame)
    const colour = (name: string) => style.getPropertyValue(name.replace(/^var\(|\)$/g, '')).trim()
    const [across, down] = [(width * scale) / this.desk.size.width, (height * scale) / this.desk.size.height]
    paint(this.desk, {
      context,
      width,
      height,
      scale: across,
      to: (spot) => ({ x: spot.x * across + x * width, y: spot.y * down + y * height }),
      colour: (position) => colour(labelColour(position)),
      accent: colour('--accent'),
    })
  }
}
