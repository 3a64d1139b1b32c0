import { useRef } from 'react'
import type { Value } from '@/api'
import type { Layer } from '@/fields/field'
import { fieldKindOf } from '@/fields/registry'
import { useKeys, type Binding } from '@/keyboard'
import { mayAbstain, type SurfaceProps } from '../kind'
import { t } from '../words'
import { Controls } from './Controls'
import { answersIn, askedOf, inners, withAnswer } from './units'
import { useCursor } from './useCursor'

/** Keys that step from unit to unit: labels far down a long list give theirs up here. */
const taken = new Set(['j', 'k', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'x'])

/** The field with the questions drawn at each of its turns or cells; single keys answer at the cursor. */
export function Surface({ field, layers }: SurfaceProps) {
  const box = useRef<HTMLDivElement>(null)
  const kind = fieldKindOf(field.kind)
  const lead = layers.find((layer) => layer.focused) ?? layers[0]
  const units = lead ? askedOf(lead.question, field) : []
  const cursor = useCursor(field, units, answersIn(lead?.value) ?? {}, box)
  useKeys(lead?.question.name ?? '', lead ? bindings(lead, cursor) : [], { enabled: lead?.focused ?? false, prior: true })
  const draw = (unit: string) => {
    const here = layers.filter((layer) => askedOf(layer.question, field).includes(unit))
    return here.length > 0 && here.map((layer) => <Controls key={layer.question.id} layer={layer} unit={unit} isHere={unit === cursor.at} isNamed={layers.length > 1} onNext={cursor.onward} />)
  }
  return (
    <div ref={box}>
      <kind.Body field={field} beside={{ at: cursor.at, onAt: cursor.put, draw }} />
    </div>
  )
}

type Cursor = ReturnType<typeof useCursor>

function bindings(layer: Layer, cursor: Cursor): Binding[] {
  const { at } = cursor
  const unit = layer.question.each === 'turn' ? 'turn' : 'cell'
  const step = (key: string, by: number, unlisted = false): Binding => ({ key, name: t(by > 0 ? `kinds.each.${unit}.next` : `kinds.each.${unit}.before`), unlisted, run: () => cursor.go(by) })
  // At the ends the arrows go on to the next question.
  const arrows = [...(cursor.may(1) ? [step('ArrowDown', 1, true)] : []), ...(cursor.may(-1) ? [step('ArrowUp', -1, true)] : [])]
  const answers = at === undefined ? [] : answerKeys(layer, at, cursor)
  return [step('j', 1), step('k', -1), ...arrows, ...answers]
}

function answerKeys({ question, value, onChange }: Layer, at: string, cursor: Cursor): Binding[] {
  const inner = inners.get(question.kind)
  const answers = answersIn(value) ?? {}
  const answer = answers[at]
  const put = (next: Value | undefined, isWhole: boolean) => {
    onChange(withAnswer(answers, at, next))
    if (isWhole) cursor.onward()
  }
  const keys = (inner?.keys(question) ?? []).filter(({ key }) => !taken.has(key))
  return [
    ...keys.map(({ key, name, next }) => ({ key, name, run: () => put(next(answer ?? undefined), inner?.single === true) })),
    ...(mayAbstain(question) ? [{ key: 'x', name: t('kinds.abstain'), run: () => put(answer === null ? undefined : null, answer !== null) }] : []),
  ]
}
