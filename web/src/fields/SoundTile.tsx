import { useEffect, useRef, useState } from 'react'
import { drawWave } from '@/canvas/sound/draw'
import { wholeOf } from '@/canvas/sound/view'
import { Icon } from '@/ui/icons'
import { useDrawn } from './audio/useDrawn'
import { usePeaks } from './audio/usePeaks'
import type { Media } from './media'
import { t } from './mediaWords'
import styles from './Tile.module.css'

/** A sound on a card: its wave, and a button that plays it; one is heard at a time. */
export function SoundTile({ media, name, onFail }: { media: Media; name: string; onFail: () => void }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [done, setDone] = useState(0)
  const peaks = usePeaks(media.peaks)
  const wave = useDrawn((canvas, colours) => peaks.state === 'ready' && drawWave(canvas, peaks.of, wholeOf(media.seconds ?? 0), colours), [peaks, media.seconds])
  useEffect(() => {
    // The event of playing does not bubble, but it is seen on its way down.
    const give = (event: Event) => event.target !== audio.current && audio.current?.pause()
    document.addEventListener('play', give, true)
    return () => document.removeEventListener('play', give, true)
  }, [])
  const toggle = () => {
    const sound = audio.current
    if (!sound) return
    if (!sound.paused) return sound.pause()
    sound.currentTime = 0
    void sound.play().catch(() => setPlaying(false))
  }
  return (
    <div className={styles.sound}>
      <audio
        ref={audio}
        src={media.src}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) => setDone(duration ? currentTime / duration : 0)}
        onError={onFail}
      />
      <canvas ref={wave} className={styles.wave} aria-hidden="true" />
      {playing && <span className={styles.done} style={{ width: `${100 * done}%` }} />}
      <button type="button" className={styles.hear} tabIndex={-1} data-hear="" aria-label={t(playing ? 'fields.audio.tile.pause' : 'fields.audio.tile.play', { name })} onClick={toggle}>
        <Icon name={playing ? 'pause' : 'play'} />
        <span className={styles.seconds}>{t('fields.audio.tile.seconds', { n: (media.seconds ?? 0).toFixed(1) })}</span>
      </button>
    </div>
  )
}
