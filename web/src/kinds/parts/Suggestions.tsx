import { Button } from '@/ui/Button'
import { Icon } from '@/ui/icons'
import { share } from '../labels'
import styles from './parts.module.css'
import { t } from './partWords'

const MOST = 50

/** One part that is suggested, in words, and what may be done about it. */
export interface Waiting {
  key: string
  label: string
  text: string
  /** What else is suggested of it, such as its category and its attributes. */
  said?: string
  /** How sure the model is, where it can say so. */
  p: number | null
  isPicked: boolean
  /** The keys speak of it. */
  isInHand: boolean
  pick(): void
  accept(): void
  reject(): void
}

interface SuggestionsProps {
  /** Whose they are, where several questions may have some. */
  of?: string
  waiting: readonly Waiting[]
  focused: boolean
  onAcceptAll: () => void
  onRejectAll?: () => void
  /** What accepts all. */
  allKey?: string
}

/** What is suggested and waits for a word: nothing counts before it is accepted. */
export function Suggestions({ of, waiting, focused, onAcceptAll, onRejectAll, allKey }: SuggestionsProps) {
  return (
    <section aria-label={of ? t('parts.suggestions.of', { question: of }) : t('parts.suggestions')}>
      <div className={styles.head}>
        <h3>
          <Icon name="spark" size={12} /> {t('parts.suggestions')}
        </h3>
        <Button size="small" keyHint={focused ? allKey : undefined} onClick={onAcceptAll}>
          {t('parts.accept.all')}
        </Button>
        {onRejectAll && (
          <Button size="small" look="quiet" onClick={onRejectAll}>
            {t('parts.reject.all')}
          </Button>
        )}
      </div>
      <ol className={styles.list}>
        {waiting.slice(0, MOST).map(({ key, label, text, said, p, isPicked, isInHand, pick, accept, reject }) => (
          <li key={key} className={styles.row} data-suggested="" data-picked={isPicked || undefined}>
            <div className={styles.line}>
              <button type="button" className={styles.pick} aria-pressed={isPicked} onClick={pick}>
                <span className={styles.name}>{label}</span>
                <bdi className={styles.excerpt}>{text}</bdi>
                {said && <span className={styles.said}>{said}</span>}
                {p !== null && <span className={styles.said}>{t('parts.sure', { p: share(p) })}</span>}
              </button>
              <Button look="quiet" size="small" icon="check" keyHint={focused && isInHand ? 'a' : undefined} aria-label={t('parts.accept', { label, text })} onClick={accept} />
              <Button look="quiet" size="small" icon="cross" keyHint={focused && isInHand ? 'd' : undefined} aria-label={t('parts.reject', { label, text })} onClick={reject} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
