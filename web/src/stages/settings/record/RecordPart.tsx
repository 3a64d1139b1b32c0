import { useState } from 'react'
import { useRecord, useVerifyRecord, type Project, type Verification } from '@/api'
import { Button, Card, ErrorNote, Icon, Select } from '@/ui'
import settings from '../settings.module.css'
import { t } from '../strings'
import { Events } from './Events'
import styles from './record.module.css'

const nouns = ['annotation', 'item', 'import', 'schema', 'guideline', 'person', 'role', 'invitation', 'model', 'project', 'token'] as const
const choices = [{ value: '', name: t('settings.record.about.all') }, ...nouns.map((value) => ({ value, name: t(`settings.record.about.${value}`) }))]

/** The sealed record: verify it, and read it. */
export function RecordPart({ project }: { project: Project }) {
  const [about, setAbout] = useState('')
  const record = useRecord(project.id, about)
  const verify = useVerifyRecord()
  const head = record.data?.pages[0]?.head
  const rows = record.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <Card title={t('settings.part.record')} aside={head && t('settings.record.head', { n: head.height })}>
        <p className={settings.why}>{t('settings.record.why')}</p>
        {head && (
          <p className={styles.root}>
            <span className="quiet small">{t('settings.record.root')}</span> <code>{head.root}</code>
          </p>
        )}
        <Button icon="shield" busy={verify.isPending} onClick={() => verify.mutate()}>
          {t('settings.record.verify')}
        </Button>
        <div aria-live="polite" className={styles.verdict}>
          {verify.isError && <ErrorNote of={verify.error} />}
          {verify.data?.verified && (
            <p className={styles.good}>
              <Icon name="check" /> {t('settings.record.good', { events: verify.data.events, blocks: verify.data.blocks })}
            </p>
          )}
          {verify.data && !verify.data.verified && (
            <div className={styles.bad}>
              <p>
                <Icon name="alert" /> {t('settings.record.bad')}
              </p>
              <ul>
                {verify.data.problems.map((problem) => (
                  <li key={`${problem.what} ${problem.block} ${problem.event}`}>{placeOf(problem)}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </Card>
      <Card flush>
        <div className={styles.filter}>
          <Select bare label={t('settings.record.about')} value={about} options={choices} onChange={(event) => setAbout(event.target.value)} />
        </div>
        {record.isError && <ErrorNote of={record.error} onRetry={() => void record.refetch()} />}
        {record.data && rows.length === 0 && <p className={styles.none}>{t('settings.record.none')}</p>}
        {rows.length > 0 && <Events rows={rows} project={project.id} />}
        {record.hasNextPage && (
          <div className={styles.more}>
            <Button size="small" busy={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>
              {t('settings.record.more')}
            </Button>
          </div>
        )}
      </Card>
    </>
  )
}

/** "the digest of the payload differs, block 3, event 41" */
const placeOf = ({ what, block, event }: Verification['problems'][number]) =>
  [what, block !== null && t('settings.record.in.block', { block }), event !== null && t('settings.record.in.event', { event })].filter(Boolean).join(', ')
