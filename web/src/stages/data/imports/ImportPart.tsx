import { useState } from 'react'
import { useImports, type Project } from '@/api'
import { Button, Card, ErrorNote, Page } from '@/ui'
import { ImportLine, useImportNotices, type Intake } from '@/ui/intake'
import { importWords } from '@/ui/intake/strings'
import { t } from '../strings'
import { Order } from './Order'
import styles from './ImportPart.module.css'

/** Bring more in, and see what was brought in before. */
export function ImportPart({ project, onClose }: { project: Project | undefined; onClose: () => void }) {
  const [intake, setIntake] = useState<Intake>({ is: 'none' })
  return (
    <Page
      title={t('data.import.title')}
      lead={t('data.import.same')}
      actions={
        <Button icon="back" onClick={onClose}>
          {t('data.import.close')}
        </Button>
      }
    >
      {project && (
        <div className={styles.parts}>
          <Order project={project} intake={intake} onIntake={setIntake} />
          <Imports project={project.id} />
        </div>
      )}
    </Page>
  )
}

function Imports({ project }: { project: number }) {
  const imports = useImports(project)
  useImportNotices(project, imports.data)
  return (
    <Card title={importWords('import.list')}>
      {imports.isError && <ErrorNote of={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data?.length === 0 && <p className="quiet">{importWords('import.none')}</p>}
      <ul className={styles.list}>
        {imports.data?.map((run) => (
          <li key={run.id}>
            <ImportLine project={project} run={run} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
