/** Each demo patient read over HTTP, as the app reads, is judged as from the file: what a server does not find there decides nothing. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { todayInSweden } from '../../demo/dates.ts'
import { demoPatients } from '../../demo/patients.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import { evaluator } from '../../src/core/evaluate.ts'
import { noAnswers } from '../../src/core/facts.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { neededKinds, searches } from '../../src/fhir/needs.ts'
import type { Reading } from '../../src/fhir/reading.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { readServer } from '../../src/fhir/server.ts'
import { rules } from '../../src/rules.ts'
import { launch } from './launch.ts'

const today = todayInSweden()
const needed = neededKinds(rules.guidelines, rules.vocabulary)
const makeRecord = recordMaker(rules.codes, rules.drugs)
let record: RunningRecord
beforeAll(async () => {
  record = await startRecord({ port: 0, today })
})
afterAll(() => record.close())

async function served(patient: string): Promise<Reading> {
  const app = await launch(record, { patient })
  const ask = async (path: string) => {
    const answer = await app.get(path)
    if (!answer.ok) throw Object.assign(new Error(path), { status: answer.status })
    return answer.json()
  }
  return readServer(ask, patient, searches(needed, rules.codes, patient), { base: `${record.url}/fhir`, notKept: [], sameServer: [] })
}

test.each(demoPatients(today).map((patient) => [patient.slug, patient] as const))('%s', async (_, { id, bundle, expected }) => {
  const evaluate = evaluator(rules, today, expected.region)
  const judged = async (reading: Reading) => {
    const { facts, careLevel, guidelines } = await evaluate(makeRecord(reading, today), { answers: noAnswers, role: expected.role })
    return {
      careLevel,
      facts: Object.entries(facts).map(([name, { evidence, ...fact }]) => [name, fact]),
      verdicts: guidelines.flatMap(({ recommendations }) => recommendations.map((one) => [one.id, one.verdict])),
    }
  }
  expect(await judged(await served(id))).toEqual(await judged(readBundle(bundle)))
})
