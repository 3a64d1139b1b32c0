import { useKeys, type Binding } from '@/keyboard'
import { share } from '@/kinds/labels'
import { complete } from '@/kinds/registry'
import { Button, LabelSwatch } from '@/ui'
import type { Project, Value } from '@/api'
import { canAbstain, type Asked } from '../workbench/state'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import styles from './Binary.module.css'
import { candidatesOf, type Claim } from './claim'

export interface BinaryProps {
  claim: Claim
  asked: Asked
  project: Project
  workbench: Workbench
  /** Asks the whole question of this item. */
  onOpen: () => void
}

/** One answer to accept or reject, on one key each. */
export default function Binary({ claim, asked, project, workbench, onOpen }: BinaryProps) {
  const { question } = claim
  const say = (value: Value) => {
    workbench.answer(question.id, value)
    const verdict = complete(project.schema, { ...asked.values, [question.id]: value }, asked.assignment.fields)
    if (verdict.ok) void workbench.submit()
    else workbench.focus(verdict.question.id)
  }
  const accept = () => say(claim.value)
  const reject = () => (claim.other === undefined ? onOpen() : say(claim.other))
  const unsure = () => (canAbstain(project, question.id) ? say(null) : void workbench.skip('unclear'))
  const on = (keys: string[], name: string, run: () => void): Binding[] => keys.map((key, index) => ({ key, name, run, unlisted: index > 0 }))
  useKeys(
    t('label.binary'),
    [
      ...on(['y', 'ArrowRight'], t('label.binary.accept'), accept),
      ...on(['n', 'ArrowLeft'], t('label.binary.reject'), reject),
      ...on(['u', 'ArrowDown', 'x'], t('label.binary.unsure'), unsure),
      ...on(['o'], t('label.binary.open'), onOpen),
      // Nothing is accepted by the key that goes on everywhere else.
      { key: 'Enter', name: '', unlisted: true, run: () => {} },
      { key: 'ArrowUp', name: '', unlisted: true, run: () => {} },
    ],
    { prior: true },
  )
  const position = candidatesOf(project.schema).findIndex(({ id }) => id === claim.id)
  return (
    <div className={styles.binary}>
      <h2 className={styles.question}>{question.name}</h2>
      <p className={styles.claim} role="status" data-suggested={claim.p !== undefined || undefined}>
        {position >= 0 && <LabelSwatch position={position} />}
        <span>{t('label.binary.claim', { name: claim.name })}</span>
        {claim.p !== undefined && <span className="quiet small">{t('label.binary.p', { p: share(claim.p) })}</span>}
      </p>
      <div className={styles.answers}>
        <Button icon="check" keyHint="y" className={styles.answer} onClick={accept}>
          {t('label.binary.yes')}
        </Button>
        <Button icon="cross" keyHint="n" className={styles.answer} onClick={reject}>
          {t('label.binary.no')}
        </Button>
        <Button keyHint="u" className={styles.answer} onClick={unsure}>
          {t('label.binary.unsure.short')}
        </Button>
      </div>
      <Button look="quiet" size="small" keyHint="o" onClick={onOpen}>
        {t('label.binary.open')}
      </Button>
    </div>
  )
}
