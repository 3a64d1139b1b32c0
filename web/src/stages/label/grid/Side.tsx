import type { Assignment, Project } from '@/api'
import { fieldKindOf } from '@/fields/registry'
import { Button, LabelSwatch } from '@/ui'
import { t } from '../words'
import type { GridAnswer } from './answers'
import { faceOf } from './faces'
import styles from './Grid.module.css'
import type { Group } from './useGroup'

interface SideProps {
  group: Group
  project: Project
  answers: readonly GridAnswer[]
  /** What was said of the item that the group began with. */
  same: GridAnswer | undefined
  chosen: number
  here: Assignment | undefined
  onGive: (answer: GridAnswer) => void
  onAll: () => void
}

/** What was asked and said, the answers for those that are chosen, and the item with the cursor as a whole. */
export function Side({ group, project, answers, same, chosen, here, onGive, onAll }: SideProps) {
  const question = project.schema.questions.find((one) => one.id === project.schema.target)
  return (
    <div className={styles.side}>
      <p className={styles.like}>
        {t('label.grid.like')} <q>{faceOf(group.seed).text.slice(0, 120) || t('label.item')}</q> {same && <strong>{same.name}</strong>}
      </p>
      <h2 className={styles.question}>{question?.name}</h2>
      <p className="quiet small" role="status">
        {chosen > 0 ? t('label.grid.chosen', { n: chosen }) : t('label.grid.one')}
      </p>
      <div className={styles.answers} role="group" aria-label={question?.name}>
        {answers.map((answer, index) => (
          <Button key={answer.id} keyHint={answer.key} look={answer === same ? 'primary' : 'plain'} onClick={() => onGive(answer)}>
            <LabelSwatch position={index} /> {answer.name}
          </Button>
        ))}
      </div>
      <Button size="small" look="quiet" keyHint="mod+a" onClick={onAll}>
        {t('label.grid.all')}
      </Button>
      {here && (
        <section className={styles.whole} aria-label={t('label.grid.whole')} tabIndex={0}>
          {here.fields
            .filter((field) => field.show !== 'metadata' && !fieldKindOf(field.kind).isEmpty(field))
            .map((field) => {
              const kind = fieldKindOf(field.kind)
              return <div key={`${here.id}-${field.id}`}>{field.show === 'title' ? <strong>{kind.brief(field.value)}</strong> : <kind.Body field={field} />}</div>
            })}
        </section>
      )}
    </div>
  )
}
