import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** Write into `worker.js` which files the page consists of, and a name that changes when one of them does. */
export function offlinePlugin(): Plugin {
  return {
    name: 'inloop-offline',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['worker.js']
        if (worker?.type !== 'chunk') throw new Error('The build has no worker.js. Name src/offline/worker.ts among the inputs in vite.config.ts.')
        if (worker.imports.length > 0) throw new Error(`worker.js is to stand alone, but imports ${worker.imports.join(', ')}.`)
        const files = ['/logo.svg', ...Object.keys(bundle).filter((file) => file.startsWith('assets/')).sort().map((file) => `/${file}`)]
        const page = bundle['index.html']
        const name = `inloop-${createHash('sha256').update(files.join()).update(page?.type === 'asset' ? page.source : '').digest('hex').slice(0, 12)}`
        worker.code = worker.code.replace('__BUILD__', () => JSON.stringify({ name, files }))
      },
    },
  }
}
