// Runs the built `evaluate`; builds it first where it is missing or older than what it is made from.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist/node/evaluate.js')
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, 0)
const age = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (age < Math.max(...['src', 'rules'].map((folder) => newest(join(root, folder))))) {
  const { build } = await import('vite')
  // Made aside and moved into place, so that commands that start at the same time never meet half a file.
  const aside = join(root, `dist/node/making-${process.pid}`)
  await build({
    root,
    logLevel: 'error',
    build: { ssr: true, outDir: aside, emptyOutDir: true, rollupOptions: { input: { evaluate: join(root, 'src/evaluate/main.ts') } } },
  })
  mkdirSync(join(root, 'dist/node'), { recursive: true })
  renameSync(join(aside, 'evaluate.js'), built)
  rmSync(aside, { recursive: true })
}
await import(built)
