import { useState } from 'react'
import { Broken } from './Broken'
import type { Media } from './media'
import { t } from './mediaWords'
import { SoundTile } from './SoundTile'
import styles from './Tile.module.css'

export interface TileProps {
  /** The picture or sound to look at, where there is one. */
  media: Media | undefined
  text: string
  /** What it is called where it has no text. */
  name?: string
}

/** An item on a card: its picture, its sound, or the beginning of its text. */
export function Tile({ media, text, name = text }: TileProps) {
  const [failed, setFailed] = useState('')
  if (!media) return <p className={styles.text} dir="auto">{text}</p>
  const source = media.thumb ?? media.src
  if (media.state !== 'ok' || !source || failed === source) return <div className={styles.broken}><Broken media={media} why={failed === source ? t('fields.media.failed') : undefined} /></div>
  if (media.thumb) return <img className={styles.picture} src={media.thumb} alt="" loading="lazy" decoding="async" onError={() => setFailed(source)} />
  return <SoundTile media={media} name={name} onFail={() => setFailed(source)} />
}
