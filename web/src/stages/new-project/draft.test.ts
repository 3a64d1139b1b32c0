import { expect, test } from 'vitest'
import type { PreviewColumn, Recipe, Upload } from '@/api'
import { isLabelled } from '@/questions'
import { blank, change, type Draft } from './draft'
import { canOpen, importOf, isDone, projectOf } from './ready'

const column = (name: string, role: PreviewColumn['role'], more: Partial<PreviewColumn> = {}): PreviewColumn => ({
  name, role, type: 'text', filled: 1, distinct: 3, examples: [], median_words: 9, kind: 'text', unique: false, role_reason: '', answers: '', values: null, ...more,
})
const topics = {
  id: 'topics', name: 'Topics', description: '', field_kind: 'text', question_summary: '', hint: '', guideline: '# Topics', sample: null,
  schema: { fields: [{ id: 'text', kind: 'text', name: 'Text', show: 'text' }], questions: [{ id: 'topic', kind: 'choice', name: 'Which topic?', labels: [{ name: 'One' }, { name: 'Other' }] }], target: 'topic' },
} as unknown as Recipe
const file: Upload = {
  id: 'u1', name: 'requests-november.csv', bytes: 10,
  preview: {
    format: 'csv', row_count: 3, row_count_exact: true, sampled: 3, bad: [], bytes: 10,
    columns: [column('Subject', 'field', { median_words: 3 }), column('Body text', 'field'), column('postcode', 'blind'), column('dept', 'label')],
    rows: [{ dept: 'Billing' }, { dept: 'Returns' }, { dept: 'Billing' }],
  },
}
const ready: Draft = [
  { do: 'take', recipe: topics } as const,
  { do: 'intake', intake: { is: 'ready', upload: file, options: {} } } as const,
].reduce<Draft>(change, blank)
const labels = (draft: Draft) => draft.questions.filter(isLabelled)[0]?.labels.map((label) => label.name)

test('the labels of the file become the labels of the question, the commonest first', () => {
  expect(labels(ready)).toEqual(['Billing', 'Returns'])
})

test('what a person wrote about the questions stays, whatever recipe or file comes', () => {
  const mine = change(ready, { do: 'ask', questions: [{ ...ready.questions[0]!, name: 'Where to?' }], target: 'topic' })
  const later = change(change(mine, { do: 'take', recipe: topics }), { do: 'intake', intake: { is: 'ready', upload: file, options: { encoding: 'utf-16' } } })
  expect(later.questions[0]!.name).toBe('Where to?')
})

test('the same file read another way keeps what was decided about its columns', () => {
  const decided = change(ready, { do: 'use', column: { ...ready.columns[1]!, use: 'ignore' } })
  const again = change(decided, { do: 'intake', intake: { is: 'ready', upload: file, options: { encoding: 'utf-16' } } })
  expect(again.columns[1]!.use).toBe('ignore')
})

test('the project is called as the file until it has a name of its own', () => {
  expect(ready.name).toBe('Requests november')
  const named = change(ready, { do: 'name', name: 'Mailbox' })
  expect(change(named, { do: 'take', recipe: topics }).name).toBe('Mailbox')
})

test('columns become fields, and the import fills exactly those', () => {
  const fields = projectOf(ready).schema!.fields
  expect(fields.map((field) => [field.id, field.show])).toEqual([['subject', 'title'], ['body_text', 'text'], ['postcode', 'blind']])
  const filled = importOf(ready)!.columns.flatMap((plan) => plan.to ?? [])
  expect(filled).toEqual(fields.map((field) => field.id))
})

test('a column that is a field of the recipe is called as the recipe calls it', () => {
  const own: Upload = { ...file, preview: { ...file.preview, columns: [column('text', 'field'), column('mood', 'metadata')] } }
  const draft = change(ready, { do: 'intake', intake: { is: 'ready', upload: own, options: {} } })
  expect(projectOf(draft).schema!.fields.map((field) => field.name)).toEqual(['Text', 'mood'])
})

test('a step opens only when all before it are done', () => {
  expect(canOpen(blank, 'data')).toBe(false)
  expect(canOpen(ready, 'people')).toBe(true)
  const hidden = ready.columns.reduce((draft, one) => change(draft, { do: 'use', column: { ...one, use: 'ignore' } }), ready)
  expect(isDone(hidden, 'data')).toBe(false)
  expect(canOpen(hidden, 'questions')).toBe(false)
})

test('labels that a recipe leaves without ids get their own', () => {
  const draft = change(blank, { do: 'take', recipe: topics })
  expect(draft.questions.filter(isLabelled)[0]!.labels.map((label) => label.id)).toEqual(['one', 'other'])
})

test('a label that stands in none of the rows shown is a label too, by the counts of the server', () => {
  const values = [{ value: 'Billing', count: 700 }, { value: 'Returns', count: 190 }, { value: 'Legal', count: 10 }]
  const columns = file.preview.columns.map((one) => (one.name === 'dept' ? { ...one, values } : one))
  const counted = change(ready, { do: 'intake', intake: { is: 'ready', upload: { ...file, preview: { ...file.preview, columns } }, options: {} } })
  expect(labels(counted)).toEqual(['Billing', 'Returns', 'Legal'])
})
