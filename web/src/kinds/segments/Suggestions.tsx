import { Button } from '@/ui/Button'
import { Icon } from '@/ui/icons'
import { share } from '../labels'
import { accept, reject, suggestionInHand } from './acts'
import type { Hand } from './hand'
import { keyOf } from './segment'
import { t } from './segmentWords'
import styles from './segments.module.css'

const MOST = 50

/** What is suggested and waits for a word: nothing counts before it is taken. */
export function Suggestions({ hand, focused }: { hand: Hand; focused: boolean }) {
  const inHand = suggestionInHand(hand)
  const all = hand.suggested.map(({ segment }) => segment)
  return (
    <section aria-label={t('segments.suggestions')}>
      <div className={styles.head}>
        <h3>
          <Icon name="spark" size={12} /> {t('segments.suggestions')}
        </h3>
        <Button size="small" onClick={() => accept(hand, all)}>
          {t('segments.accept.all')}
        </Button>
        <Button size="small" look="quiet" onClick={() => reject(hand, all)}>
          {t('segments.reject.all')}
        </Button>
      </div>
      <ol className={styles.list}>
        {hand.suggested.slice(0, MOST).map(({ segment, p }) => {
          const words = { label: hand.nameOf(segment), times: hand.timesOf(segment) }
          const isPicked = segment === hand.pickedSuggestion
          const keyed = focused && segment === inHand
          return (
            <li key={keyOf(segment)} className={styles.row} data-suggested="" data-picked={isPicked || undefined}>
              <div className={styles.line}>
                <button type="button" className={styles.pick} aria-pressed={isPicked} aria-label={t('segments.pick', words)} data-enter="through" onClick={() => hand.pick(segment, { isSuggested: true })}>
                  <span className={styles.name}>{words.label}</span>
                  <span className={styles.times}>{words.times}</span>
                  {p !== null && <span className={styles.said}>{t('segments.sure', { p: share(p) })}</span>}
                </button>
                <Button look="quiet" size="small" icon="check" keyHint={keyed ? 'a' : undefined} aria-label={t('segments.accept', words)} onClick={() => accept(hand, [segment])} />
                <Button look="quiet" size="small" icon="cross" keyHint={keyed ? 'd' : undefined} aria-label={t('segments.reject', words)} onClick={() => reject(hand, [segment])} />
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
