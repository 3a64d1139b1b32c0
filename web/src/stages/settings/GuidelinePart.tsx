import { useGuideline, useSaveGuideline, type Guideline, type Project } from '@/api'
import { Button, Card, ErrorNote, notify, TextArea, when } from '@/ui'
import { Markdown } from '@/ui/Markdown'
import { SaveProblem } from './SaveProblem'
import styles from './settings.module.css'
import { t } from './strings'
import { useKept } from './useKept'

/** The guideline: written left, read right. */
export function GuidelinePart({ project }: { project: Project }) {
  const guideline = useGuideline(project.id)
  if (guideline.isError && !guideline.data) return <ErrorNote of={guideline.error} onRetry={() => void guideline.refetch()} />
  if (!guideline.data) return null
  const mayWrite = project.role === 'owner' || project.role === 'manager'
  return mayWrite ? <Editor project={project.id} stored={guideline.data} onReload={() => void guideline.refetch()} /> : <Card title={t('settings.part.guideline')}><Markdown>{guideline.data.body}</Markdown></Card>
}

function Editor({ project, stored, onReload }: { project: number; stored: Guideline; onReload: () => void }) {
  const { kept, keep, forget } = useKept<string>(`inloop.guideline.${project}`)
  const save = useSaveGuideline(project)
  const body = kept?.value ?? stored.body
  const isChanged = kept !== null && kept.value !== stored.body
  const store = () =>
    save.mutate({ base_version: kept?.base ?? stored.version, body }, { onSuccess: () => (forget(), notify({ text: t('settings.saved'), tone: 'good' })) })
  const reload = () => {
    forget()
    save.reset()
    onReload()
  }
  const about = stored.version > 0 ? t('settings.guideline.of', { n: stored.version, by: stored.by_name ?? stored.by ?? 'inloop', at: when(stored.at) }) : t('settings.guideline.first')
  return (
    <div className={styles.two}>
      <Card title={t('settings.part.guideline')} aside={about}>
        <div className={styles.body}>
          <TextArea bare label={t('settings.guideline.body')} help={t('settings.guideline.help')} value={body} placeholder={t('settings.guideline.empty')} onChange={(event) => keep(stored.version, event.target.value)} />
        </div>
        {save.isError && <SaveProblem of={save.error} version={stored.version} onReload={reload} />}
        <div className={styles.foot}>
          <Button look="primary" disabled={!isChanged} busy={save.isPending} onClick={store}>
            {t('settings.guideline.save', { n: stored.version + 1 })}
          </Button>
          {isChanged && (
            <>
              <Button look="quiet" onClick={forget}>
                {t('settings.forget')}
              </Button>
              <span className="quiet small">{t('settings.draft')}</span>
            </>
          )}
        </div>
      </Card>
      <Card title={t('settings.guideline.preview')}>{body.trim() ? <Markdown>{body}</Markdown> : <p className="quiet">{t('settings.guideline.empty')}</p>}</Card>
    </div>
  )
}
