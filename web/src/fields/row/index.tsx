import type { FieldKind, FieldProps } from '../field'
import { t } from '../words'
import styles from './row.module.css'

type Cell = string | number | boolean | null

const cellsOf = (value: unknown): [string, Cell][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])
const isBlank = (cell: Cell): boolean => cell === null || cell === ''

/** Names and values of a row. */
export const row: FieldKind = {
  kind: 'row',
  isEmpty: (field) => cellsOf(field.value).every(([, cell]) => isBlank(cell)),
  Body: ({ field }: FieldProps) => (
    <dl className={styles.row}>
      {cellsOf(field.value).map(([name, cell]) => (
        <div key={name} className={styles.cell}>
          <dt>{name}</dt>
          <dd data-number={typeof cell === 'number' || undefined} dir="auto">
            {isBlank(cell) ? <span className="quiet">{t('fields.cell.empty')}</span> : wordsOf(cell)}
          </dd>
        </div>
      ))}
    </dl>
  ),
  brief: (value) =>
    cellsOf(value)
      .filter(([, cell]) => !isBlank(cell))
      .map(([name, cell]) => `${name}: ${wordsOf(cell)}`)
      .join(' · '),
}

const wordsOf = (cell: Cell): string => (typeof cell === 'boolean' ? t(cell ? 'fields.cell.true' : 'fields.cell.false') : String(cell))
