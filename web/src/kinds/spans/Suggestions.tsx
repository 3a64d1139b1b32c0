import { Button } from '@/ui/Button'
import { Icon } from '@/ui/icons'
import { share } from '../labels'
import { accept, reject, suggestionInHand } from './acts'
import type { Hand } from './hand'
import { keyOf } from './span'
import { t } from './spanWords'
import styles from './spans.module.css'

const MOST = 50

/** What is suggested and waits for a word: nothing counts before it is accepted. */
export function Suggestions({ hand, focused }: { hand: Hand; focused: boolean }) {
  const inHand = suggestionInHand(hand)
  return (
    <section aria-label={t('spans.suggestions')}>
      <div className={styles.head}>
        <h3>
          <Icon name="spark" size={12} /> {t('spans.suggestions')}
        </h3>
        <Button size="small" onClick={() => accept(hand, hand.suggested.map(({ span }) => span))}>
          {t('spans.accept.all')}
        </Button>
      </div>
      <ol className={styles.list}>
        {hand.suggested.slice(0, MOST).map(({ span, p }) => {
          const words = { label: hand.nameOf(span), text: hand.excerpt(span) }
          const isPicked = span === hand.pickedSuggestion
          const keyed = focused && span === inHand
          return (
            <li key={keyOf(span)} className={styles.row} data-suggested="" data-picked={isPicked || undefined}>
              <div className={styles.line}>
                <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={() => hand.pick(span, true)}>
                  <span className={styles.name}>{words.label}</span>
                  <bdi className={styles.excerpt}>{words.text}</bdi>
                  {p !== null && <span className={styles.said}>{t('spans.sure', { p: share(p) })}</span>}
                </button>
                <Button look="quiet" size="small" icon="check" keyHint={keyed ? 'a' : undefined} aria-label={t('spans.accept', words)} onClick={() => accept(hand, [span])} />
                <Button look="quiet" size="small" icon="cross" keyHint={keyed ? 'd' : undefined} aria-label={t('spans.reject', words)} onClick={() => reject(hand, span)} />
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
