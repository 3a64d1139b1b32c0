import type { Field, PreviewColumn, Question } from '@/api'
import { Chip } from '../Chip'
import { Select, type Option } from '../Form'
import { Icon } from '../icons'
import styles from './ColumnUses.module.css'
import { t } from './strings'
import { answering, isShow, uses, type ColumnUse, type Use, type Wrong } from './uses'

export interface ColumnUsesProps {
  columns: readonly ColumnUse[]
  about: readonly PreviewColumn[]
  onChange: (column: ColumnUse) => void
  /** The fields of a project that exists; without them columns make new fields. */
  fields?: readonly Field[]
  questions?: readonly Question[]
}

/** "What is each column?": one select a column, with the reason of the suggestion. */
export function ColumnUses({ columns, about, onChange, fields, questions = [] }: ColumnUsesProps) {
  const options = optionsFor(fields)
  return (
    <section className={styles.uses} aria-labelledby="column-uses">
      <header className={styles.head}>
        <h3 id="column-uses">{t('intake.what')}</h3>
        <Chip tone="suggestion" icon="spark">
          {t('intake.suggested')}
        </Chip>
      </header>
      <ul className={styles.list}>
        {columns.map((column, index) => (
          <li key={column.name} className={styles.row}>
            <code className={styles.name}>{column.name}</code>
            <Icon name="back" className={styles.arrow} />
            <div className={styles.selects}>
              <Select
                bare
                label={t('intake.use', { name: column.name })}
                options={options}
                value={valueOf(column, fields)}
                help={about[index] && isTaken(column, about[index]) ? about[index].role_reason : undefined}
                onChange={(event) => onChange(asking({ ...column, ...useOf(event.target.value, fields) }, questions))}
              />
              {answering.includes(column.use) && questions.length > 1 && <Answers column={column} questions={questions} onChange={onChange} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is shown is what is sent: an answer is about the question that stands there. */
const asking = (column: ColumnUse, questions: readonly Question[]): ColumnUse =>
  answering.includes(column.use) && questions.length > 1 ? { ...column, question: column.question ?? questions[0]?.id } : column

function Answers({ column, questions, onChange }: { column: ColumnUse; questions: readonly Question[]; onChange: (column: ColumnUse) => void }) {
  const options = questions.map((question) => ({ value: question.id, name: t('intake.answers', { name: question.name }) }))
  return <Select bare label={t('intake.use', { name: column.name })} options={options} value={column.question ?? questions[0]?.id} onChange={(event) => onChange({ ...column, question: event.target.value })} />
}

function optionsFor(fields: readonly Field[] | undefined): Option[] {
  const plain = uses.filter((use) => !fields || !isShow(use)).map((use) => ({ value: use, name: t(`intake.use.${use}`) }))
  return [...(fields ?? []).map((field) => ({ value: `field:${field.id}`, name: t('intake.use.field', { name: field.name || field.id }) })), ...plain]
}

/** The suggestion stands: then its reason does, too. */
const isTaken = ({ use }: ColumnUse, { role }: PreviewColumn) => use === role || (role === 'field' && (use === 'text' || use === 'title'))

const valueOf = (column: ColumnUse, fields: readonly Field[] | undefined) => (fields && column.to ? `field:${column.to}` : column.use)

function useOf(value: string, fields: readonly Field[] | undefined): Pick<ColumnUse, 'use' | 'to'> {
  const field = fields?.find((one) => `field:${one.id}` === value)
  return field ? { use: field.show, to: field.id } : { use: value as Use, to: undefined }
}

export function WrongUses({ of }: { of: readonly Wrong[] }) {
  if (of.length === 0) return null
  return (
    <div className={styles.wrong} role="alert">
      {of.map((wrong, index) => (
        <p key={index}>
          <Icon name="alert" /> {wrong.is === 'two' ? t('intake.wrong.two', { use: t(`intake.use.${wrong.use}`), names: wrong.names.join(', ') }) : t('intake.wrong.shown')}
        </p>
      ))}
    </div>
  )
}
