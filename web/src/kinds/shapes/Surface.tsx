import type { ShapesQuestion } from '@/api'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Broken } from '@/fields/Broken'
import type { Layer } from '@/fields/field'
import { mediaOf, type Media } from '@/fields/media'
import { useTiles } from '@/fields/image/useTiles'
import mediaStyles from '@/fields/media.module.css'
import { t as mediaWords } from '@/fields/mediaWords'
import type { SurfaceProps } from '../kind'
import { checks } from './checks'
import { Hand } from './hand'
import { setSnaps, snaps } from './magnet'
import { Pane } from './pane'
import type { Shape as Part } from './shape'
import styles from './shapes.module.css'
import { Tools } from './Tools'
import { arrows } from './arrows'
import { usePointer } from './usePointer'
import { useShapeKeys } from './useShapeKeys'
import { useDoing, useShapes } from './useShapes'
import { t } from './words'

// Each layer of these kinds has its parts; the type of `onChange` cannot say so.
const minesOf = (layers: readonly Layer[]) => layers.filter(({ question }) => checks.has(question.kind)) as unknown as Layer<ShapesQuestion, Part[]>[]

/** A picture on which people draw shapes, by pointer, by touch or by keyboard alone. */
export default function Surface({ field, item, layers }: SurfaceProps) {
  const media = mediaOf(field)
  const [failed, setFailed] = useState('')
  if (media.state !== 'ok' || !media.src) return <Broken media={media} />
  if (failed === media.src) return <Broken media={media} why={mediaWords('fields.media.failed')} />
  return <Board key={media.src} id={field.id} name={field.name || field.id} media={media} src={media.src} item={item} layers={minesOf(layers)} onFail={() => setFailed(media.src ?? '')} />
}

interface BoardProps {
  id: string
  name: string
  media: Media
  src: string
  item: string
  layers: readonly Layer<ShapesQuestion, Part[]>[]
  onFail: () => void
}

function Board({ id, name, media, src, item, layers, onFail }: BoardProps) {
  const { desk, state } = useShapes(id)
  const [size, setSize] = useState({ width: media.width ?? 0, height: media.height ?? 0 })
  const frame = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLImageElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [pane] = useState(() => new Pane(desk, () => ({ frame: frame.current, picture: picture.current, canvas: canvas.current })))
  const [scale, setScale] = useState(1)
  const tiles = useTiles(media, pane.ask)
  const hands = useMemo(
    () => layers.map((layer) => new Hand(desk, layer)),
    // Hands are made anew with what they hold.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [desk, state.refused, ...layers.flatMap((layer) => [layer.question, layer.value, layer.suggestion, layer.onChange])],
  )
  const shown = useMemo(
    () => hands.map((hand) => hand.layer),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [desk, state.refused, ...layers.flatMap((layer) => [layer.question, layer.value, layer.suggestion])],
  )
  const isFocused = layers.some((layer) => layer.focused)
  const hand = hands[Math.max(0, layers.findIndex((layer) => layer.focused))]
  const front = hand?.question.id ?? ''
  useLayoutEffect(() => {
    desk.open(item, size)
    desk.show(shown, front)
  }, [desk, item, size, shown, front])
  useLayoutEffect(() => {
    pane.onScale = setScale
    pane.onDraw = tiles.draw
    setSnaps(pane, snaps())
    return pane.open()
  }, [pane, tiles.draw])
  useLayoutEffect(() => pane.ask())
  useShapeKeys(hand, pane, useDoing(desk), isFocused)
  const pointer = usePointer(frame, pane, hand)
  const sharp = useSharp(media, src, scale, picture)
  const { width, height } = size
  return (
    <div className={styles.board} data-board>
      <div
        ref={frame}
        className={styles.frame}
        style={width && height ? { aspectRatio: `${width} / ${height}`, width: `min(100%, calc(70vh * ${width / height}))` } : undefined}
        tabIndex={0}
        role="application"
        aria-roledescription={t('shapes.picture.role')}
        aria-label={t('shapes.picture', { field: name })}
        aria-describedby={`${id}-shapes-help`}
        onKeyDown={arrows(pane, hand)}
        {...pointer}
      >
        <img
          ref={picture}
          className={styles.picture}
          src={sharp}
          alt={t('shapes.alt', { field: name })}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => width === 0 && setSize({ width: naturalWidth, height: naturalHeight })}
          onError={onFail}
        />
        {tiles.layer}
        <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
        {media.pages !== undefined && <p className={mediaStyles.pages}>{mediaWords('fields.image.pages', { n: media.pages })}</p>}
      </div>
      <Tools pane={pane} hand={hand} scale={scale} light={desk.light} />
      <p id={`${id}-shapes-help`} className="sr">
        {t(`shapes.picture.help.${hand?.layer.tool ?? 'box'}`)}
      </p>
      <p className="sr" role="status" aria-live="polite">
        {/* A sign that is not read out makes the same words new. */}
        {state.said.words}
        {state.said.turn % 2 ? '\u00a0' : ''}
      </p>
    </div>
  )
}

/** The copy; closely looked at, the file itself has more to show, once it has come. */
function useSharp({ whole, type, tiles }: Media, src: string, scale: number, picture: React.RefObject<HTMLImageElement | null>): string {
  const [ready, setReady] = useState(false)
  const can = whole !== undefined && !tiles && /jpeg|png|webp|gif/.test(type ?? '')
  const isClose = scale > 1 && !ready && can
  useEffect(() => {
    const shown = picture.current
    if (!isClose || !whole || !shown || shown.clientWidth * scale * devicePixelRatio <= shown.naturalWidth) return
    const ahead = new Image()
    let wanted = true
    ahead.src = whole
    // A file that does not come leaves the copy.
    ahead.decode().then(() => wanted && setReady(true), () => undefined)
    return () => void (wanted = false)
  }, [isClose, scale, whole, picture])
  return ready && whole ? whole : src
}
