import { expect, test } from 'vitest'
import { labelsIn } from './strangers'

test.each([
  ['{"joy":2,"fear":1}', { kind: 'emotions' as const }, ['joy', 'fear']],
  ['joy:2; fear', { kind: 'emotions' as const }, ['joy', 'fear']],
  ['{"0":"good","3":null}', { kind: 'choice' as const, each: 'turn' as const }, ['good']],
  ['{"0":["good","bad"]}', { kind: 'choices' as const, each: 'turn' as const }, ['good', 'bad']],
  ['{odd', { kind: 'choice' as const }, ['{odd']],
])('of %s the labels are told', (cell, question, labels) => {
  expect(labelsIn(cell, question)).toEqual(labels)
})
