import { isLabelled, Questions } from '@/questions'
import { answering, isWhole } from '@/ui/intake'
import type { Act, Draft } from '../draft'
import { shownFields } from '../ready'
import { t } from '../strings'
import styles from './narrow.module.css'

/** The questions: as the recipe asks them, with the labels that the file knows. */
export function QuestionsStep({ draft, act }: { draft: Draft; act: (act: Act) => void }) {
  const column = draft.columns.find((one) => answering.includes(one.use))
  const target = draft.questions.find((question) => question.id === draft.target)
  const hasAll = draft.intake.is !== 'ready' || isWhole(draft.intake.upload.preview, draft.columns)
  return (
    <div className={styles.column}>
      <p className={styles.lead}>
        {t('new.questions.lead')}
        {column && target && isLabelled(target) && ` ${t('new.questions.from', { n: target.labels.length, column: column.name })}${hasAll ? '' : ` ${t('new.questions.sample')}`}`}
      </p>
      <Questions questions={draft.questions} fields={shownFields(draft)} target={draft.target} onChange={(questions, target) => act({ do: 'ask', questions, target })} />
    </div>
  )
}
