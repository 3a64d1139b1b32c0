import { Icon } from '@/ui'
import { steps, type Draft, type Step } from './draft'
import { canOpen, isDone } from './ready'
import styles from './Stepper.module.css'
import { t } from './strings'

/** Where one is among the steps; the ones that are reachable can be opened. */
export function Stepper({ draft, onGo }: { draft: Draft; onGo: (step: Step) => void }) {
  return (
    <nav aria-label={t('new.steps')}>
      <ol className={styles.steps}>
        {steps.map((step, index) => {
          const isPast = index < steps.indexOf(draft.step) && isDone(draft, step)
          const name = t(`new.step.${step}`)
          return (
            <li key={step} className={styles.step}>
              <button
                className={styles.button}
                data-state={step === draft.step ? 'now' : isPast ? 'done' : 'later'}
                aria-current={step === draft.step ? 'step' : undefined}
                disabled={!canOpen(draft, step)}
                onClick={() => onGo(step)}
              >
                <span className={styles.dot}>{isPast ? <Icon name="check" size={12} /> : index + 1}</span>
                <span className={styles.name}>{name}</span>
                {isPast && <span className="sr">{t('new.step.done')}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
