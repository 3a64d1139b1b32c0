import { Card } from '@/ui'
import { Arriving, ColumnUses, FileHead, isWhole, KnownAnswers, knownAnswers, PreviewTable, ReadAs, useIntake, WrongUses, wrongWith } from '@/ui/intake'
import type { Act, Draft } from '../draft'
import styles from './DataStep.module.css'
import { t } from '../strings'
import { Sample } from './Sample'

/** The file: sent, read at once, and what each of its columns is. */
export function DataStep({ draft, act }: { draft: Draft; act: (act: Act) => void }) {
  const { send, list, readAs, cancel } = useIntake((intake) => act({ do: 'intake', intake }))
  const { intake, columns, recipe } = draft
  if (intake.is !== 'ready') {
    return (
      <section aria-labelledby="data-title">
        <h2 id="data-title" className={styles.title}>
          {t('new.data')}
        </h2>
        <Arriving intake={intake} onFile={(file) => void send(file)} onPlace={(place) => void list(place)} onCancel={cancel} onReadAs={(id, name, options) => void readAs({ id, name, bytes: 0 }, options)} />
        {intake.is === 'none' && recipe?.sample && <Sample recipe={recipe} onFile={(file) => void send(file)} />}
      </section>
    )
  }
  const { upload, options } = intake
  const { preview } = upload
  return (
    <Card flush>
      <FileHead upload={upload} title={t('new.data.of', { name: upload.name })} onOther={cancel} />
      <PreviewTable preview={preview} columns={columns} name={upload.name} />
      <ColumnUses columns={columns} about={preview.columns} questions={draft.questions} onChange={(column) => act({ do: 'use', column })} />
      <WrongUses of={wrongWith(columns)} />
      <KnownAnswers answers={knownAnswers(preview, columns)} whole={isWhole(preview, columns)} />
      <ReadAs options={options} sheets={preview.sheets} onChange={(next) => void readAs(upload, next)} />
    </Card>
  )
}
