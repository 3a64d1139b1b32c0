import type { Field, Schema, ShownField } from '@/api'
import { fieldKindOf } from '@/fields/registry'
import { Icon } from '@/ui'
import { t } from '../strings'
import styles from './ItemView.module.css'

/** The content of an item, blind fields marked as such: only who may see them gets them. */
export function Fields({ fields, schema }: { fields: Record<string, unknown>; schema: Schema }) {
  const rest = Object.keys(fields).filter((id) => !schema.fields.some((field) => field.id === id))
  const all: Field[] = [...schema.fields, ...rest.map((id) => ({ id, kind: 'text', name: id, show: 'metadata' as const }))]
  return (
    <dl className={styles.fields}>
      {all.map((field) => (
        <div key={field.id}>
          <dt className={styles.fieldName}>
            {field.name || field.id}
            {field.show === 'blind' && (
              <>
                <Icon name="eyeOff" size={12} /> {t('data.item.blind')}
              </>
            )}
          </dt>
          <dd className={styles.value} data-show={field.show}>
            <Content field={field} value={fields[field.id]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The body of a field as it is labelled; what stands above or beside it in few words. */
function Content({ field, value }: { field: Field; value: unknown }) {
  const kind = fieldKindOf(field.kind)
  const shown: ShownField = { ...field, show: field.show === 'blind' ? 'metadata' : field.show, value }
  if (value === undefined || kind.isEmpty(shown)) return <span className="quiet">{t('data.item.empty')}</span>
  const isBrief = field.show === 'title' || (kind.kind === 'text' && field.format !== 'markdown')
  return isBrief ? kind.brief(value) : <kind.Body field={shown} />
}
