import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { offlinePlugin } from './src/offline/plugin.ts'

export default defineConfig({
  base: '/',
  plugins: [react(), offlinePlugin()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../src/inloop/server/static',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The workbench opens with four requests (see scripts/budget.mjs); every other screen brings its own style sheet.
    cssCodeSplit: true,
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/offline/worker.ts' },
      output: {
        // A worker rules over what lies beside and below it, and keeps its name.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: 'index', test: /src[\\/]main\.tsx$/ }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8400', '/media': 'http://127.0.0.1:8400' } },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    pool: 'threads',
    maxWorkers: 2,
  },
})
