/** Patients a second through the whole evaluation, beside `JSON.parse` of the same records in the same run. */

import { evaluator } from '../src/core/evaluate.ts'
import { noAnswers } from '../src/core/facts.ts'
import { readBundle } from '../src/fhir/bundle.ts'
import { recordMaker } from '../src/fhir/record.ts'
import { rules } from '../src/rules.ts'
import { recordText } from './population.ts'

const asOf = '2026-11-22'

/** Processor time of one piece of work, in milliseconds: the machine is shared, the clock on the wall is not ours. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Parses and evaluates patient after patient; gives both costs a patient for the first hundred, and after a thousand. */
export async function evaluation(resources: number, patients: number): Promise<string[]> {
  const judge = evaluator(rules, asOf, 'X')
  const makeRecord = recordMaker(rules)
  const stages = [
    { name: 'first 100', from: 0, to: 100 },
    { name: `100–${Math.min(1000, patients)}`, from: 100, to: Math.min(1000, patients) },
    { name: `after ${Math.min(1000, patients)}`, from: Math.min(1000, patients), to: patients },
  ].filter(({ from, to }) => to > from)
  const lines: string[] = []
  for (const { name, from, to } of stages) {
    let [parsing, evaluating] = [0, 0]
    for (let batch = from; batch < to; batch += 50) {
      const texts = Array.from({ length: Math.min(50, to - batch) }, (_, i) => recordText(batch + i, resources))
      let bundles: unknown[] = []
      parsing += await cost(() => {
        bundles = texts.map((text) => JSON.parse(text) as unknown)
      })
      evaluating += await cost(async () => {
        for (const bundle of bundles) await judge(makeRecord(readBundle(bundle), asOf), { answers: noAnswers, role: 'gp' })
      })
    }
    const each = evaluating / (to - from)
    lines.push(
      `${String(resources).padStart(4)} resources, ${name.padEnd(12)} ${(1000 / each).toFixed(0).padStart(6)} patients/s  ${each.toFixed(2)} ms evaluation, ${(parsing / (to - from)).toFixed(2)} ms JSON.parse: ${(evaluating / parsing).toFixed(1)} x`,
    )
  }
  return lines
}
