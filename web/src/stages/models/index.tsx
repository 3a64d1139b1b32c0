import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useFacets, useModel, useModels, useProject, useTrain } from '@/api'
import { Button, Card, EmptyState, ErrorNote, notify, Page, useProjectId } from '@/ui'
import { labelBook } from '@/kinds/book'
import { Bundle } from './Bundle'
import { Curve } from './Curve'
import { Evaluation } from './Evaluation'
import { Headline } from './Headline'
import { Help } from './Help'
import styles from './models.module.css'
import { t } from './strings'
import { TryIt } from './TryIt'
import { Unlearnt } from './Unlearnt'
import { Unreadable } from './Unreadable'
import { Versions } from './Versions'

const answered = { status: 'answered' } as const

/** The versions of the model, and all that is known of the chosen one. */
export default function Screen() {
  const project = useProjectId()
  const models = useModels(project)
  const schema = useProject(project).data?.schema
  const book = useMemo(() => labelBook(schema), [schema])
  const isText = schema?.fields.every((field) => field.show === 'metadata' || (field.kind || 'text') === 'text') ?? false
  const navigate = useNavigate()
  const wanted = Number((useSearch({ strict: false }) as { version?: number }).version) || null
  const train = useTrain(project)
  const version = wanted ?? models.data?.champion ?? models.data?.versions.find((one) => one.state !== 'training' && one.state !== 'failed')?.version ?? null
  const model = useModel(project, version)
  const retrain = () => train.mutate(undefined, { onSuccess: () => notify({ text: t('models.training') }), onError: (problem) => notify({ text: problem.message, tone: 'bad' }) })
  const actions = (
    <>
      <Button icon="refresh" busy={train.isPending} onClick={retrain}>
        {t('models.train')}
      </Button>
      {version !== null && <Bundle project={project} version={version} />}
    </>
  )
  return (
    <Page title={t('models.title')} actions={actions}>
      {models.isError && !models.data && <ErrorNote of={models.error} onRetry={() => void models.refetch()} />}
      {models.data?.versions.length === 0 && (
        <Card>
          <EmptyState icon="model" title={t('models.none')} actions={<Button look="primary" onClick={() => void navigate({ to: `/p/${project}/label` })}>{t('models.none.go')}</Button>}>
            {t('models.none.why')}
            <SoFar project={project} />
          </EmptyState>
        </Card>
      )}
      {models.data?.versions.length === 0 && <Unlearnt of={models.data.unlearnt} />}
      {models.data?.versions.length === 0 && <Unreadable project={project} />}
      {models.data && models.data.versions.length > 0 && (
        <div className={styles.page}>
          <Versions of={models.data} chosen={version} onChoose={(next) => void navigate({ to: `/p/${project}/models`, search: { version: next }, replace: true, resetScroll: false })} />
          <div className={styles.main}>
            {model.isError && <ErrorNote of={model.error} onRetry={() => void model.refetch()} />}
            {model.data && <Headline model={model.data} measure={models.data.measure} />}
            {model.data && <Evaluation project={project} model={model.data} book={book} />}
          </div>
          <div className={styles.side}>
            {isText && <TryIt project={project} book={book} />}
            <Curve of={models.data} />
            <Help of={models.data.help} />
            <Unlearnt of={models.data.unlearnt} />
            <Unreadable project={project} />
          </div>
        </div>
      )}
    </Page>
  )
}

/** How far it is to the first model. */
function SoFar({ project }: { project: number }) {
  const facets = useFacets(project, answered).data
  return facets ? <p className={styles.so}>{t('models.none.so', { n: facets.total })}</p> : null
}
