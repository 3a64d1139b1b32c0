import { percent } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import styles from './ItemView.module.css'

const most = 5

/** A suggestion is hatched, never filled: the model's guess, not an answer. */
export function Probabilities({ of, book }: { of: Record<string, number> | null; book: Map<string, Shown> }) {
  const likeliest = Object.entries(of ?? {}).sort(([, a], [, b]) => b - a).slice(0, most)
  return (
    <section>
      <h2 className={styles.title}>{t('data.item.prediction')}</h2>
      {likeliest.length === 0 && <p className="quiet">{t('data.item.prediction.none')}</p>}
      <ul className={styles.bars}>
        {likeliest.map(([label, p]) => (
          <li key={label}>
            <LabelName id={label} book={book} />
            <span className={styles.hatched} aria-hidden="true">
              <span style={{ width: `${p * 100}%` }} />
            </span>
            <span>{percent(p, 0)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
