import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { knowledge } from './scripts/knowledge.ts'
import { patience } from './test/browser/patience.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

// One tool makes the app (two HTML entries) and the Node programs (--ssr), from the same rules folder.
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [knowledge()],
  base: './',
  define: { __VERSION__: JSON.stringify(version) },
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { outDir: 'dist/node', emptyOutDir: false, target: 'node20', minify: false }
    : {
        outDir: 'dist/app',
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['index.html', 'launch.html'],
          output: {
            codeSplitting: {
              groups: [
                {
                  name: 'shared',
                  test: /rolldown|fhirclient|src.(app.(words(.\w+)?|site|failure|smart)|fhir.(needs|writing.writing)|core.record)\.ts/,
                },
              ],
            },
          },
        },
      },
  resolve: {
    alias: {
      'jsonpath-plus': fileURLToPath(new URL('src/core/noPaths.ts', import.meta.url)),
      eventemitter2: fileURLToPath(new URL('src/core/noEvents.ts', import.meta.url)),
    },
  },
  ssr: { noExternal: ['json-rules-engine'] },
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/laws/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
          // All cores: on two, the runner would by default use one.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: { name: 'laws', include: ['test/laws/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 60_000, maxWorkers: '100%' },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // The record's own pages keep their styles: without them the app's frame would be 300 x 150 pixels.
          css: { include: [/record\.css/] },
          globalSetup: ['./test/browser/browser.ts'],
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 4 * patience,
          hookTimeout: 4 * patience,
          expect: { poll: { timeout: patience } },
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}))
