import type { Upload } from '@/api'
import { Button } from '../Button'
import { Icon } from '../icons'
import { bytes } from '../numbers'
import { BadRows } from './BadRows'
import styles from './FileHead.module.css'
import { t } from './strings'

/** The file that was read: name, rows, size, what is broken. */
export function FileHead({ upload, title, onOther }: { upload: Upload; title: string; onOther: () => void }) {
  const { row_count, row_count_exact, bad } = upload.preview
  const rows = t(row_count_exact ? 'intake.rows' : 'intake.rows.about', { n: row_count })
  return (
    <header className={styles.head}>
      <span className={styles.icon}>
        <Icon name="data" />
      </span>
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        <p className="quiet small">
          {rows} · {bytes(upload.bytes)}
        </p>
      </div>
      <BadRows rows={bad} />
      <Button size="small" onClick={onOther}>
        {t('intake.other')}
      </Button>
    </header>
  )
}
