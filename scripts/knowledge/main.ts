/** `npm run knowledge`: writes the reviewers' pages; `-- diff A B` tells what changed; `-- export FOLDER` writes FHIR. */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Lang } from '../../src/core/guideline.ts'
import { diff, Unknown } from './diff.ts'
import { writeExport } from './export/export.ts'
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

const usage = `knowledge                       writes ${folder}/
knowledge diff A B [--lang en]  what changed between two guidelines (id, id/recommendation or guideline.json)
knowledge export FOLDER         every guideline as FHIR R4: PlanDefinition, Library, ValueSet`

async function run([command, ...rest]: readonly string[]): Promise<string> {
  const lang: Lang = rest.includes('en') || rest.includes('--lang=en') ? 'en' : 'sv'
  const names = rest.filter((word) => !['--lang', '--lang=en', '--lang=sv', 'sv', 'en'].includes(word))
  if (command === undefined) return writePages()
  if (command === 'diff' && names.length === 2) return diff(names[0]!, names[1]!, lang, today())
  if (command === 'export' && names.length === 1) return writeExport(names[0]!)
  throw new Unknown(usage)
}

const today = () => new Date().toISOString().slice(0, 10) as IsoDate

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  if (!(error instanceof Unknown)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
