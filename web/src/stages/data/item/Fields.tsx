import type { Schema } from '@/api'
import { Icon } from '@/ui'
import { t } from '../strings'
import styles from './ItemView.module.css'

/** The content of an item, blind fields marked as such: only who may see them gets them. */
export function Fields({ fields, schema }: { fields: Record<string, unknown>; schema: Schema }) {
  const rest = Object.keys(fields).filter((id) => !schema.fields.some((field) => field.id === id))
  const all = [...schema.fields, ...rest.map((id) => ({ id, name: id, show: 'metadata' as const }))]
  return (
    <dl className={styles.fields}>
      {all.map(({ id, name, show }) => (
        <div key={id}>
          <dt className={styles.fieldName}>
            {name || id}
            {show === 'blind' && (
              <>
                <Icon name="eyeOff" size={12} /> {t('data.item.blind')}
              </>
            )}
          </dt>
          <dd className={styles.value} data-show={show}>
            {textOf(fields[id]) || <span className="quiet">{t('data.item.empty')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A field is its text, or an envelope around it. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return 'value' in value ? textOf(value.value) : JSON.stringify(value)
  return String(value)
}
