/** Each demo patient read over HTTP, as the app reads, is judged as from the file: what a server does not find there decides nothing. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import type { Resource } from '../bundle.ts'
import { launch } from '../demo/launch.ts'

const today = todayInSweden()
const needed = neededKinds(rules.guidelines, rules.vocabulary)
const makeRecord = recordMaker(rules)
let record: RunningRecord
beforeAll(async () => {
  record = await startRecord({ port: 0, today })
})
afterAll(() => record.close())

async function served(patient: string, from = record): Promise<Reading> {
  const app = await launch(from, { patient })
  const ask = async (path: string) => {
    const answer = await app.get(path)
    if (!answer.ok) throw Object.assign(new Error(path), { status: answer.status })
    return answer.json()
  }
  return readServer(ask, patient, searches(needed, rules, patient, today), { base: `${from.url}/fhir`, notKept: [], sameServer: [] })
}

type Patient = ReturnType<typeof demoPatients>[number]
const patients = demoPatients(today)
const judged = async (reading: Reading, { expected }: Patient) => {
  const { facts, careLevel, guidelines } = await evaluator(
    rules,
    today,
    expected.region,
  )(makeRecord(reading, today), { answers: noAnswers, role: expected.role })
  return {
    careLevel,
    facts: Object.entries(facts).map(([name, { evidence, ...fact }]) => [name, fact]),
    verdicts: guidelines.flatMap(({ recommendations }) => recommendations.map((one) => [one.id, one.verdict])),
  }
}

test.each(patients.map((patient) => [patient.slug, patient] as const))('%s', async (_, patient) => {
  expect(await judged(await served(patient.id), patient)).toEqual(await judged(readBundle(patient.bundle), patient))
})

type Coded = { coding?: { system?: string; code?: string }[] }
type Observed = Resource & { code: Coded; component?: { code: Coded; valueQuantity?: object }[] }
const loinc = 'http://loinc.org'
const isPressure = ({ component }: Observed): boolean => component?.some(({ code }) => code.coding?.[0]?.code === '8480-6') === true
const codesOf = (set: string): string[] => rules.codes.sets[set]!.codes.map((code) => code.replace('loinc:', ''))

/** Every way that our reader accepts to write the same: a server must find each of them. */
type Alias = [says: string, write: (one: Observed) => Observed[]]
const panel = (system: string, code: string): Alias => [
  `pressures under ${system} ${code}`,
  (one) => (isPressure(one) ? [{ ...one, code: { coding: [{ system, code }] } }] : [one]),
]
const sameAs = (set: string): Alias[] =>
  codesOf(set).map(
    (code): Alias => [
      `${set} as ${code}`,
      (one) =>
        codesOf(set).includes(one.code.coding?.[0]?.code ?? '') ? [{ ...one, code: { coding: [{ system: loinc, code }] } }] : [one],
    ],
  )
const aliases: Alias[] = [
  ...codesOf('bloodPressurePanel').map((code) => panel(loinc, code)),
  panel('urn:local', 'bt'),
  [
    'pressures as Observations of their own',
    ({ component, ...one }) =>
      isPressure({ component, ...one } as Observed)
        ? component!.map(({ code, valueQuantity }, i) => ({ ...one, id: `${one.id}-${i}`, code, valueQuantity }) as Observed)
        : [{ ...one, ...(component ? { component } : {}) } as Observed],
  ],
  [
    'every code under LOINC’s object identifier',
    (one) => [JSON.parse(JSON.stringify(one).replaceAll(loinc, 'urn:oid:2.16.840.1.113883.6.1'))],
  ],
  ...sameAs('dueDate'),
  ...sameAs('gestationalAge').filter(([says]) => !codesOf('gestationalDays').some((code) => says.includes(code))),
]
const searching = {
  'by combo-code': {},
  'without combo-code': { comboCodeSearch: false },
  'without code': { comboCodeSearch: false, codeSearch: false },
}

describe.each(Object.entries(searching))('each accepted alias of each code, %s', (_, faults) => {
  test.each(aliases)('%s', async (_, write) => {
    const own = await startRecord({ port: 0, today })
    try {
      Object.assign(own.faults, faults)
      const observations = own.store.all('Observation') as unknown as Observed[]
      const changed = new Set<string>()
      for (const one of observations) {
        const written = write(one)
        if (JSON.stringify(written) === JSON.stringify([one])) continue
        changed.add(own.store.ownerOf(one as never) ?? '')
        own.store.remove('Observation', one.id!)
        for (const other of written) own.store.put(other as never, true)
      }
      for (const patient of patients.filter(({ id }) => changed.has(id))) {
        const entry = patient.bundle.entry!.flatMap(({ resource, ...rest }): object[] =>
          resource?.resourceType === 'Observation'
            ? write(resource as unknown as Observed).map((one) => ({ resource: one }))
            : [{ resource, ...rest }],
        )
        expect(await judged(await served(patient.id, own), patient), patient.slug).toEqual(
          await judged(readBundle({ ...patient.bundle, entry }), patient),
        )
      }
    } finally {
      await own.close()
    }
  })
})
