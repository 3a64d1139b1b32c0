import type { Field } from '@/api'
import { Card, Select, TextInput } from '@/ui'
import { t } from '../strings'
import styles from './schema.module.css'

const shows = ['text', 'title', 'metadata', 'blind'] as const
const formats = ['plain', 'markdown'] as const

/** What is shown of an item, and how. */
export function Fields({ fields, onChange }: { fields: readonly Field[]; onChange: (fields: Field[]) => void }) {
  const put = (field: Field) => onChange(fields.map((one) => (one.id === field.id ? field : one)))
  return (
    <Card title={t('settings.schema.fields')} aside={t('settings.schema.fields.aside')}>
      <ul className={styles.fields}>
        {fields.map((field) => (
          <li key={field.id} className={styles.field}>
            <code>{field.id}</code>
            <TextInput bare label={t('settings.schema.field.name', { id: field.id })} value={field.name} onChange={(event) => put({ ...field, name: event.target.value })} />
            <Select
              bare
              label={t('settings.schema.field.show', { id: field.id })}
              value={field.show}
              options={shows.map((value) => ({ value, name: t(`settings.show.${value}`) }))}
              onChange={(event) => put({ ...field, show: shows.find((show) => show === event.target.value) ?? 'text' })}
            />
            {field.kind === 'text' && field.show === 'text' && (
              <Select
                bare
                label={t('settings.schema.field.format', { id: field.id })}
                value={field.format ?? 'plain'}
                options={formats.map((value) => ({ value, name: t(`settings.format.${value}`) }))}
                onChange={(event) => put({ ...field, format: event.target.value === 'markdown' ? 'markdown' : 'plain' })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
