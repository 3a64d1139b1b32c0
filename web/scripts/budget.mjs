// The labelling page opens with at most 200 kB (gzip) in few files; fails the build otherwise. Run after `vite build`.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const MOST_BYTES = 200_000
// The page, its script, the few lines that join scripts, and its style sheet; with the project and the items that makes six.
const MOST_FILES = 4

const root = new URL('../../src/inloop/server/static/', import.meta.url)
const page = readFileSync(new URL('index.html', root), 'utf8')
const files = ['index.html', ...[...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1])]
const sizes = files.map((file) => ({ file, gzip: gzipSync(readFileSync(new URL(file, root))).length }))
const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0)

for (const { file, gzip } of sizes) console.log(`${(gzip / 1000).toFixed(1).padStart(7)} kB  ${file}`)
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  labelling page, of ${MOST_BYTES / 1000}; ${files.length} files, of ${MOST_FILES}`)

if (total > MOST_BYTES || files.length > MOST_FILES) {
  console.error('The labelling page is over its budget: load what it does not need at once with `lazy(() => import(...))`.')
  process.exit(1)
}
