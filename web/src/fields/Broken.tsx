import { Icon } from '@/ui'
import type { Media } from './media'
import { t } from './mediaWords'
import styles from './media.module.css'

/** In the place of a file that cannot be shown: that it is so, and why. */
export function Broken({ media, why }: { media: Media; why?: string }) {
  return (
    <p className={styles.broken}>
      <Icon name="alert" /> {t(media.state === 'waiting' ? 'fields.media.waiting' : 'fields.media.broken')} {why ?? media.why}
    </p>
  )
}
