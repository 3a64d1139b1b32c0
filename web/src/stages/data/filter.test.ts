import { expect, test } from 'vitest'
import { filterOf, isFiltered, readSearch, toggled } from './filter'

test('an address with nonsense in it shows everything', () => {
  expect(isFiltered(filterOf(readSearch({ status: 'purple', sort: 'sideways', item: 'x' })))).toBe(false)
})

test('a search for a number stays a word', () => {
  expect(readSearch({ q: 12 }).q).toBe('12')
})

test('choosing the same filter again takes it away', () => {
  const once = toggled({}, 'label', 'banking')
  expect(once.label).toBe('banking')
  expect(toggled(once, 'label', 'banking').label).toBeUndefined()
})

test('the open item is no part of the filter', () => {
  expect(filterOf(readSearch({ q: 'card', item: 7 }))).toEqual({ q: 'card', status: undefined, label: undefined, predicted: undefined, sort: undefined })
})
