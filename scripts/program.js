// Runs a program of this project for Node; builds it first where it is missing or older than what it is made from.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, 0)

/** `entry`: its first file; `madeFrom`: the folders whose change calls for a new build. Both from the project's root. */
export async function run(name, entry, madeFrom) {
  const built = join(root, `dist/node/${name}.js`)
  const age = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (age < Math.max(...madeFrom.map((folder) => newest(join(root, folder))))) await make(name, entry, built)
  await import(built)
}

/** Made aside and moved into place, so that commands that start at the same time never meet half a file. */
async function make(name, entry, built) {
  const { build } = await import('vite')
  const aside = join(root, `dist/node/making-${process.pid}`)
  await build({
    root,
    logLevel: 'error',
    build: { ssr: true, outDir: aside, emptyOutDir: true, rollupOptions: { input: { [name]: join(root, entry) } } },
  })
  mkdirSync(join(root, 'dist/node'), { recursive: true })
  renameSync(join(aside, `${name}.js`), built)
  rmSync(aside, { recursive: true })
}
