import { expect, test } from 'vitest'
import type { AspectsQuestion, ChoiceQuestion, Schema } from '@/api'
import { addLabel, changeLabel, moveLabel } from '@/kinds/editLabels'
import { newQuestion } from '@/questions'
import { changesOf } from './changes'
import { wordsOf } from './words'

const department: ChoiceQuestion = {
  id: 'department', kind: 'choice', name: 'Which department?',
  labels: [
    { id: 'banking', name: 'Banking', code: 0, retired: false },
    { id: 'travel', name: 'Travel', code: 1, retired: false },
  ],
}
const old: Schema = { fields: [{ id: 'text', kind: 'text', name: 'Request', show: 'text' }], questions: [department], target: 'department' }
const told = (question: Partial<ChoiceQuestion>, rest: Partial<Schema> = {}) =>
  changesOf(old, { ...old, questions: [{ ...department, ...question }], ...rest }).map(wordsOf)

test('an untouched schema changes nothing, and leaving out a default is no change', () => {
  expect(told({})).toEqual([])
  expect(told({ required: true, abstain: true, shown_if: null })).toEqual([])
})

test('a renamed label keeps its answers, and it says so', () => {
  expect(told({ labels: changeLabel(department.labels, 0, { name: 'Money' }) })).toEqual(['“Banking” is called “Money”, in earlier answers too.'])
})

test('a retired label is no longer offered but its answers stay', () => {
  expect(told({ labels: changeLabel(department.labels, 1, { retired: true }) })).toEqual(['“Travel” is no longer offered. Answers with it stay.'])
})

test('a new label is not taken for a change of order', () => {
  expect(told({ labels: addLabel(department.labels, 'Home') })).toEqual(['“Home” can be chosen in “Which department?”.'])
})

test('moving a label warns that keys and colours move', () => {
  expect(told({ labels: moveLabel(department.labels, 1, 0) })[0]).toContain('keys and colours move')
})

test('a blind field is told as such', () => {
  expect(told({}, { fields: [{ ...old.fields[0]!, show: 'blind' }] })).toEqual(['“Request” is never shown to annotators any more.'])
})

test('questions come and go in plain words', () => {
  const more = newQuestion('How urgent?', [department])
  expect(changesOf(old, { ...old, questions: [department, more] }).map(wordsOf)).toEqual(['“How urgent?” is asked from now on.'])
  expect(changesOf({ ...old, questions: [department, more] }, old).map(wordsOf)).toEqual(['“How urgent?” is no longer asked. Its answers stay.'])
})

test('questions in another order are one change, whatever was added between them', () => {
  const [second, added] = [newQuestion('Second', [department]), newQuestion('Added', [department, department])]
  const two: Schema = { ...old, questions: [department, second] }
  expect(changesOf(two, { ...two, questions: [second, added, department] }).map(wordsOf)).toContain('The questions are asked in another order.')
  expect(changesOf(two, { ...two, questions: [department, added, second] }).map(wordsOf)).not.toContain('The questions are asked in another order.')
})

test('the categories of aspects are told one by one, as labels are', () => {
  const aspects: AspectsQuestion = { id: 'a', kind: 'aspects', name: 'What of it?', labels: department.labels, categories: department.labels }
  const asked = (question: AspectsQuestion): Schema => ({ ...old, questions: [question], target: 'a' })
  const now = { ...aspects, categories: addLabel(changeLabel(department.labels, 0, { name: 'Money' }), 'Home') }
  expect(changesOf(asked(aspects), asked(now)).map(wordsOf)).toEqual(['“Banking” is called “Money”, in earlier answers too.', '“Home” can be chosen in “What of it?”.'])
})
