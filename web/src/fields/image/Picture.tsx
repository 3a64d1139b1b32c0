import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useKeys } from '@/keyboard'
import { Button } from '@/ui'
import { Broken } from '../Broken'
import type { FieldProps } from '../field'
import { mediaOf, type Media } from '../media'
import styles from '../media.module.css'
import { t } from '../mediaWords'
import { moved, whole, zoomed, type View } from './view'

const step = 1.4
const nudges: Record<string, [number, number]> = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }

export function Picture({ field }: FieldProps) {
  const media = mediaOf(field)
  const [failed, setFailed] = useState('')
  if (media.state !== 'ok' || !media.src) return <Broken media={media} />
  if (failed === media.src) return <Broken media={media} why={t('fields.media.failed')} />
  return <Frame key={media.src} media={media} src={media.src} name={field.name} onFail={setFailed} />
}

/** The picture in its frame: wheel, keys and buttons zoom, dragging and arrow keys move. */
function Frame({ media, src, name, onFail }: { media: Media; src: string; name: string; onFail: (src: string) => void }) {
  const [view, setView] = useState<View>(whole)
  const frame = useWheel((by, x, y) => setView((now) => zoomed(now, by, x, y)))
  const isZoomed = view.scale > 1
  const zoom = (by: number) => setView((now) => zoomed(now, by))
  useKeys(t('fields.image.keys'), [
    { key: '+', name: t('fields.image.in'), run: () => zoom(step) },
    { key: '=', name: t('fields.image.in'), run: () => zoom(step), unlisted: true },
    { key: '_', name: t('fields.image.out'), run: () => zoom(1 / step) },
  ])
  const drag = (event: PointerEvent<HTMLDivElement>) => {
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
  const sharp = isZoomed && media.whole && /jpeg|png|webp|gif/.test(media.type ?? '') ? media.whole : src
  return (
    <div ref={frame} className={styles.frame} data-zoomed={isZoomed || undefined} tabIndex={0} role="group" aria-label={t('fields.image.view', { name })} onPointerMove={drag} onKeyDown={nudge}>
      <img
        className={styles.picture}
        src={sharp}
        width={media.width}
        height={media.height}
        alt={t('fields.image.alt', { name })}
        draggable={false}
        style={{ height: 'auto', transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})` }}
        onError={() => onFail(src)}
      />
      <div className={styles.tools}>
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
