import type { CSSProperties } from 'react'
import type { ModelPage } from '@/api'
import { LabelSwatch } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import { shownOf, type Shown } from '@/ui/labels'
import styles from './Confusion.module.css'
import { t } from './strings'

/** Each row sums to what people say; the deeper a cell off the diagonal, the oftener this mix-up. */
export function Confusion({ of, book }: { of: ModelPage['confusion']; book: Map<string, Shown> }) {
  if (!of || of.labels.length === 0) return <p className="quiet">{t('models.class.none')}</p>
  const nameOf = (id: string) => shownOf(book, id)?.name ?? id
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('models.confusion')}>
      <table className={styles.table} data-wide>
        <caption className="sr">{t('models.confusion.aside')}</caption>
        <thead>
          <tr>
            <td />
            {of.labels.map((id) => (
              <th key={id} scope="col" title={nameOf(id)}>
                <LabelSwatch position={shownOf(book, id)?.position ?? 0} />
                <span className="sr">{nameOf(id)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.labels.map((answer, row) => (
            <tr key={answer}>
              <th scope="row">
                <LabelName id={answer} book={book} />
              </th>
              {of.labels.map((predicted, column) => {
                const n = of.counts[row]?.[column] ?? 0
                const total = of.counts[row]?.reduce((sum, one) => sum + one, 0) ?? 0
                const isRight = row === column
                return (
                  <td key={predicted} title={t(isRight ? 'models.confusion.right' : 'models.confusion.cell', { n, answer: nameOf(answer), predicted: nameOf(predicted) })} data-right={isRight || undefined} style={{ '--share': total ? n / total : 0 } as CSSProperties}>
                    {n || ''}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
