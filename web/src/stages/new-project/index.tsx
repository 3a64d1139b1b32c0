import { useNavigate, useSearch } from '@tanstack/react-router'
import { useKeys } from '@/keyboard'
import { ErrorNote } from '@/ui'
import { steps, type Step } from './draft'
import { Foot } from './Foot'
import styles from './new-project.module.css'
import { after, before, isDone } from './ready'
import { Stepper } from './Stepper'
import { DataStep } from './steps/DataStep'
import { PeopleStep } from './steps/PeopleStep'
import { QuestionsStep } from './steps/QuestionsStep'
import { RecipeStep } from './steps/RecipeStep'
import { t } from './strings'
import { useCreate } from './useCreate'
import { forgetDraft, useDraft } from './useDraft'

/** Recipe and data side by side, then the questions, then people and aim. */
export default function Screen() {
  const { step: wanted } = useSearch({ strict: false }) as { step?: string }
  const { draft, act } = useDraft(steps.find((step) => step === wanted))
  const create = useCreate(draft)
  const navigate = useNavigate()
  const go = (step: Step | undefined) => {
    if (step) act({ do: 'go', step })
    document.getElementById('content')?.focus({ preventScroll: true })
  }
  const next = () => {
    if (!isDone(draft, draft.step) || create.isPending) return
    const isRead = draft.step === 'recipe' && draft.intake.is === 'ready' && isDone(draft, 'data')
    const step = isRead ? 'questions' : after(draft.step)
    if (step) go(step)
    else create.mutate()
  }
  const leave = () => {
    forgetDraft()
    void navigate({ to: '/' })
  }
  useKeys(t('new.title'), [{ key: 'Enter', name: t('new.next', { step: t(`new.next.${after(draft.step) ?? 'people'}`) }), run: next }])
  const isStart = draft.step === 'recipe' || draft.step === 'data'
  return (
    <div className={styles.page}>
      <div className={styles.content}>
        <header className={styles.head}>
          <div className={styles.words}>
            <h1>{t('new.title')}</h1>
            <p className={styles.lead}>{t('new.lead')}</p>
          </div>
          <Stepper draft={draft} onGo={go} />
        </header>
        {create.isError && <ErrorNote of={create.error} onRetry={() => create.mutate()} />}
        {isStart && (
          <div className={styles.both} data-step={draft.step}>
            <RecipeStep draft={draft} act={act} />
            <DataStep draft={draft} act={act} />
          </div>
        )}
        {draft.step === 'questions' && <QuestionsStep draft={draft} act={act} />}
        {draft.step === 'people' && <PeopleStep draft={draft} act={act} />}
      </div>
      <Foot draft={draft} busy={create.isPending} onLeave={leave} onBack={() => go(before(draft.step))} onNext={next} />
    </div>
  )
}
