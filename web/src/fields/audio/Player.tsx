import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import type { SoundDesk } from '@/canvas/sound/desk'
import type { Stretch } from '@/canvas/sound/view'
import type { Media } from '../media'
import { t } from '../mediaWords'
import { Controls } from './Controls'
import { Minimap } from './Minimap'
import { Scene } from './Scene'
import styles from './sound.module.css'
import { usePeaks } from './usePeaks'
import { usePlayerKeys } from './usePlayerKeys'

/** What others put into the player: parts drawn over the wave and below it, and what dragging over the wave does. */
export interface PlayerParts {
  over?: ReactNode
  below?: ReactNode
  /** A stretch is being dragged, or was when `isDone`, or none after all; without this the playhead follows. */
  onStretch?: (stretch: Stretch | undefined, isDone: boolean) => void
  /** A moment was clicked. */
  onPoint?: () => void
}

export interface PlayerProps extends PlayerParts {
  desk: SoundDesk
  item: string
  media: Media
  name: string
  onFail: () => void
}

/** A sound that is seen and heard: wave, pitches, speed, loop; closer and along in time, by pointer or by keys. */
export default function Player({ desk, item, media, name, onFail, ...parts }: PlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot)
  const peaks = usePeaks(media.peaks)
  useLayoutEffect(() => desk.open(item, media.seconds ?? 0), [desk, item, media.seconds])
  useEffect(() => (audio.current ? desk.attach(audio.current) : undefined), [desk])
  usePlayerKeys(desk, state)
  return (
    <div className={styles.player} role="group" aria-label={t('fields.audio.name', { name })}>
      <audio ref={audio} src={media.src} preload="auto" onError={onFail} />
      <Scene desk={desk} state={state} media={media} peaks={peaks} {...parts} />
      {state.view.span < state.seconds && peaks.state === 'ready' && <Minimap desk={desk} state={state} peaks={peaks.of} />}
      <Controls desk={desk} state={state} hasSpectrum={media.spectrum !== undefined} />
    </div>
  )
}
