import { expect, test } from 'vitest'
import type { Label } from '@/api'
import { labelsOf, outlineOf } from './outline'

const label = (id: string, name: string, code: number, parent: string | null = null): Label => ({ id, name, code, parent, retired: false })
const before = [label('animals', 'Animals', 0), label('cats', 'Cats', 1, 'animals'), label('dogs', 'Dogs', 2, 'animals'), label('plants', 'Plants', 3)]
const all = new Set(before.map(({ id }) => id))
const told = (text: string, kept: ReadonlySet<string> = all) => labelsOf(text, before, kept).map(({ id, name, parent, retired }) => `${id}: ${name} < ${parent}${retired ? ' (retired)' : ''}`)

test('a tree as text and back is the same tree', () => {
  expect(outlineOf(before)).toBe('Animals\n  Cats\n  Dogs\nPlants')
  expect(labelsOf(outlineOf(before), before, all)).toEqual(before)
})

test('a label that moves keeps its id', () => {
  expect(told('Animals\n  Cats\nPlants\n  Dogs')).toContain('dogs: Dogs < plants')
})

test('a label that is renamed keeps its id, and so do those below it', () => {
  expect(told('Beasts\n  Cats\n  Dogs\nPlants')).toEqual(['animals: Beasts < null', 'cats: Cats < animals', 'dogs: Dogs < animals', 'plants: Plants < null'])
})

test('a label that is left out is retired where answers may use it, else gone', () => {
  expect(told('Animals\n  Cats\nPlants')).toContain('dogs: Dogs < animals (retired)')
  expect(told('Animals\n  Cats\nPlants', new Set())).toHaveLength(3)
})

test('a new label gets an id of its own, also beside one of its name', () => {
  expect(told('Animals\n  Cats\n  Dogs\nPlants\n  Cats')).toContain('cats-2: Cats < plants')
})

test('a line too far in stands under the one above it', () => {
  expect(told('Animals\n      Cats\n  Dogs\nPlants')).toContain('cats: Cats < animals')
})
