import { queries, keys, useSaveSchema, type Project, type Schema } from '@/api'
import { isSound, Questions, settled } from '@/questions'
import { Button, Card, notify } from '@/ui'
import { SaveProblem } from '../SaveProblem'
import { t } from '../strings'
import { useKept } from '../useKept'
import { changesOf } from './changes'
import { Fields } from './Fields'
import { Preview } from './Preview'
import styles from './schema.module.css'
import { wordsOf } from './words'

/** What is asked: edited left, tried right, and what the change means. */
export function SchemaPart({ project }: { project: Project }) {
  const { kept, keep, forget } = useKept<Schema>(`inloop.schema.${project.id}`)
  const save = useSaveSchema(project.id)
  const schema = kept?.value ?? project.schema
  const changes = changesOf(project.schema, schema)
  const isReady = schema.questions.every((question) => isSound(question, schema.fields))
  const put = (change: Partial<Schema>) => keep(project.schema_version, { ...schema, ...change })
  const store = () =>
    save.mutate(
      { base_version: kept?.base ?? project.schema_version, schema: settled(schema, project.schema.questions) },
      { onSuccess: () => (forget(), notify({ text: t('settings.saved'), tone: 'good' })), onError: () => void queries.invalidateQueries({ queryKey: keys.of(project.id, 'project') }) },
    )
  const reload = () => {
    forget()
    save.reset()
  }
  return (
    <div className={styles.two}>
      <div className={styles.column}>
        <section className={styles.column} aria-labelledby="schema-questions">
          <h2 id="schema-questions" className={styles.title}>
            {t('settings.schema.questions')} <span className="quiet small">{t('settings.schema.version', { n: project.schema_version })}</span>
          </h2>
          <Questions questions={schema.questions} fields={schema.fields} target={schema.target} stored={project.schema.questions} onChange={(questions, target) => put({ questions, target })} />
        </section>
        <Fields fields={schema.fields} onChange={(fields) => put({ fields })} />
      </div>
      <div className={`${styles.column} ${styles.side}`}>
        <Preview schema={schema} />
        <Card title={t('settings.schema.changes')}>
          {changes.length === 0 ? <p className="quiet">{t('settings.schema.changes.none')}</p> : <p className="quiet small">{t('settings.schema.changes.keep')}</p>}
          <ul className={styles.changes}>
            {changes.map(wordsOf).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          {save.isError && <SaveProblem of={save.error} version={project.schema_version} onReload={reload} />}
          <div className={styles.foot}>
            <Button look="primary" disabled={changes.length === 0 || !isReady} busy={save.isPending} onClick={store}>
              {t('settings.schema.save', { n: project.schema_version + 1 })}
            </Button>
            {changes.length > 0 && (
              <Button look="quiet" onClick={reload}>
                {t('settings.forget')}
              </Button>
            )}
          </div>
        </Card>
      </div>
    </div>
  )
}
