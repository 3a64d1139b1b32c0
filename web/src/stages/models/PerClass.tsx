import type { Interval as Shape, ModelPage } from '@/api'
import { count, Interval, percent } from '@/ui'
import { IntervalBar } from '@/ui/IntervalBar'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import styles from './PerClass.module.css'
import { t } from './strings'

/** Precision and recall of each label, every interval drawn on one scale. */
export function PerClass({ of, book }: { of: ModelPage['per_class']; book: Map<string, Shown> }) {
  if (of.every((row) => !row.recall && !row.precision)) return <p className="quiet">{t('models.class.none')}</p>
  // One scale for all bars, from the tenth below the lowest: the interesting part is near the top.
  const lows = of.flatMap((row) => [row.recall?.low ?? 1, row.precision?.low ?? 1])
  const from = Math.floor(Math.min(0.9, ...lows) * 10) / 10
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('models.class')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('models.class.label')}</th>
            <th scope="col" className={styles.n}>
              {t('models.class.n')}
            </th>
            {(['recall', 'precision'] as const).map((name) => (
              <th key={name} scope="col" colSpan={2}>
                {t(`models.class.${name}`)} <span className={styles.ends}>{t('models.class.scale', { from: percent(from, 0) })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <LabelName id={row.label} book={book} />
              </th>
              <td className={styles.n} data-head={t('models.class.n')}>
                {count(row.n)}
              </td>
              <Measure of={row.recall} from={from} head={t('models.class.recall')} />
              <Measure of={row.precision} from={from} head={t('models.class.precision')} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Measure({ of, from, head }: { of: Shape | null; from: number; head: string }) {
  return (
    <>
      <td className={styles.bar} data-head={head}>
        {of && <IntervalBar of={of} from={from} />}
      </td>
      <td className={styles.number}>
        <Interval of={of} none="–" />
      </td>
    </>
  )
}
