import { Button } from '@/ui/Button'
import { Icon } from '@/ui/icons'
import { saidInWords } from '../attributes'
import { share } from '../labels'
import { accept, reject, suggestionInHand, wide } from './acts'
import type { Hand } from './hand'
import styles from './shapes.module.css'
import { t } from './words'

const MOST = 50

/** What is suggested and waits for a word: nothing counts before it is accepted. */
export function Suggestions({ hand, focused }: { hand: Hand; focused: boolean }) {
  const inHand = suggestionInHand(hand)
  return (
    <section aria-label={t('shapes.suggestions.of', { question: hand.question.name })}>
      <div className={styles.head}>
        <h3>
          <Icon name="spark" size={12} /> {t('shapes.suggestions')}
        </h3>
        <Button size="small" keyHint={focused ? 'shift+a' : undefined} onClick={() => accept(hand, hand.suggested)}>
          {t('shapes.accept.all')}
        </Button>
      </div>
      <ol className={styles.list}>
        {hand.suggested.slice(0, MOST).map((one) => {
          const words = { label: hand.nameOf(one.part), wide: wide(one.part) }
          const isPicked = hand.desk.snapshot().picked.has(one.key)
          const keyed = focused && one.key === inHand?.key
          return (
            <li key={one.key} className={styles.row} data-suggested="" data-picked={isPicked || undefined}>
              <div className={styles.line}>
                <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={() => hand.desk.pick(one.key)}>
                  <span className={styles.name}>{words.label}</span>
                  <span className={styles.said}>{words.wide}</span>
                  <span className={styles.said}>{saidInWords(hand.question, one.part)}</span>
                  {one.p !== null && <span className={styles.said}>{t('shapes.sure', { p: share(one.p) })}</span>}
                </button>
                <Button look="quiet" size="small" icon="check" keyHint={keyed ? 'a' : undefined} aria-label={t('shapes.accept', words)} onClick={() => accept(hand, [one])} />
                <Button look="quiet" size="small" icon="cross" keyHint={keyed ? 'd' : undefined} aria-label={t('shapes.reject', words)} onClick={() => reject(hand, one)} />
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
