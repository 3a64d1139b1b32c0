import { Suspense } from 'react'
import type { Field, Question } from '@/api'
import { isRequired, mayAbstain } from '@/kinds/kind'
import { kindOf, registered } from '@/kinds/registry'
import { Checkbox, Select, TextInput } from '@/ui/Form'
import { AskedOf } from './AskedOf'
import { able, asKind, isUnnamed, settingFlaws, type Kind } from './edit'
import styles from './QuestionEditor.module.css'
import { ShownIf } from './ShownIf'
import { t } from './strings'

export interface QuestionEditorProps {
  question: Question
  /** What is shown of an item: some answers point into it. */
  fields: readonly Field[]
  /** The questions that come before: this one may depend on them. */
  before: readonly Question[]
  onChange: (question: Question) => void
  /** The kind of a question with answers stands. */
  kindStands?: boolean
  kept?: ReadonlySet<string>
}

const sureWays = ['', 'levels', 'slider'] as const
const none: ReadonlySet<string> = new Set()

/** Everything about one question. */
export function QuestionEditor({ question, fields, before, onChange, kindStands = false, kept = none }: QuestionEditorProps) {
  const { Setup, isRemark = false } = kindOf(question)
  return (
    <div className={styles.editor}>
      <div className={styles.two}>
        <TextInput label={t('question.name')} value={question.name} problem={isUnnamed(question) && t('question.name.missing')} onChange={(event) => onChange({ ...question, name: event.target.value })} />
        <Select
          label={t('question.kind')}
          value={question.kind}
          disabled={kindStands}
          options={registered().map((kind) => ({ value: kind, name: kindOf({ kind: kind as Kind }).name }))}
          onChange={(event) => onChange(asKind(question, event.target.value as Kind, fields))}
        />
      </div>
      <AskedOf question={question} fields={fields} disabled={kindStands} onChange={onChange} />
      <PointsInto question={question} fields={able(question, fields)} disabled={kindStands} onChange={onChange} />
      <Suspense>{Setup && <Setup question={question} onChange={onChange} kept={kept} fields={fields} before={before} />}</Suspense>
      <Flaws of={settingFlaws(question, fields)} />
      <div className={styles.checks}>
        <Checkbox label={t('question.required')} checked={isRequired(question)} onChange={(event) => onChange({ ...question, required: event.target.checked })} />
        {(!isRemark || isRequired(question)) && (
          <Checkbox label={t('question.abstain')} checked={mayAbstain(question)} onChange={(event) => onChange({ ...question, abstain: event.target.checked })} />
        )}
      </div>
      {!question.each && (
        <Select
          label={t('question.sure')}
          value={question.confidence ?? ''}
          options={sureWays.map((value) => ({ value, name: t(`question.sure.${value || 'no'}` as 'question.sure.no') }))}
          onChange={(event) => onChange({ ...question, confidence: sureWays.find((one) => one === event.target.value) })}
        />
      )}
      <ShownIf question={question} before={before} onChange={onChange} />
    </div>
  )
}

/** Which field the answer points into, where it could be several. */
function PointsInto({ question, fields, disabled, onChange }: Pick<QuestionEditorProps, 'question' | 'fields' | 'onChange'> & { disabled: boolean }) {
  if (fields.length < 2) return null
  return (
    <Select
      label={t('question.on')}
      value={question.on ?? ''}
      disabled={disabled}
      options={fields.map((field) => ({ value: field.id, name: field.name || field.id }))}
      onChange={(event) => onChange({ ...question, on: event.target.value })}
    />
  )
}

function Flaws({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null
  return (
    <p className={styles.flaw} role="status">
      {of.join(' ')}
    </p>
  )
}
