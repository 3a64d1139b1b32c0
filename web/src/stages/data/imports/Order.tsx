import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useStartImport, type Project } from '@/api'
import { Button, Card, ErrorNote, Icon } from '@/ui'
import { Arriving, ColumnUses, FileHead, fitUses, knownAnswers, plansOf, PreviewTable, ReadAs, useIntake, WrongUses, wrongWith, type ColumnUse, type Intake } from '@/ui/intake'
import { t } from '../strings'
import styles from './ImportPart.module.css'
import { strangers } from './strangers'

export interface OrderProps {
  project: Project
  intake: Intake
  onIntake: (intake: Intake) => void
}

/** A file, what its columns are in this project, and go. */
export function Order({ project, intake, onIntake }: OrderProps) {
  const [columns, setColumns] = useState<ColumnUse[]>([])
  const start = useStartImport(project.id)
  const take = (next: Intake) => {
    if (next.is === 'ready') setColumns(fitUses(next.upload.preview.columns, project.schema))
    onIntake(next)
  }
  const { send, readAs, cancel } = useIntake(take)
  if (intake.is !== 'ready') return <Arriving intake={intake} onFile={(file) => void send(file)} onCancel={cancel} onReadAs={(id, name, options) => void readAs({ id, name, bytes: 0 }, options)} />
  const { upload, options } = intake
  const { preview } = upload
  const go = () => start.mutate({ upload: upload.id, columns: plansOf(columns), ...options }, { onSuccess: cancel })
  return (
    <Card flush>
      <FileHead upload={upload} title={upload.name} onOther={cancel} />
      <PreviewTable preview={preview} columns={columns} name={upload.name} />
      <ColumnUses columns={columns} about={preview.columns} fields={project.schema.fields} questions={project.schema.questions} onChange={(column) => setColumns(columns.map((one) => (one.name === column.name ? column : one)))} />
      <WrongUses of={wrongWith(columns)} />
      <Strange project={project} names={strangers(knownAnswers(preview, columns), columns, project.schema)} />
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

function Strange({ project, names }: { project: Project; names: readonly string[] }) {
  if (names.length === 0) return null
  const question = project.schema.questions.find((one) => one.id === project.schema.target)?.name ?? ''
  return (
    <div className={styles.strange} role="status">
      <Icon name="alert" />
      <p>{t('data.import.strange', { n: names.length, question, names: names.slice(0, 5).join(', ') })}</p>
      <Link to={`/p/${project.id}/settings`} search={{ part: 'schema' }}>
        {t('data.import.settings')}
      </Link>
    </div>
  )
}
