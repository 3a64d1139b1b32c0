import { Link } from '@tanstack/react-router'
import type { Schema } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, Icon } from '@/ui'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import styles from './ItemDrawer.module.css'
import { ItemView } from './ItemView'

export interface ItemDrawerProps {
  project: number
  item: number
  schema: Schema | undefined
  book: Map<string, Shown>
  onClose: () => void
}

/** The open item beside the table. */
export function ItemDrawer({ project, item, schema, book, onClose }: ItemDrawerProps) {
  useKeys(t('data.item'), [{ key: 'Escape', name: t('data.key.close'), run: onClose }])
  return (
    <aside className={styles.drawer} aria-label={t('data.item')}>
      <header className={styles.head}>
        <Link to={`/p/${project}/data/${item}`} className={styles.page}>
          <Icon name="external" size={14} /> {t('data.item.page')}
        </Link>
        <Button size="small" look="quiet" icon="cross" keyHint="Escape" onClick={onClose}>
          <span className="sr">{t('data.item.close')}</span>
        </Button>
      </header>
      <ItemView key={item} project={project} item={item} schema={schema} book={book} />
    </aside>
  )
}
