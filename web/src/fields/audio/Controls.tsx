import { useContext, useEffect, useRef } from 'react'
import { speeds, type Desk, type SoundDesk } from '@/canvas/sound/desk'
import { clock } from '@/canvas/sound/view'
import { Button } from '@/ui'
import { t } from '../mediaWords'
import { PlayKey } from './playKey'
import styles from './sound.module.css'

/** Play, place, speed, loop, pitches, closer and wider. */
export function Controls({ desk, state, hasSpectrum }: { desk: SoundDesk; state: Desk; hasSpectrum: boolean }) {
  const isWhole = state.view.span >= state.seconds
  return (
    <div className={styles.controls}>
      <Button size="small" icon={state.playing ? 'pause' : 'play'} keyHint={useContext(PlayKey)} data-enter="through" onClick={() => desk.toggle()}>
        {t(state.playing ? 'fields.audio.pause' : 'fields.audio.start')}
      </Button>
      <Clock desk={desk} seconds={state.seconds} />
      <label className={styles.speed}>
        <span className="sr">{t('fields.audio.speed')}</span>
        <select value={state.speed} title={t('fields.audio.speed.keys')} onChange={(event) => desk.setSpeed(Number(event.target.value))}>
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one} ×
            </option>
          ))}
        </select>
      </label>
      <Button look="quiet" size="small" keyHint="*" aria-pressed={state.loops} onClick={() => desk.set({ loops: !state.loops })}>
        {t('fields.audio.loop.short')}
      </Button>
      {hasSpectrum && (
        <Button look="quiet" size="small" keyHint="#" aria-pressed={state.spectrum} onClick={() => desk.set({ spectrum: !state.spectrum })}>
          {t('fields.audio.spectrum.short')}
        </Button>
      )}
      <span className={styles.zoom}>
        <Button look="quiet" size="small" aria-label={t('fields.audio.out')} icon="minus" keyHint="_" disabled={isWhole} onClick={() => desk.zoom(1 / 1.6)} />
        <Button look="quiet" size="small" aria-label={t('fields.audio.in')} icon="plus" keyHint="+" onClick={() => desk.zoom(1.6)} />
      </span>
    </div>
  )
}

function Clock({ desk, seconds }: { desk: SoundDesk; seconds: number }) {
  const words = useRef<HTMLSpanElement>(null)
  useEffect(() => desk.watch((at) => words.current && (words.current.textContent = clock(at, 2))), [desk, seconds])
  return (
    <span className={styles.clock}>
      <span ref={words} /> / {clock(seconds, 2)}
    </span>
  )
}
