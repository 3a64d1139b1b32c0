import { useEffect, useMemo, useState } from 'react'
import { Spectrum } from '@/canvas/sound/spectrum'
import type { View } from '@/canvas/sound/view'
import { t } from '../mediaWords'
import styles from './sound.module.css'
import { useDrawn } from './useDrawn'

/** The pitches of the sound, low ones below. */
export function Pitches({ src, seconds, rate, view }: { src: string; seconds: number; rate: number; view: View }) {
  const [{ turn, isDrawn, hasFailed }, tell] = useState({ turn: 0, isDrawn: false, hasFailed: false })
  const spectrum = useMemo(() => new Spectrum(src, seconds, rate, (state) => tell((now) => ({ turn: now.turn + 1, isDrawn: now.isDrawn || state === 'drawn', hasFailed: state === 'failed' }))), [src, seconds, rate])
  const canvas = useDrawn((element) => spectrum.draw(element, view), [spectrum, view, turn])
  useEffect(() => () => tell({ turn: 0, isDrawn: false, hasFailed: false }), [spectrum])
  return (
    <div className={styles.pitches}>
      <canvas ref={canvas} className={styles.wave} role="img" aria-label={t('fields.audio.spectrum')} />
      {!isDrawn && <p className={styles.note}>{t(hasFailed ? 'fields.audio.spectrum.failed' : 'fields.audio.spectrum.waiting')}</p>}
    </div>
  )
}
