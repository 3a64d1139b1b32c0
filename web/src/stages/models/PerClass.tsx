import type { Interval as Shape, ModelPage } from '@/api'
import { count, Interval } from '@/ui'
import { IntervalBar } from '@/ui/IntervalBar'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import styles from './PerClass.module.css'
import { t } from './strings'

/** Precision and recall of each label, every interval drawn on one scale. */
export function PerClass({ of, book }: { of: ModelPage['per_class']; book: Map<string, Shown> }) {
  if (of.length === 0) return <p className="quiet">{t('models.class.none')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('models.class')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('models.class.label')}</th>
            <th scope="col" className={styles.n}>
              {t('models.class.n')}
            </th>
            <th scope="col" colSpan={2}>
              {t('models.class.recall')}
            </th>
            <th scope="col" colSpan={2}>
              {t('models.class.precision')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <LabelName id={row.label} book={book} />
              </th>
              <td className={styles.n}>{count(row.n)}</td>
              <Measure of={row.recall} />
              <Measure of={row.precision} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Measure({ of }: { of: Shape | null }) {
  return (
    <>
      <td className={styles.bar}>{of && <IntervalBar of={of} />}</td>
      <td className={styles.number}>
        <Interval of={of} none="–" />
      </td>
    </>
  )
}
