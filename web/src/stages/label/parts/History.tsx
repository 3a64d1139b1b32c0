import { Suspense, useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '@/api/client'
import { keys } from '@/api/query'
import type { HistoryPage, HistoryRow, Project, Question } from '@/api'
import { contentOf } from '@/fields/media'
import { describe, kindOf } from '@/kinds/registry'
import { Button, ErrorNote, Icon, notify, when } from '@/ui'
import { sureWord } from '@/ui/sure'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './Drawer.module.css'

/** One's own answers, each open to correction. */
export default function History({ project, workbench, onClose }: { project: Project; workbench: Workbench; onClose: () => void }) {
  const history = useInfiniteQuery({
    queryKey: keys.of(project.id, 'history'),
    queryFn: ({ pageParam }) => call<HistoryPage>(`/projects/${project.id}/history`, { query: { cursor: pageParam, limit: 30 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })
  const rows = history.data?.pages.flatMap((page) => page.rows) ?? []
  const change = (row: HistoryRow) =>
    workbench.reopen(row.annotation).then(onClose, (problem: Error) => notify({ text: problem.message, tone: 'bad' }))
  return (
    <aside className={styles.drawer} aria-label={t('label.history')}>
      <header className={styles.head}>
        <Icon name="history" />
        <h2>{t('label.history')}</h2>
        <Button size="small" look="quiet" keyHint="h" className={styles.close} onClick={onClose}>
          {t('label.close')}
        </Button>
      </header>
      <div className={styles.body} tabIndex={0} role="region" aria-label={t('label.history')}>
        {history.error && <ErrorNote of={history.error} onRetry={() => void history.refetch()} />}
        {history.data && rows.length === 0 && <p className="quiet">{t('label.history.none')}</p>}
        <ul className={styles.rows}>
          {rows.map((row) => (
            <Row key={row.annotation} row={row} project={project} onChange={() => void change(row)} />
          ))}
        </ul>
        {history.hasNextPage && <Button onClick={() => void history.fetchNextPage()}>{t('label.history.more')}</Button>}
      </div>
    </aside>
  )
}

const said = ({ values, confidence }: HistoryRow, question: Question): string => {
  const sure = confidence?.[question.id]
  return describe(question, values[question.id]) + (sure === undefined ? '' : `, ${sureWord(sure)}`)
}

function Row({ row, project, onChange }: { row: HistoryRow; project: Project; onChange: () => void }) {
  const answers = project.schema.questions.filter((question) => row.values[question.id] !== undefined)
  return (
    <li>
      <div className={styles.text}>
        <p className={styles.excerpt}>{row.text}</p>
        <p className={styles.values}>
          <b>{answers.map((question) => said(row, question)).join(' · ')}</b> {row.note}
        </p>
        <OnContent row={row} questions={answers} />
      </div>
      {row.flag && <Icon name="flag" size={14} />}
      <span className={styles.time}>{when(row.at)}</span>
      <Button size="small" onClick={onChange}>
        {t('label.history.change')}
      </Button>
    </li>
  )
}

/** The answers that point into content, drawn on it once somebody wants to see. */
function OnContent({ row, questions }: { row: HistoryRow; questions: readonly Question[] }) {
  const [isOpen, setOpen] = useState(false)
  const drawn = questions.flatMap((question) => {
    const { Reading } = kindOf(question)
    const value = row.values[question.id]
    const field = row.fields.find(({ id }) => id === question.on)
    return Reading && value != null && field ? [<Reading key={question.id} question={question} value={value} content={contentOf(field)} />] : []
  })
  if (drawn.length === 0) return null
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('label.history.on')}</summary>
      {isOpen && <Suspense>{drawn}</Suspense>}
    </details>
  )
}
