import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(root, name), 'utf8') }))
const product = files.filter(({ name }) => !/\.test\.tsx?$|^testing\/|api\/schema\.ts$/.test(name))

/** What each part may import besides itself and packages. */
const allowed: Record<string, string[]> = {
  catalogue: [],
  api: ['catalogue'],
  keyboard: ['catalogue'],
  ui: ['keyboard', 'api', 'catalogue'],
  canvas: [],
  fields: ['canvas', 'ui', 'keyboard', 'api', 'catalogue'],
  kinds: ['fields', 'canvas', 'ui', 'keyboard', 'api', 'catalogue'],
  questions: ['kinds', 'fields', 'ui', 'keyboard', 'api', 'catalogue'],
  plugins: ['kinds', 'fields', 'ui', 'keyboard', 'catalogue'],
  stages: ['questions', 'kinds', 'fields', 'canvas', 'ui', 'keyboard', 'api', 'catalogue'],
}

function imports({ name, text }: { name: string; text: string }): string[] {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return found.flatMap((path) => {
    if (path.startsWith('@/')) return [path.slice(2)]
    return path.startsWith('.') ? [relative(root, resolve(root, dirname(name), path)).replaceAll('\\', '/')] : []
  })
}

const lines = (text: string): number => text.trimEnd().split('\n').length

it('imports go one way', () => {
  const wrong = product.flatMap((file) => {
    const [from = '', own] = file.name.split('/')
    if (!(from in allowed)) return []
    return imports(file).flatMap((path) => {
      const [to = '', other] = path.split('/')
      const isOwn = to === from && (from !== 'stages' || other === own) && (from !== 'kinds' || !isKind(own) || other === own || !isKind(other))
      return isOwn || (to !== from && allowed[from]?.includes(to)) ? [] : [`${file.name} → ${path}`]
    })
  })
  expect(wrong).toEqual([])
})

/** A kind is a folder under `kinds` with cases for both twins; the files beside are what all kinds share, the folders without cases what a few do. */
function isKind(name: string | undefined): boolean {
  return name !== undefined && existsSync(join(root, 'kinds', name, 'cases.json'))
}

it('nothing is typed any', () => {
  const typed = files.filter(({ text }) => /(?::|<|\bas|\|)\s*any\b(?!\s*:)/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
  expect(typed.map(({ name }) => name).filter((name) => !name.endsWith('architecture.test.ts'))).toEqual([])
})

it('files are small', () => {
  const sizes = product.map(({ name, text }) => ({ name, size: lines(text) })).sort((a, b) => a.size - b.size)
  expect(sizes.filter(({ size }) => size > 350)).toEqual([])
  expect(sizes[Math.floor(sizes.length / 2)]?.size).toBeLessThanOrEqual(80)
})

it('the screen loads nothing from elsewhere', () => {
  expect(product.filter(({ text }) => /['"`]https?:\/\/(?!www\.w3\.org\/)/.test(text)).map(({ name }) => name)).toEqual([])
})
