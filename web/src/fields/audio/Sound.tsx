import { useRef, useState } from 'react'
import { useKeys } from '@/keyboard'
import { Broken } from '../Broken'
import type { FieldProps } from '../field'
import { mediaOf } from '../media'
import styles from '../media.module.css'
import { t } from '../mediaWords'

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

export function Sound({ field }: FieldProps) {
  const media = mediaOf(field)
  const [failed, setFailed] = useState('')
  if (media.state !== 'ok' || !media.src) return <Broken media={media} />
  if (failed === media.src) return <Broken media={media} why={t('fields.media.failed')} />
  return <Player key={media.src} src={media.src} name={field.name} onFail={setFailed} />
}

function Player({ src, name, onFail }: { src: string; name: string; onFail: (src: string) => void }) {
  const sound = useRef<HTMLAudioElement>(null)
  const [speed, setSpeed] = useState(1)
  const change = (next: number) => {
    setSpeed(next)
    if (sound.current) sound.current.playbackRate = next
  }
  const beside = (by: number) => change(speeds[Math.min(speeds.length - 1, Math.max(0, speeds.indexOf(speed) + by))] ?? 1)
  const play = () => {
    const element = sound.current
    if (element?.paused) void element.play().catch(() => onFail(src))
    else element?.pause()
  }
  useKeys(t('fields.audio.keys'), [
    { key: ' ', name: t('fields.audio.play'), run: play },
    { key: '>', name: t('fields.audio.faster'), run: () => beside(1) },
    { key: '<', name: t('fields.audio.slower'), run: () => beside(-1) },
  ])
  return (
    <div className={styles.sound}>
      <audio ref={sound} src={src} controls preload="auto" aria-label={t('fields.audio.name', { name })} onError={() => onFail(src)} />
      <label>
        {t('fields.audio.speed')}{' '}
        <select value={speed} onChange={(event) => change(Number(event.target.value))}>
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one} ×
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
