import { cleared, drawPitches } from './draw'
import { placeOf, type View } from './view'

/** As the server cuts them (adapters/media/spectrum.py). */
const tileSeconds = 20
/** A longer look is drawn from the picture of the whole. */
const closely = 120

/** The picture of the pitches of a sound: all of it coarsely, and closely the part that is looked at. */
export class Spectrum {
  private readonly pictures = new Map<string, HTMLImageElement>()

  constructor(
    private readonly src: string,
    private readonly seconds: number,
    private readonly rate: number,
    private readonly onChange: (state: 'drawn' | 'failed') => void,
  ) {}

  draw(canvas: HTMLCanvasElement, view: View): void {
    const ready = cleared(canvas)
    if (!ready) return
    const { on, width, height } = ready
    on.fillStyle = '#090814'
    on.fillRect(0, 0, width, height)
    const put = (picture: HTMLImageElement | undefined, start: number, seconds: number) => {
      if (!picture) return
      const [left, right] = [placeOf(view, start) * width, placeOf(view, start + seconds) * width]
      on.drawImage(picture, left, 0, right - left, height)
    }
    put(this.picture(''), 0, this.seconds)
    if (this.seconds > tileSeconds && view.span <= closely) {
      for (let n = Math.floor(view.from / tileSeconds); n * tileSeconds < Math.min(this.seconds, view.from + view.span); n += 1) {
        put(this.picture(`?tile=${n}`), n * tileSeconds, tileSeconds)
      }
    }
    drawPitches(on, width, height, this.rate)
  }

  /** The picture, once it is there; asked for when it is first wanted. */
  private picture(part: string): HTMLImageElement | undefined {
    const known = this.pictures.get(part)
    if (known) return known.complete && known.naturalWidth > 0 ? known : undefined
    const picture = new Image()
    picture.onload = () => this.onChange('drawn')
    picture.onerror = () => this.onChange('failed')
    picture.src = this.src + part
    this.pictures.set(part, picture)
    return undefined
  }
}
