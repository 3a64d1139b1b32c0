import type { Beside, FieldKind, FieldProps } from '../field'
import { t } from '../words'
import styles from './row.module.css'

type Cell = string | number | boolean | null

const cellsOf = (value: unknown): [string, Cell][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])
const isBlank = (cell: Cell): boolean => cell === null || cell === ''

/** Names and values of a row. */
export const row: FieldKind = {
  kind: 'row',
  unit: 'cell',
  units: (value, only) => cellsOf(value).flatMap(([name]) => (only.length === 0 || only.includes(name) ? [name] : [])),
  unitName: (unit) => unit,
  isEmpty: (field) => cellsOf(field.value).every(([, cell]) => isBlank(cell)),
  Body,
  example: () => ({ [t('fields.example.first')]: 42, [t('fields.example.second')]: t('fields.example.value'), [t('fields.example.third')]: null }),
  brief: (value) =>
    cellsOf(value)
      .filter(([, cell]) => !isBlank(cell))
      .map(([name, cell]) => `${name}: ${wordsOf(cell)}`)
      .join(' · '),
}

const wordsOf = (cell: Cell): string => (typeof cell === 'boolean' ? t(cell ? 'fields.cell.true' : 'fields.cell.false') : String(cell))

function Body({ field, beside }: FieldProps) {
  return (
    <dl className={styles.row} data-asked={beside ? '' : undefined}>
      {cellsOf(field.value).map(([name, cell]) => (
        <Pair key={name} name={name} cell={cell} beside={beside} />
      ))}
    </dl>
  )
}

function Pair({ name, cell, beside }: { name: string; cell: Cell; beside?: Beside }) {
  const controls = beside?.draw(name)
  const isHere = controls ? beside?.at === name : false
  const unit = controls ? { 'data-unit': name, 'data-here': isHere || undefined, tabIndex: isHere ? 0 : -1, onFocus: () => beside?.onAt(name) } : {}
  return (
    <div className={styles.cell} {...unit}>
      <dt>{name}</dt>
      <dd data-number={typeof cell === 'number' || undefined} dir="auto">
        {isBlank(cell) ? <span className="quiet">{t('fields.cell.empty')}</span> : wordsOf(cell)}
      </dd>
      {controls && <dd className={styles.beside}>{controls}</dd>}
    </div>
  )
}
