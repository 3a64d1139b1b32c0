import type { Overview } from '@/api'
import { Interval, percent } from '@/ui'
import { How } from '@/ui/How'
import styles from './overview.module.css'
import { t } from './strings'

/** One sentence of state, large: how far, how good. */
export function Sentence({ of: { answered, items, accuracy, measure, people } }: { of: Overview['sentence'] }) {
  if (items === 0) {
    return (
      <h1 className={styles.sentence}>
        <strong>{t('overview.none')}</strong> {t('overview.none.more')}
      </h1>
    )
  }
  return (
    <h1 className={styles.sentence}>
      <strong>{answered === 0 ? t('overview.unanswered', { items }) : t('overview.answered', { answered, items })}</strong>{' '}
      {accuracy ? (
        <>
          {t('overview.measure', { name: measure.name })} <strong><Interval of={accuracy} /></strong>
          <How name={measure.name}>
            <p>{measure.how}</p>
            <p>{t('overview.accuracy.text')}</p>
            <p>{t('overview.accuracy.interval', { level: percent(accuracy.level ?? 0.95, 0), n: accuracy.n ?? 0, method: accuracy.method ?? '' })}</p>
          </How>
          {'. '}
        </>
      ) : (
        answered > 0 && `${t('overview.accuracy.none')} `
      )}
      {people > 1 && t('overview.people', { n: people })}
    </h1>
  )
}
