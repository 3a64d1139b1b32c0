import { useEffect, useRef } from 'react'
import type { Desk, SoundDesk } from '@/canvas/sound/desk'
import { drawRuler, drawWave } from '@/canvas/sound/draw'
import { clock, placeOf } from '@/canvas/sound/view'
import type { Media } from '../media'
import { t } from '../mediaWords'
import type { PlayerParts } from './Player'
import { Pitches } from './Pitches'
import styles from './sound.module.css'
import { useDrawn } from './useDrawn'
import type { PeaksState } from './usePeaks'
import { useWave } from './useWave'

interface SceneProps extends PlayerParts {
  desk: SoundDesk
  state: Desk
  media: Media
  peaks: PeaksState
}

/** Wave and pitches over the ruler, with the playhead through all of it. */
export function Scene({ desk, state, media, peaks, over, below, onStretch, onPoint }: SceneProps) {
  const scene = useWave(desk, { onStretch, onPoint })
  const wave = useDrawn((canvas, colours) => peaks.state === 'ready' && drawWave(canvas, peaks.of, state.view, colours), [peaks, state.view])
  const ruler = useDrawn((canvas, colours) => drawRuler(canvas, state.view, colours), [state.view])
  return (
    <div className={styles.scene}>
      <div
        {...scene}
        className={styles.stage}
        role="slider"
        tabIndex={0}
        aria-label={t('fields.audio.place')}
        aria-valuemin={0}
        aria-valuemax={state.seconds}
        aria-valuenow={state.at}
        aria-valuetext={t('fields.audio.at', { at: clock(state.at, 1), all: clock(state.seconds, 1) })}
      >
        <canvas ref={wave} className={styles.wave} aria-hidden="true" />
        {peaks.state !== 'ready' && <p className={styles.note}>{t(peaks.state === 'waiting' ? 'fields.audio.wave.waiting' : 'fields.audio.wave.failed')}</p>}
        {state.spectrum && media.spectrum && <Pitches src={media.spectrum} seconds={state.seconds} rate={media.rate ?? 16_000} view={state.view} />}
        {over}
        <Playhead desk={desk} state={state} />
      </div>
      {below}
      <canvas ref={ruler} className={styles.ruler} aria-hidden="true" />
    </div>
  )
}

/** Moved past React: it changes with every frame. */
function Playhead({ desk, state: { view, mark } }: { desk: SoundDesk; state: Desk }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      desk.watch((at) => {
        const place = placeOf(view, at)
        if (!line.current) return
        line.current.style.left = `${place * 100}%`
        line.current.hidden = place < 0 || place > 1
      }),
    [desk, view],
  )
  return (
    <>
      {mark !== undefined && <div className={styles.mark} style={{ left: `${placeOf(view, mark) * 100}%` }} />}
      <div ref={line} className={styles.playhead} />
    </>
  )
}
