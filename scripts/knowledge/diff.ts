/** `npm run knowledge -- diff A B`: what changed, in words and in verdicts. */

import { readFileSync } from 'node:fs'
import { problems } from '../../src/core/check.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Guideline, Lang } from '../../src/core/guideline.ts'
import { say } from '../../src/outputs/say.ts'
import { verdictWords } from '../../src/outputs/terms.ts'
import { allCases, type Compared, compare, type Difference, type Pair, pairs } from './diffVerdicts.ts'
import { wordsThatDiffer } from './diffWords.ts'
import { definitions, type Entry, entry, library, vocabulary } from './library.ts'
import { words } from './words.ts'

/** A guideline that cannot be compared, in one sentence. */
export class Unknown extends Error {}

/** The report on two guidelines; each is an id, an id with a recommendation (`id/rule`), or the path of a guideline.json. */
export async function diff(first: string, second: string, lang: Lang, today: IsoDate): Promise<string> {
  const [before, after] = [find(first), find(second)]
  const cases = await allCases(today)
  const wanted = before.rule && after.rule ? [{ before: before.rule, after: after.rule }] : pairs(before.entry.written, after.entry.written)
  const compared = await compare(before.entry, after.entry, wanted, cases)
  const count = { patients: cases.filter(({ isPatient }) => isPatient).length, rows: cases.filter(({ isPatient }) => !isPatient).length }
  return [
    `# ${name(before.entry, lang)} → ${name(after.entry, lang)}`,
    '',
    ...wordsThatDiffer(before.entry, after.entry, lang),
    `## ${words.verdicts[lang]}`,
    '',
    ...(compared.length === 0
      ? [words.nothingToCompare[lang]]
      : compared.flatMap((one) => verdictLines(one, before.entry, after.entry, count, lang))),
  ].join('\n')
}

const name = ({ own }: Entry, lang: Lang): string => `${own.title[lang]} (${own.publisher}, ${own.version})`

function find(what: string): { entry: Entry; rule?: string } {
  if (what.endsWith('.json')) return { entry: entry(read(what)) }
  const [id, rule] = what.split('/')
  const found = library.find(({ own }) => own.id === id)
  if (!found) throw new Unknown(`no guideline ${id}; there are ${library.map(({ own }) => own.id).join(', ')}`)
  if (rule === undefined) return { entry: found }
  const ids = found.written.recommendations.map((one) => one.id)
  if (!ids.includes(rule)) throw new Unknown(`${id} has no recommendation ${rule}; it has ${ids.join(', ')}`)
  return { entry: found, rule }
}

function read(file: string): Guideline {
  let own: Guideline
  try {
    own = JSON.parse(readFileSync(file, 'utf8')) as Guideline
  } catch (error) {
    throw new Unknown(`${file}: ${error instanceof Error ? error.message : 'not JSON'}`)
  }
  const wrong = problems(own, definitions, vocabulary.facts)
  if (wrong.length > 0) throw new Unknown(`${file}: ${wrong.join('; ')}`)
  return own
}

type Count = { patients: number; rows: number }

function verdictLines({ before, after, differences }: Compared, a: Entry, b: Entry, count: Count, lang: Lang): string[] {
  const [whole, rows] = [differences.filter(({ of }) => of.isPatient), differences.filter(({ of }) => !of.isPatient)]
  return [
    pairTitle({ before, after }, a, b, lang),
    '',
    `${words.ofPatients[lang](count.patients, whole.length)} ${words.ofRows[lang](count.rows, rows.length)}`,
    '',
    ...byChange(whole, lang),
    ...byChange(rows, lang),
  ]
}

function pairTitle({ before, after }: Pair, a: Entry, b: Entry, lang: Lang): string {
  const text = ({ written, numbers }: Entry, id: string) => say(written.recommendations.find((one) => one.id === id)!.text, numbers, lang)
  const [was, is] = [text(a, before), text(b, after)]
  return before === after && was === is ? `### ${was}` : `### ${was} → ${is}`
}

/** Cases under the change they have in common; rows of one table on one line. */
function byChange(differences: readonly Difference[], lang: Lang): string[] {
  const change = ({ before, after }: Difference) => `${verdictWords[before][lang]} → ${verdictWords[after][lang].toLowerCase()}`
  return [...new Set(differences.map(change))].flatMap((title) => {
    const of = differences.filter((one) => change(one) === title)
    const lines = [...new Set(of.map((one) => one.of.where))].map((where) => {
      const says = of.filter((one) => one.of.where === where).map((one) => `“${one.of.says}”`)
      return `- ${where}: ${says.join(', ')}`
    })
    return [`${title} (${of.length}):`, ...lines, '']
  })
}
