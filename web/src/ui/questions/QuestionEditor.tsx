import type { Question, RatingQuestion } from '@/api'
import { Checkbox, Select, TextInput } from '../Form'
import { asKind, flawsOf, isLabelled, kinds, type Flaw, type Kind } from './edit'
import { Labels } from './Labels'
import styles from './QuestionEditor.module.css'
import { ShownIf } from './ShownIf'
import { t } from './strings'

export interface QuestionEditorProps {
  question: Question
  /** The questions that come before: this one may depend on them. */
  before: readonly Question[]
  onChange: (question: Question) => void
  /** The kind of a question with answers stands. */
  kindStands?: boolean
  kept?: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** Everything about one question. */
export function QuestionEditor({ question, before, onChange, kindStands = false, kept = none }: QuestionEditorProps) {
  const flaws = flawsOf(question)
  const unnamed = flaws.some((flaw) => flaw.is === 'unnamed')
  return (
    <div className={styles.editor}>
      <div className={styles.two}>
        <TextInput label={t('question.name')} value={question.name} problem={unnamed && t('question.name.missing')} onChange={(event) => onChange({ ...question, name: event.target.value })} />
        <Select
          label={t('question.kind')}
          value={question.kind}
          disabled={kindStands}
          options={kinds.map((kind) => ({ value: kind, name: t(`question.kind.${kind}`) }))}
          onChange={(event) => onChange(asKind(question, event.target.value as Kind))}
        />
      </div>
      {isLabelled(question) && <Labels question={question} onChange={onChange} kept={kept} />}
      {question.kind === 'rating' && <Scale question={question} onChange={onChange} />}
      <Flaws of={flaws.filter((flaw) => flaw.is !== 'unnamed')} />
      <div className={styles.checks}>
        <Checkbox label={t('question.required')} checked={question.required ?? true} onChange={(event) => onChange({ ...question, required: event.target.checked })} />
        {question.kind === 'text' ? (
          <Checkbox label={t('question.multiline')} checked={question.multiline ?? true} onChange={(event) => onChange({ ...question, multiline: event.target.checked })} />
        ) : (
          <Checkbox label={t('question.abstain')} checked={question.abstain ?? true} onChange={(event) => onChange({ ...question, abstain: event.target.checked })} />
        )}
      </div>
      {before.some(isLabelled) && <ShownIf question={question} before={before} onChange={onChange} />}
    </div>
  )
}

function Scale({ question, onChange }: { question: RatingQuestion; onChange: (question: RatingQuestion) => void }) {
  return (
    <div className={styles.four}>
      <TextInput type="number" label={t('question.low')} value={question.low} onChange={(event) => onChange({ ...question, low: event.target.valueAsNumber || 0 })} />
      <TextInput label={t('question.low.name')} value={question.low_name ?? ''} onChange={(event) => onChange({ ...question, low_name: event.target.value })} />
      <TextInput type="number" label={t('question.high')} value={question.high} onChange={(event) => onChange({ ...question, high: event.target.valueAsNumber || 0 })} />
      <TextInput label={t('question.high.name')} value={question.high_name ?? ''} onChange={(event) => onChange({ ...question, high_name: event.target.value })} />
    </div>
  )
}

function Flaws({ of }: { of: readonly Flaw[] }) {
  if (of.length === 0) return null
  return (
    <p className={styles.flaw} role="status">
      {of.map(wordsFor).join(' ')}
    </p>
  )
}

function wordsFor(flaw: Flaw): string {
  if (flaw.is === 'twice') return t('question.wrong.twice', { name: flaw.name })
  return t(({ unnamed: 'question.name.missing', 'few labels': 'question.wrong.labels', 'empty label': 'question.wrong.empty', scale: 'question.wrong.scale' } as const)[flaw.is])
}
