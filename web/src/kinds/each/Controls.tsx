import { useId } from 'react'
import type { Layer } from '@/fields/field'
import { KeyCap } from '@/keyboard'
import { mayAbstain } from '../kind'
import { t } from '../words'
import styles from './each.module.css'
import { answersIn, inners, nameOf, withAnswer } from './units'

interface ControlsProps {
  layer: Layer
  unit: string
  isHere: boolean
  /** Several questions are asked at this unit: each says its name. */
  isNamed: boolean
  onNext: () => void
}

/** One question at one turn or cell, in the form of its kind. */
export function Controls({ layer, unit, isHere, isNamed, onNext }: ControlsProps) {
  const { question, value, focused, onChange, suggestion } = layer
  const id = useId()
  const inner = inners.get(question.kind)
  if (!inner) return null
  const answers = answersIn(value) ?? {}
  const answer = answers[unit]
  const put = (next: typeof answer) => onChange(withAnswer(answers, unit, next))
  return (
    <div className={styles.controls} data-compact="">
      <span id={id} className="sr">
        {t('kinds.each.of', { question: question.name, unit: nameOf(question, unit) })}
      </span>
      {isNamed && (
        <span className={styles.name} aria-hidden="true">
          {question.name}
        </span>
      )}
      <div className={styles.answer}>
        <inner.Answer
          question={question}
          value={answer}
          suggestion={(answersIn(suggestion)?.[unit] as unknown as Record<string, number> | undefined) ?? null}
          focused={focused && isHere}
          onChange={(next) => put(next)}
          onSubmit={onNext}
          labelledBy={id}
        />
      </div>
      {mayAbstain(question) && (
        <button type="button" className={styles.abstain} aria-pressed={answer === null} aria-describedby={id} onClick={() => put(answer === null ? undefined : null)}>
          {t('kinds.abstain')}
          {focused && isHere && <KeyCap of="x" />}
        </button>
      )}
    </div>
  )
}
