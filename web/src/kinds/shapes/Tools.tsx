import { plain, type Light } from '@/canvas/light'
import { t as mediaWords } from '@/fields/mediaWords'
import { Button } from '@/ui/Button'
import { finish } from './acts'
import type { Hand } from './hand'
import { setSnaps } from './magnet'
import type { Pane } from './pane'
import styles from './shapes.module.css'
import { useDoing } from './useShapes'
import { drawHere } from './arrows'
import { t } from './words'

/** How the picture is seen, for those without keys or wheel. */
export function Tools({ pane, hand, scale, light }: { pane: Pane; hand: Hand | undefined; scale: number; light: Light }) {
  const doing = useDoing(pane.desk)
  return (
    <div className={styles.tools} role="group" aria-label={t('shapes.tools')}>
      {hand && (
        <Button look="quiet" size="small" keyHint="b" onClick={() => drawHere(hand, pane)}>
          {t('shapes.draw')}
        </Button>
      )}
      {hand && doing === 'outlining' && (
        <Button size="small" icon="check" keyHint="Enter" onClick={() => finish(hand)}>
          {t('shapes.done')}
        </Button>
      )}
      {hand && (
        <Button look="quiet" size="small" keyHint="shift+b" aria-pressed={pane.desk.magnet !== undefined} onClick={() => setSnaps(pane, !pane.desk.magnet)}>
          {t('shapes.snap')}
        </Button>
      )}
      <span className={styles.gap} />
      <Button look="quiet" size="small" keyHint="i" aria-pressed={light.invert} onClick={() => pane.desk.lighten({ ...light, invert: !light.invert })}>
        {mediaWords('fields.image.invert')}
      </Button>
      {light !== plain && (light.brightness !== 1 || light.contrast !== 1) && (
        <Button look="quiet" size="small" onClick={() => pane.desk.lighten(plain)}>
          {mediaWords('fields.image.light')}
        </Button>
      )}
      <span className={styles.zoom}>
        <Button look="quiet" size="small" aria-label={t('shapes.out')} icon="minus" keyHint="_" disabled={scale === 1} onClick={() => pane.zoom(1 / 1.4)} />
        <span className={styles.scale}>{t('shapes.scale', { n: Math.round(scale * 100) })}</span>
        <Button look="quiet" size="small" aria-label={t('shapes.in')} icon="plus" keyHint="+" onClick={() => pane.zoom(1.4)} />
        <Button look="quiet" size="small" keyHint="w" disabled={scale === 1} onClick={() => pane.fit()}>
          {t('shapes.fit')}
        </Button>
      </span>
    </div>
  )
}
