import type { Preview, PreviewColumn } from '@/api'
import { percent } from '../numbers'
import styles from './PreviewTable.module.css'
import { t } from './strings'
import type { ColumnUse } from './uses'

/** The first rows as they were read, with what each column holds; blind columns are masked at once. */
export function PreviewTable({ preview, columns, name, rows = 5 }: { preview: Preview; columns: readonly ColumnUse[]; name: string; rows?: number }) {
  const blind = new Set(columns.filter((column) => column.use === 'blind').map((column) => column.name))
  const left = new Set(columns.filter((column) => column.use === 'ignore').map((column) => column.name))
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('intake.table', { name })}>
      <table className={styles.table} data-wide>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column.name} scope="col" data-left={left.has(column.name) || undefined}>
                {column.name}
                <span className={styles.type}>{typeWords(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, rows).map((row, index) => (
            <tr key={index}>
              {preview.columns.map((column) => (
                <td key={column.name} data-left={left.has(column.name) || undefined}>
                  <Cell value={row[column.name]} isBlind={blind.has(column.name)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ value, isBlind }: { value: Preview['rows'][number][string] | undefined; isBlind: boolean }) {
  if (value === null || value === undefined || value === '') return <span className="quiet">{t('intake.empty')}</span>
  if (!isBlind) return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
  return (
    <>
      <span aria-hidden="true">••••</span>
      <span className="sr">{t('intake.hidden')}</span>
    </>
  )
}

const kindWords: Record<string, Parameters<typeof t>[0]> = { row: 'intake.type.row', conversation: 'intake.type.conversation', image: 'intake.type.image', audio: 'intake.type.audio' }

function typeWords(column: PreviewColumn): string {
  const words = kindWords[column.kind]
  if (words) return t(words)
  if (column.unique) return t('intake.type.unique')
  if (column.filled < 0.995) return t('intake.type.filled', { type: column.type, share: percent(column.filled, 0) })
  const n = Math.round(column.median_words ?? 0)
  return column.type === 'text' && n > 1 ? t('intake.type.words', { type: column.type, n }) : column.type
}
