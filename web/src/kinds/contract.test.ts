import { describe, expect, it } from 'vitest'
import type { Question, ShownField, Value, Values } from '@/api'
import type { Refusal, Verdict } from './kind'
import { judge, describe as say, kindOf, registered, complete, shownQuestions } from './registry'
import { t } from './words'

interface Case {
  name: string
  question: Question
  given?: Values
  value?: Value
  /** What is shown of the item, where it is judged by that. */
  fields?: Record<string, { kind: string; value: unknown }>
  ok: boolean
  reason?: string
  code?: number
}

const files = import.meta.glob<Case[]>('./*/cases.json', { eager: true, import: 'default' })
const all = Object.values(files).flat()
const whole = all.filter((one) => !one.question.each)
const shown = ({ fields }: Case): ShownField[] | undefined => fields && Object.entries(fields).map(([id, content]) => ({ id, name: id, show: 'text' as const, ...content }))
const submission = ({ question, given = {}, value }: Case): Values => (value === undefined ? given : { ...given, [question.id]: value })

const refusal = (verdict: Verdict): Refusal | undefined => (verdict.ok ? undefined : verdict.reason)

describe('every kind judges as its Python twin does', () => {
  it.each(all)('$question.kind: $name', (one) => {
    const verdict = judge(one.question, submission(one), shown(one))
    expect(verdict.ok).toBe(one.ok)
    if (verdict.ok) expect(verdict.code).toBe(BigInt(one.code ?? NaN))
    else expect(verdict.reason).toBe(one.reason)
  })

  it('covers every registered kind', () => {
    expect(new Set(whole.map((one) => one.question.kind))).toEqual(new Set(registered()))
  })
})

describe.each(registered())('the kind %s', (name) => {
  const questions = whole.filter((one) => one.question.kind === name).map((one) => one.question)
  const kind = kindOf({ kind: name as Question['kind'] })

  it('gives each key once, and only keys that make a valid value', () => {
    for (const question of questions) {
      const keys = kind.keys(question)
      expect(new Set(keys.map((one) => one.key)).size).toBe(keys.length)
      // One key may be the start of an answer that needs several.
      for (const { next } of keys.slice(0, 1)) expect([undefined, 'not_all_placed']).toContain(refusal(kind.check({ ...question, min: 0 } as Question, next(undefined) ?? '')))
    }
  })

  it('leaves the keys of the workbench alone', () => {
    const taken = questions.flatMap((question) => kind.keys(question).map((one) => one.key))
    expect(taken.filter((key) => 'fghnsxz?-'.includes(key))).toEqual([])
  })

  it('starts as a question that can be asked', () => {
    const question = kind.fresh()
    expect(question.kind).toBe(name)
    expect(kind.name).not.toBe('')
    expect(kind.flaws?.(question) ?? []).toEqual([])
  })

  it('brings a value into a form that it accepts again', () => {
    for (const one of whole.filter((two) => two.question.kind === name && two.ok && two.code !== undefined && two.code >= 0)) {
      const verdict = judge(one.question, submission(one))
      if (!verdict.ok || verdict.value === undefined) throw new Error(one.name)
      expect(kind.check(one.question, verdict.value as Value)).toEqual(verdict)
      expect(say(one.question, verdict.value)).not.toBe('')
    }
  })
})

describe('what is asked of each turn or cell', () => {
  const turns = all.find((one) => one.name === 'each turn has an answer') as Case
  const question = turns.question

  it('leaves out answers to turns that are no longer asked about', () => {
    const verdict = judge({ ...question, only: ['agent'] }, submission(turns), shown(turns))
    expect(verdict).toMatchObject({ ok: true, value: { 1: 'tell' } })
  })

  it('says few answers one by one and many by how often they were given', () => {
    expect(say(question, { 0: 'ask', 1: null })).toBe('turn 1: Ask, turn 2: I can’t tell')
    expect(say(question, { 0: 'ask', 1: 'tell', 2: 'ask', 3: 'ask' })).toBe('Ask × 3, Tell × 1')
  })

  it('points into fields that consist of such units', () => {
    expect(kindOf({ kind: 'choice', each: 'turn' }).pointsInto).toEqual(['conversation'])
    expect(kindOf({ kind: 'choice', each: 'cell' }).pointsInto).toEqual(['row'])
  })
})

describe('a submission', () => {
  const base = all.find((one) => one.question.kind === 'choice')?.question as Question
  const schema = {
    fields: [],
    target: 'a',
    questions: [
      { ...base, id: 'a' },
      { ...base, id: 'b', shown_if: { question: 'a', is: ['banking'] } },
      { ...base, id: 'c', shown_if: { question: 'b', is: ['banking'] } },
    ] as Question[],
  }

  it('leaves out answers to questions that went away, and those that hung on them', () => {
    const values = { a: 'delivery', b: 'banking', c: 'banking' }
    expect(complete(schema, values)).toEqual({ ok: true, values: { a: 'delivery' } })
    expect(shownQuestions(schema, values).map((question) => question.id)).toEqual(['a'])
  })

  it('names the first question that still needs an answer', () => {
    expect(complete(schema, { a: 'banking' })).toMatchObject({ ok: false, reason: 'required', question: { id: 'b' } })
  })

  it('has words for every reason', () => {
    for (const one of all.filter((two) => two.reason)) expect(t(`kinds.${one.reason}` as 'kinds.required')).not.toContain('kinds.')
  })
})
