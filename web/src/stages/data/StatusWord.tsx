import { Icon, type IconName } from '@/ui'
import { statuses } from './filter'
import styles from './StatusWord.module.css'
import { t } from './strings'

const icons: Record<string, IconName> = { answered: 'check', disputed: 'alert', flagged: 'flag', skipped: 'skip', unreadable: 'alert', deleted: 'trash' }

/** A status as icon and word; unanswered is the quiet one. */
export function StatusWord({ of }: { of: string }) {
  const known = [...statuses, 'deleted' as const].find((status) => status === of)
  const icon = icons[of]
  return (
    <span className={styles.word} data-status={of}>
      {icon && <Icon name={icon} size={12} />}
      {known ? t(`data.status.${known}`) : of}
    </span>
  )
}
