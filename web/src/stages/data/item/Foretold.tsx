import { Suspense } from 'react'
import type { Schema, Value } from '@/api'
import { describe, kindOf } from '@/kinds/registry'
import { percent } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import styles from './ItemView.module.css'

interface Part {
  start?: number
  end?: number
  target?: { start: number; end: number } | null
  label?: string
  p?: number
}

interface ForetoldProps {
  of: readonly unknown[] | { value: unknown; p: number }
  schema: Schema
  /** What the item holds now. */
  fields: Record<string, unknown> | null | undefined
  book: Map<string, Shown>
}

const most = 20

/** A predicted value in words, or predicted parts where they lie on the content, and each with its chance, the likeliest first. */
export function Foretold({ of, schema, fields, book }: ForetoldProps) {
  const question = schema.questions.find(({ id }) => id === schema.target)
  if (!question) return null
  const parts: readonly Part[] = 'value' in of ? [] : (of as readonly Part[])
  const value = ('value' in of ? of.value : parts.map(({ p: _, ...part }) => part)) as Value
  const { Reading } = kindOf(question)
  const content = fields?.[question.on ?? '']
  const listed = [...parts].sort((a, b) => (b.p ?? 0) - (a.p ?? 0)).slice(0, most)
  return (
    <section data-foretold="">
      <h2 className={styles.title}>{t('data.item.prediction')}</h2>
      <p>
        {describe(question, value)} {'value' in of && <span className="quiet">{percent(of.p, 0)}</span>}
      </p>
      {Reading && content !== undefined && (
        <Suspense>
          <Reading question={question} value={value} content={content} />
        </Suspense>
      )}
      <ul className={styles.bars}>
        {listed.map((part, place) => (
          <li key={place}>
            <span className={styles.part}>
              <LabelName id={part.label ?? ''} book={book} /> {wordsOf(part, content)}
            </span>
            <span className={styles.hatched} aria-hidden="true">
              <span style={{ width: `${(part.p ?? 0) * 100}%` }} />
            </span>
            <span>{percent(part.p ?? 0, 0)}</span>
          </li>
        ))}
      </ul>
      {parts.length > most && <p className="quiet small">{t('data.item.prediction.more', { n: parts.length - most })}</p>}
    </section>
  )
}

/** The words that a part of a text is about, so that parts with one label can be told apart. */
function wordsOf(part: Part, content: unknown) {
  const at = part.target ?? part
  if (typeof content !== 'string' || at.start === undefined || at.end === undefined) return null
  return <q className="quiet">{content.slice(at.start, at.end)}</q>
}
