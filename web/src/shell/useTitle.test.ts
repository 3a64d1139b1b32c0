import { expect, it } from 'vitest'
import { titleOf } from './useTitle'

it('says the stage and the project', () => {
  expect(titleOf('/p/3/label', 'Film reviews')).toBe('Label · Film reviews · inloop')
  expect(titleOf('/p/3', 'Film reviews')).toBe('Overview · Film reviews · inloop')
  expect(titleOf('/p/3/data/71', 'Film reviews')).toBe('Data · Film reviews · inloop')
})

it('says where one is outside of projects', () => {
  expect(titleOf('/', undefined)).toBe('All projects · inloop')
  expect(titleOf('/nowhere', undefined)).toBe('inloop')
})
