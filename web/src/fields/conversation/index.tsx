import { useMemo } from 'react'
import type { FieldKind, FieldProps } from '../field'
import { t } from '../words'
import { Conversation } from './Conversation'
import { turnsOf, unitsOf } from './turns'

/** Turns, each by somebody in a role. */
export const conversation: FieldKind = {
  kind: 'conversation',
  unit: 'turn',
  units: (value, only) => unitsOf(turnsOf(value), only),
  unitName: (unit) => t('fields.turn', { n: Number(unit) + 1 }),
  isEmpty: (field) => turnsOf(field.value).every((turn) => turn.text.trim() === ''),
  Body,
  example: () => (['asks', 'answers', 'thanks'] as const).map((turn, index) => ({ role: index === 1 ? 'assistant' : 'user', text: t(`fields.example.${turn}`) })),
  brief: (value) => {
    const turns = turnsOf(value)
    return turns.length ? t('fields.turns.brief', { n: turns.length, last: turns.at(-1)?.text ?? '' }) : ''
  },
}

function Body({ field, beside }: FieldProps) {
  // The same turns stay the same list, so that an answer does not scroll the transcript.
  const turns = useMemo(() => turnsOf(field.value), [field.value])
  return <Conversation turns={turns} beside={beside} />
}
