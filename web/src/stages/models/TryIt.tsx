import { useState, type FormEvent } from 'react'
import { usePredict, type Predictions } from '@/api'
import { Button, Card, ErrorNote, percent, TextArea } from '@/ui'
import { LabelName } from '@/ui/LabelName'
import type { Shown } from '@/ui/labels'
import styles from './models.module.css'
import { t } from './strings'

interface Part {
  label?: string
  p?: number
  start?: number
  end?: number
  target?: { start: number; end: number } | null
}

/** Type a text, see what the model in use says of it. */
export function TryIt({ project, book }: { project: number; book: Map<string, Shown> }) {
  const [text, setText] = useState('')
  const predict = usePredict(project)
  const ask = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim()) predict.mutate([text])
  }
  return (
    <Card title={t('models.try')}>
      <form className={styles.try} onSubmit={ask}>
        <TextArea bare label={t('models.try.label')} placeholder={t('models.try.eg')} rows={3} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ask()} />
        <Button type="submit" busy={predict.isPending} disabled={!text.trim()}>
          {t('models.try.go')}
        </Button>
        {predict.isError && <ErrorNote of={predict.error} />}
        <div aria-live="polite">{predict.data && <Said of={predict.data} book={book} text={predict.variables?.[0] ?? ''} />}</div>
      </form>
    </Card>
  )
}

function Said({ of, book, text }: { of: Predictions; book: Map<string, Shown>; text: string }) {
  const parts = (of.predictions[0]?.parts ?? []) as readonly Part[]
  const likeliest = Object.entries(of.predictions[0]?.probabilities ?? {}).sort(([, a], [, b]) => b - a).slice(0, 5)
  return (
    <>
      <p className="quiet small">{t('models.try.said', { version: t('models.version', { n: of.version }) })}</p>
      {likeliest.length === 0 && of.predictions[0] && (
        <p>
          {of.predictions[0].label} <span className="quiet">{percent(of.predictions[0].p, 0)}</span>
        </p>
      )}
      <ul className={styles.said}>
        {parts.map((part, place) => {
          const at = part.target ?? part
          return (
            <li key={place}>
              <LabelName id={part.label ?? ''} book={book} />
              <q className={styles.words}>{text.slice(at.start, at.end)}</q>
              <span>{percent(part.p ?? 0, 0)}</span>
            </li>
          )
        })}
        {likeliest.map(([label, p]) => (
          <li key={label}>
            <LabelName id={label} book={book} />
            <span className={styles.hatched} aria-hidden="true">
              <span style={{ width: `${p * 100}%` }} />
            </span>
            <span>{percent(p, 0)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
