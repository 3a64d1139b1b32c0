import { Link } from '@tanstack/react-router'
import type { ModelPage } from '@/api'
import { percent } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import styles from './Errors.module.css'
import { t } from './strings'

/** Where the model is surest and wrong: either it or the answer wants a look. */
export function Errors({ project, of, book }: { project: number; of: ModelPage['errors']; book: Map<string, Shown> }) {
  if (of.length === 0) return <p className="quiet">{t('models.errors.none')}</p>
  return (
    <ul className={styles.list}>
      {of.map((error) => (
        <li key={error.item} className={styles.error}>
          <Link className={styles.text} to={`/p/${project}/data/${error.item}`}>
            {error.text}
          </Link>
          <p className={styles.says}>
            <span className="quiet">{t('models.errors.says')}</span> <LabelName id={error.answer} book={book} />
          </p>
          <p className={styles.says}>
            <span className="quiet">{t('models.errors.model')}</span> <LabelName id={error.predicted} book={book} /> <span className="quiet">{percent(error.p, 0)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
