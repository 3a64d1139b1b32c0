import type { Assignment, Project } from '@/api'
import { PlayKey } from '@/fields/audio/playKey'
import { fieldKindOf } from '@/fields/registry'
import { KeyCap } from '@/keyboard'
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
  hears: boolean
  here: Assignment | undefined
  onGive: (answer: GridAnswer) => void
  onAll: () => void
}

/** What was asked and said, the answers for those that are chosen, and the item with the cursor as a whole. */
export function Side({ group, project, answers, same, chosen, hears, here, onGive, onAll }: SideProps) {
  const question = project.schema.questions.find((one) => one.id === project.schema.target)
  return (
    <div className={styles.side}>
      <Seed of={group.seed} said={same?.name} />
      <h2 className={styles.question}>{question?.name}</h2>
      <p className="quiet small" role="status">
        {chosen > 0 ? t('label.grid.chosen', { n: chosen }) : t('label.grid.one')}
      </p>
      {hears && (
        <p className={styles.hear}>
          <KeyCap of="p" /> {t('label.grid.hear')}
        </p>
      )}
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
          <PlayKey value={undefined}>
            {here.fields
              .filter((field) => field.show !== 'metadata' && !fieldKindOf(field.kind).isEmpty(field))
              .map((field) => {
                const kind = fieldKindOf(field.kind)
                return <div key={`${here.id}-${field.id}`}>{field.show === 'title' ? <strong>{kind.brief(field.value)}</strong> : <kind.Body field={field} />}</div>
              })}
          </PlayKey>
        </section>
      )}
    </div>
  )
}

/** What the group began with, and what was said of it. */
function Seed({ of, said }: { of: Assignment; said: string | undefined }) {
  const { media, text } = faceOf(of)
  return (
    <p className={styles.like}>
      {text ? (
        <>
          {t('label.grid.like')} <q>{text.slice(0, 120)}</q>
        </>
      ) : (
        t('label.grid.like.before')
      )}
      {media?.thumb && <img className={styles.seed} src={media.thumb} alt="" />} {said && <strong>{said}</strong>}
    </p>
  )
}
