/** `npm run evaluate`: a Bundle in, one JSON document out. Exit 0, or 2 with one line for input that cannot be used. */

import { readFileSync } from 'node:fs'
import { InvalidAnswer, parseAnswers } from '../core/answers.ts'
import { evaluator } from '../core/evaluate.ts'
import { type Answers, noAnswers } from '../core/facts.ts'
import { readBundle } from '../fhir/bundle.ts'
import { readFile } from '../fhir/file.ts'
import { Unusable } from '../fhir/reading.ts'
import { recordMaker } from '../fhir/record.ts'
import { document } from '../outputs/document.ts'
import { summary } from '../outputs/summary.ts'
import { unusableText } from '../outputs/words.ts'
import { rules } from '../rules.ts'
import { langOf, options } from './options.ts'

async function main(args: readonly string[]): Promise<string> {
  const { file, asOf, region, role, answers, lang, format } = options(args)
  const { json, problems } = contentOf(file)
  const reading = readBundle(json, problems)
  const given: Answers = answers === null ? noAnswers : parseAnswers(contentOf(answers).json, rules.vocabulary, rules.drugs)
  const record = recordMaker(rules)(reading, asOf)
  const assessment = await evaluator(rules, asOf, region)(record, { answers: given, role })
  return format === 'text' ? summary(assessment, rules, lang) : JSON.stringify(document(assessment, rules, lang), null, 2)
}

function contentOf(file: string): ReturnType<typeof readFile> {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file === '-' ? 0 : file)
  } catch (error) {
    throw new Unusable('unreadable', error instanceof Error && 'code' in error ? `${file} (${error.code})` : file)
  }
  return readFile(bytes)
}

// Whoever reads the answer may stop reading: that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const args = process.argv.slice(2)
try {
  process.stdout.write(`${await main(args)}\n`)
} catch (error) {
  const isOurs = error instanceof Unusable || error instanceof InvalidAnswer
  const [code, detail] = isOurs ? [error.code, error.detail] : ['internal', error instanceof Error ? error.message : String(error)]
  process.stderr.write(`${unusableText(code, detail, langOf(args)).replace(/\s+/g, ' ')}\n`)
  process.exitCode = 2
}
