import { Suspense } from 'react'
import type { ItemPageFull, Schema } from '@/api'
import { describe, kindOf } from '@/kinds/registry'
import { percent } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import { t } from '../strings'
import styles from './ItemView.module.css'

type Merged = ItemPageFull['merged'][number]

/** What people say, together: in words, and what was merged of several answers drawn on the content. */
export function Agreed({ of, schema, book }: { of: ItemPageFull; schema: Schema; book: Map<string, Shown> }) {
  const merged = of.merged.filter(({ answers }) => answers > 1)
  return (
    <section aria-label={t('data.item.consensus')}>
      <h2 className={styles.title}>{t('data.item.consensus')}</h2>
      {of.consensus && (
        <p className={styles.line}>
          <LabelName id={of.consensus.label} book={book} /> <span className="quiet">{percent(of.consensus.posterior, 0)}</span>
        </p>
      )}
      {!of.consensus && merged.length === 0 && <p className="quiet">{t('data.item.consensus.none')}</p>}
      {merged.map((one) => (
        <Drawn key={one.question} of={one} schema={schema} fields={of.fields} />
      ))}
    </section>
  )
}

function Drawn({ of, schema, fields }: { of: Merged; schema: Schema; fields: Record<string, unknown> }) {
  const question = schema.questions.find(({ id }) => id === of.question)
  if (!question) return null
  const { Reading } = kindOf(question)
  const content = fields[question.on ?? '']
  return (
    <div>
      <p className="quiet small">
        {schema.questions.length > 1 && `${question.name} `}
        {t(of.disputed ? 'data.item.merged.disputed' : 'data.item.merged', { n: of.answers, p: percent(of.posterior, 0) })}
      </p>
      {Reading && content !== undefined ? (
        <Suspense>
          <Reading question={question} value={of.value} content={content} />
        </Suspense>
      ) : (
        <p>{describe(question, of.value)}</p>
      )}
    </div>
  )
}
