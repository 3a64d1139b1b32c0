import { Suspense } from 'react'
import type { Annotation, ItemPageFull, Question, Schema } from '@/api'
import { describe, kindOf } from '@/kinds/registry'
import { Chip, duration, when } from '@/ui'
import { sureWord } from '@/ui/sure'
import { t } from '../strings'
import styles from './ItemView.module.css'

type Revisions = ItemPageFull['revisions']

/** Who answered what, when, and in what time. */
export function Answers({ of, schema, revisions }: { of: readonly Annotation[]; schema: Schema; revisions: Revisions }) {
  return (
    <section>
      <h2 className={styles.title}>{t('data.item.answers')}</h2>
      {of.length === 0 && <p className="quiet">{t('data.item.answers.none')}</p>}
      <ul className={of.length ? styles.answers : undefined}>
        {of.map((annotation) => (
          <li key={annotation.id} className={styles.answer} data-gone={isGone(annotation) || undefined}>
            <p className={styles.who}>
              <strong>{annotation.annotator}</strong>
              <span className="quiet">{when(annotation.at)}</span>
              {annotation.active_ms > 0 && <span className="quiet">{duration(annotation.active_ms / 1000)}</span>}
              {annotation.reason && <span className="quiet">{t('data.item.reason', { reason: annotation.reason })}</span>}
              {annotation.bulk && <Chip icon="items">{t('data.bulk.mark')}</Chip>}
              {annotation.late && <Chip icon="clock">{t('data.item.late')}</Chip>}
              {annotation.state === 'withdrawn' && <Chip icon="undo">{t('data.item.withdrawn')}</Chip>}
              {annotation.state === 'superseded' && <Chip icon="history">{t('data.item.superseded')}</Chip>}
            </p>
            {schema.questions
              .filter((question) => annotation.values[question.id] !== undefined)
              .map((question) => (
                <div key={question.id}>
                  {schema.questions.length > 1 && <span className="quiet">{question.name} </span>}
                  {describe(question, annotation.values[question.id])}
                  {annotation.confidence?.[question.id] !== undefined && <span className="quiet"> · {sureWord(annotation.confidence[question.id] ?? 0)}</span>}
                  <OnContent question={question} annotation={annotation} revisions={revisions} />
                </div>
              ))}
            {annotation.note && <p className={styles.note}>{annotation.note}</p>}
          </li>
        ))}
      </ul>
      {schema.questions.map((question) => (
        <Beside key={question.id} question={question} of={of} />
      ))}
    </section>
  )
}

/** A standing answer on the content that it points into, as that was then. */
function OnContent({ question, annotation, revisions }: { question: Question; annotation: Annotation; revisions: Revisions }) {
  const { Reading } = kindOf(question)
  const value = annotation.values[question.id]
  const content = revisions.find(({ rev }) => rev === annotation.rev)?.fields?.[question.on ?? '']
  if (!Reading || value == null || content === undefined || isGone(annotation)) return null
  return (
    <Suspense>
      <Reading question={question} value={value} content={content} />
    </Suspense>
  )
}

const isGone = ({ state }: Annotation) => state === 'withdrawn' || state === 'superseded'

/** The standing answers to a question drawn together, where its kind can. */
function Beside({ question, of }: { question: Question; of: readonly Annotation[] }) {
  const { Together } = kindOf(question)
  const said = of.flatMap((one) => {
    const value = one.values[question.id]
    return isGone(one) || value == null ? [] : [{ who: one.annotator, value }]
  })
  if (!Together || said.length === 0) return null
  return (
    <Suspense>
      <Together question={question} said={said} />
    </Suspense>
  )
}
