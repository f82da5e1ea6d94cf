// Runs the built `knowledge` program; builds it first where it is missing or older than what it is made from.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist/node/knowledge.js')
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, 0)
const age = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (age < Math.max(...['src', 'rules', 'scripts', 'test'].map((folder) => newest(join(root, folder))))) {
  const { build } = await import('vite')
  await build({
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: 'dist/node',
      emptyOutDir: false,
      rollupOptions: { input: { knowledge: join(root, 'scripts/knowledge/main.ts') } },
    },
  })
}
await import(built)
