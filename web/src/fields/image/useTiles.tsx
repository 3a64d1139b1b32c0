import { useCallback, useEffect, useRef, useState } from 'react'
import type { Making } from '@/canvas/tiles/asking'
import type { Placed, TileSheet } from '@/canvas/tiles/sheet'
import type { Media } from '../media'
import styles from '../media.module.css'
import { t } from '../mediaWords'

/** The tiles of a large picture: a canvas over it, how it is drawn, and a word while they are being made. */
export function useTiles({ tiles, width = 0, height = 0 }: Media, ask: () => void) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<TileSheet>(undefined)
  const [making, tell] = useState<Making>({ state: 'done' })
  useEffect(() => {
    if (!tiles) return
    let isWanted = true
    // Few pictures are so large: what draws them is loaded with the first of them.
    void import('@/canvas/tiles/sheet').then(({ TileSheet: Sheet }) => {
      if (!isWanted) return
      sheet.current = new Sheet(tiles, width, height, ask, tell)
      ask()
    })
    return () => {
      isWanted = false
      sheet.current?.close()
      sheet.current = undefined
    }
  }, [tiles, width, height, ask])
  const draw = useCallback((placed: Placed, filter = '') => {
    if (!canvas.current) return
    canvas.current.style.filter = filter
    sheet.current?.draw(canvas.current, placed)
  }, [])
  const layer = tiles && (
    <>
      <canvas ref={canvas} className={styles.tiles} aria-hidden="true" />
      <p className={styles.making} role="status" data-shown={making.state !== 'done' || undefined}>
        {making.state === 'working' && t('fields.image.tiles.working', { share: Math.round(making.share * 100) })}
        {making.state === 'failed' && t('fields.image.tiles.failed', { why: making.why })}
      </p>
    </>
  )
  return { layer, draw }
}
