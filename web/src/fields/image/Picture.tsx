import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { filterOf, plain, pulled, type Light } from '@/canvas/light'
import { useKeys } from '@/keyboard'
import { Button } from '@/ui'
import { Broken } from '../Broken'
import type { FieldProps } from '../field'
import { mediaOf, type Media } from '../media'
import styles from '../media.module.css'
import { t } from '../mediaWords'
import { lightKeys } from './lightKeys'
import { useFingers } from './useFingers'
import { useTiles } from './useTiles'
import { closest, fitted, moved, whole, zoomed, type View } from './view'

const step = 1.4
const nudges: Record<string, [number, number]> = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }

export function Picture({ field }: FieldProps) {
  const media = mediaOf(field)
  const [failed, setFailed] = useState('')
  if (media.state !== 'ok' || !media.src) return <Broken media={media} />
  if (failed === media.src) return <Broken media={media} why={t('fields.media.failed')} />
  return <Frame key={media.src} media={media} src={media.src} name={field.name || field.id} onFail={setFailed} />
}

/** The picture in its frame: wheel, keys and buttons zoom, dragging and arrow keys move. */
function Frame({ media, src, name, onFail }: { media: Media; src: string; name: string; onFail: (src: string) => void }) {
  const [view, setView] = useState<View>(whole)
  const zoom = (by: number, x?: number, y?: number) => setView((now) => zoomed(now, by, x, y, closest(media.width ?? 0, frame.current?.clientWidth ?? 1)))
  const frame = useWheel(zoom)
  const isZoomed = view.scale > 1
  const [light, setLight] = useState<Light>(plain)
  const filter = filterOf(light)
  const tiles = useDrawnTiles(media, frame, view, filter)
  useKeys(t('fields.image.keys'), [
    { key: '+', name: t('fields.image.in'), run: () => zoom(step) },
    { key: '=', name: t('fields.image.in'), run: () => zoom(step), unlisted: true },
    { key: '_', name: t('fields.image.out'), run: () => zoom(1 / step) },
    ...lightKeys(['(', ')', '<', '>', '!'], light, setLight),
  ])
  const fingers = useFingers((by, from, to) => {
    zoom(by, from.x, from.y)
    setView((now) => moved(now, to.x - from.x, to.y - from.y))
  })
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (fingers.move(event)) return
    if (event.buttons === 1 && event.altKey) return setLight((now) => pulled(now, event.movementX, event.movementY))
    if (event.buttons !== 1 || !isZoomed) return
    const box = event.currentTarget.getBoundingClientRect()
    setView((now) => moved(now, event.movementX / box.width, event.movementY / box.height))
  }
  const nudge = (event: KeyboardEvent) => {
    const by = nudges[event.key]
    if (!by || !isZoomed) return
    event.preventDefault()
    setView((now) => moved(now, ...by))
  }
  // Closely looked at, the file itself has more to show than the copy.
  const sharp = isZoomed && media.whole && !media.tiles && /jpeg|png|webp|gif/.test(media.type ?? '') ? media.whole : src
  return (
    <div>
      <div ref={frame} className={styles.frame} data-zoomed={isZoomed || undefined} tabIndex={0} role="group" aria-label={t('fields.image.view', { name })} onPointerDown={fingers.put} onPointerMove={drag} onPointerUp={fingers.lift} onPointerCancel={fingers.lift} onKeyDown={nudge}>
        <img
          className={styles.picture}
          src={sharp}
          width={media.width}
          height={media.height}
          alt={t('fields.image.alt', { name })}
          draggable={false}
          style={{ height: 'auto', transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})`, filter }}
          onError={() => onFail(src)}
        />
        {tiles}
        {media.pages !== undefined && <p className={styles.pages}>{t('fields.image.pages', { n: media.pages })}</p>}
      </div>
      <div className={styles.tools}>
        <Button look="quiet" size="small" keyHint="!" aria-pressed={light.invert} onClick={() => setLight({ ...light, invert: !light.invert })}>
          {t('fields.image.invert')}
        </Button>
        {light !== plain && filter !== '' && (
          <Button look="quiet" size="small" onClick={() => setLight(plain)}>
            {t('fields.image.light')}
          </Button>
        )}
        <Button look="quiet" size="small" aria-label={t('fields.image.out')} icon="minus" keyHint="_" disabled={!isZoomed} onClick={() => zoom(1 / step)} />
        <span className={styles.scale}>{t('fields.image.scale', { n: Math.round(view.scale * 100) })}</span>
        <Button look="quiet" size="small" aria-label={t('fields.image.in')} icon="plus" keyHint="+" onClick={() => zoom(step)} />
        {isZoomed && (
          <Button look="quiet" size="small" onClick={() => setView(whole)}>
            {t('fields.image.fit')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The tiles, drawn whenever the view, the frame or what has come changes. */
function useDrawnTiles(media: Media, frame: RefObject<HTMLDivElement | null>, view: View, filter: string) {
  const latest = useRef(view)
  const paint = useRef<() => void>(undefined)
  const waits = useRef(0)
  const ask = useCallback(() => {
    waits.current ||= requestAnimationFrame(() => {
      waits.current = 0
      paint.current?.()
    })
  }, [])
  const { layer, draw } = useTiles(media, ask)
  useLayoutEffect(() => {
    latest.current = view
    paint.current = () => {
      const shown = frame.current?.querySelector('img')
      if (!shown || !media.width || !media.height) return
      const box = { width: shown.clientWidth, height: shown.clientHeight }
      const { scale, x, y } = latest.current
      const at = fitted(box, { width: media.width, height: media.height })
      draw({ x: at.x * scale + x * box.width, y: at.y * scale + y * box.height, width: at.width * scale, height: at.height * scale }, filter)
    }
    ask()
  })
  useEffect(() => {
    const observer = new ResizeObserver(ask)
    if (frame.current) observer.observe(frame.current)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(waits.current)
      waits.current = 0
    }
  }, [ask, frame])
  return layer
}

/** The wheel zooms where the pointer is; React's own listener could not keep the page from scrolling. */
function useWheel(zoom: (by: number, x: number, y: number) => void) {
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef(zoom)
  useEffect(() => {
    latest.current = zoom
  })
  useEffect(() => {
    const element = frame.current
    const turn = (event: WheelEvent) => {
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 400), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [])
  return frame
}
