import { useState } from 'react'
import { useStartImport, type Loss, type Project } from '@/api'
import { Button, Card, count, ErrorNote, Icon } from '@/ui'
import { Arriving, ColumnUses, FileHead, fitUses, knownAnswers, plansOf, PreviewTable, ReadAs, useIntake, WrongUses, wrongWith, type ColumnUse, type Intake } from '@/ui/intake'
import { t } from '../strings'
import styles from './ImportPart.module.css'
import { askedOf, strangers } from './strangers'

export interface OrderProps {
  project: Project
  intake: Intake
  onIntake: (intake: Intake) => void
}

/** A file, what its columns are in this project, and go. */
export function Order({ project, intake, onIntake }: OrderProps) {
  const [columns, setColumns] = useState<ColumnUse[]>([])
  const [add, setAdd] = useState(false)
  const start = useStartImport(project.id)
  const take = (next: Intake) => {
    setAdd(false)
    if (next.is === 'ready') setColumns(fitUses(next.upload.preview.columns, project.schema))
    onIntake(next)
  }
  const { send, list, readAs, cancel } = useIntake(take)
  if (intake.is !== 'ready') return <Arriving intake={intake} onFile={(file) => void send(file)} onPlace={(place) => void list(place)} onCancel={cancel} onReadAs={(id, name, options) => void readAs({ id, name, bytes: 0 }, options)} />
  const { upload, options } = intake
  const { preview } = upload
  const question = askedOf(columns, project.schema)
  const strange = strangers(knownAnswers(preview, columns), columns, project.schema)
  const new_labels = add && question && strange.length > 0 ? { [question.id]: strange } : {}
  const go = () => start.mutate({ upload: upload.id, columns: plansOf(columns), new_labels, ...options }, { onSuccess: cancel })
  return (
    <Card flush>
      <FileHead upload={upload} title={upload.name} onOther={cancel} />
      <PreviewTable preview={preview} columns={columns} name={upload.name} />
      <ColumnUses columns={columns} about={preview.columns} fields={project.schema.fields} questions={project.schema.questions} onChange={(column) => setColumns(columns.map((one) => (one.name === column.name ? column : one)))} />
      <WrongUses of={wrongWith(columns)} />
      <NotTaken losses={preview.losses ?? []} />
      <Strange question={question?.name ?? ''} names={strange} add={add} onAdd={setAdd} />
      <ReadAs options={options} sheets={preview.sheets} onChange={(next) => void readAs(upload, next)} />
      {start.isError && <ErrorNote of={start.error} onRetry={go} />}
      <div className={styles.go}>
        <Button look="primary" busy={start.isPending} disabled={wrongWith(columns).length > 0} onClick={go}>
          {t(preview.row_count_exact ? 'data.import.go' : 'data.import.go.about', { n: preview.row_count })}
        </Button>
      </div>
    </Card>
  )
}

/** What stands in the file and has no place here. */
function NotTaken({ losses }: { losses: readonly Loss[] }) {
  if (losses.length === 0) return null
  return (
    <div className={styles.strange} role="status">
      <Icon name="alert" />
      <p>{t('data.import.lost', { what: losses.map((loss) => `${count(loss.count)} ${loss.what}`).join(', ') })}</p>
    </div>
  )
}

/** Labels of the file that nobody has thought of: added only when asked. */
function Strange({ question, names, add, onAdd }: { question: string; names: readonly string[]; add: boolean; onAdd: (add: boolean) => void }) {
  if (names.length === 0) return null
  return (
    <div className={styles.strange} role="status">
      <Icon name="alert" />
      <p>{t('data.import.strange', { n: names.length, question, names: names.slice(0, 5).join(', ') })}</p>
      <label className={styles.add}>
        <input type="checkbox" checked={add} onChange={(event) => onAdd(event.target.checked)} />
        {t('data.import.add', { n: names.length, question })}
      </label>
    </div>
  )
}
