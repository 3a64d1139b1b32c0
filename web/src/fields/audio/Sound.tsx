import { lazy, Suspense, useState } from 'react'
import { soundDeskOf } from '@/canvas/sound/desk'
import { Broken } from '../Broken'
import type { FieldProps } from '../field'
import { mediaOf } from '../media'
import { t } from '../mediaWords'
import styles from './sound.module.css'
import type { PlayerParts } from './Player'

const Player = lazy(() => import('./Player'))

interface SoundProps extends FieldProps, PlayerParts {
  /** The item that shows it, where there is one. */
  item?: string
}

/** A sound with its wave and its pitches; or why it cannot be heard. */
export function Sound({ field, item, ...parts }: SoundProps) {
  const media = mediaOf(field)
  const [failed, setFailed] = useState('')
  if (media.state !== 'ok' || !media.src) return <Broken media={media} />
  if (failed === media.src) return <Broken media={media} why={t('fields.media.failed')} />
  return (
    <Suspense fallback={<div className={styles.waiting} />}>
      <Player key={media.src} {...parts} desk={soundDeskOf(field.id)} item={item ?? media.src} media={media} name={field.name || field.id} onFail={() => setFailed(media.src ?? '')} />
    </Suspense>
  )
}
