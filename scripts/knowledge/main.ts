/**
 * `npm run knowledge`: writes the reviewers' pages.
 */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pages } from './pages.ts'

const folder = 'docs/knowledge'

/** Pages of guidelines that are gone go too. */
function writePages(): string {
  const made = pages()
  for (const lang of ['sv', 'en']) mkdirSync(join(folder, lang), { recursive: true })
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.md') && !(name.replaceAll('\\', '/') in made)) rmSync(join(folder, name))
  for (const [name, text] of Object.entries(made)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return `${Object.keys(made).length} pages in ${folder}/`
}

process.stdout.write(`${writePages()}\n`)
