/** The answer depends on what the record says: not on the order of entries, the type of bundle, the style of references, or the clock's zone. */

import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  ATC,
  allergyTo,
  CHRONIC,
  coding,
  condition,
  course,
  type Document,
  dispense,
  evaluateBundle,
  given,
  ICD,
  LOINC,
  METO_FAIL,
  MIG,
  month,
  notTolerated,
  observation,
  patient,
  pressure,
  type Resource,
  request,
  score,
  sct,
  statement,
} from '../bundle.ts'
import { built, run } from '../command.ts'

/** A record with all that could be decided by order: ties, versions, references, partial dates, faults. */
const record: Resource[] = [
  patient({ identifier: [{ system: 'urn:oid:1.2.752.129.2.1.3.1', value: '198103022389' }] }),
  MIG,
  ...CHRONIC,
  METO_FAIL,
  condition('G43.1', { recordedDate: '2019-05-01', onsetDateTime: '1999' }),
  condition('I63.9', { recordedDate: '2026-03-01' }),
  course('N03AX11', '2024-10-01', '2025-03-01', 50, notTolerated),
  course('N03AX11', '2024-10-01', '2025-04-01', 100),
  { ...request('C09CA06', { authoredOn: '2026-10-01' }), id: 'same', meta: { versionId: '1' } },
  { ...request('C09CA06', { authoredOn: '2026-10-01', status: 'stopped' }), id: 'same', meta: { versionId: '2' } },
  {
    ...request({}, { authoredOn: '2026-11-01', medicationReference: { reference: 'Medication/m1' } }),
    medicationCodeableConcept: undefined,
  },
  { resourceType: 'Medication', id: 'm1', code: coding(ATC, 'N02CC01') },
  statement({ text: 'något receptfritt' }, { effectiveDateTime: '2026-10' }),
  statement('N06AA09', { status: 'completed', effectivePeriod: { start: '2023' } }),
  dispense('C07AB02', '2024-02-01', 98),
  given('N02CD01', '2026-09-01', 70),
  given('N02CD01', '2026-10-01', 140),
  month('2026-07', 'headache-days', 12, { issued: '2026-08-01T08:00:00Z' }),
  month('2026-07', 'headache-days', 14),
  month('2026-06', 'migraine-days', 40),
  score('hit-6', 62, '2026-10-01'),
  score('hit-6', 60, '2026-10-01'),
  pressure(150, 95, '2026-10-01'),
  pressure(165, 80, '2026-10-01'),
  pressure(120, 75, '2026-09-30T23:30:00Z'),
  observation(coding(LOINC, '82810-3'), { valueCodeableConcept: sct('60001007') }, { effectiveDateTime: '2026-11-10' }),
  observation(coding(LOINC, '82810-3'), { valueCodeableConcept: sct('77386006') }, { effectiveDateTime: '2026-11-10' }),
  allergyTo('N02CC03'),
  condition(coding(ICD, 'J45.9'), { subject: { reference: 'Patient/other' } }),
  condition(coding('urn:local', '7'), {}),
  {
    ...condition('G44.2'),
    id: 'logical',
    subject: { identifier: { system: 'http://electronichealth.se/identifier/personnummer', value: '19810302-2389' } },
  },
]
const bundle = (resources: Resource[], type = 'collection', entry: (resource: Resource) => object = (resource) => ({ resource })) => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map(entry),
})

let expected: Document
beforeAll(async () => {
  await built()
  expected = await evaluateBundle(bundle(record))
}, 120_000)

test('the record decides something of everything', () => {
  expect(expected.careLevel.level).toBe('neurology')
  expect(expected.trials.length).toBeGreaterThan(6)
  expect(expected.problems.length).toBeGreaterThan(3)
  expect(new Set(Object.values(expected.facts).map((fact) => (fact as Document).status))).toEqual(new Set(['known', 'between', 'unknown']))
})

test('the order of entries', () =>
  fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(record, { minLength: record.length }), async (shuffled) => {
      expect(await evaluateBundle(bundle(shuffled))).toEqual(expected)
    }),
    { numRuns: 60 },
  ))

test('the order of lines and codings inside a resource', async () => {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned).reverse()
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .map(([key, one]): [string, unknown] => [key, turned(one)])
              .reverse(),
          )
        : value
  expect(await evaluateBundle(bundle(record.map(turned) as Resource[]))).toEqual(expected)
})

test.each(['collection', 'transaction', 'batch', 'document', 'searchset'])('a bundle of type %s', async (type) => {
  expect(await evaluateBundle(bundle(record, type))).toEqual(expected)
})

const rewritten = (value: unknown, reference: (of: string) => string): unknown =>
  Array.isArray(value)
    ? value.map((one) => rewritten(one, reference))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, one]) => [
            key,
            key === 'reference' && typeof one === 'string' ? reference(one) : rewritten(one, reference),
          ]),
        )
      : value
const base = 'https://ehr.example/fhir'
test.each<[string, (resource: Resource) => object, (reference: string) => string]>([
  ['absolute, with fullUrl', (r) => ({ fullUrl: `${base}/${r.resourceType}/${r.id}`, resource: r }), (to) => `${base}/${to}`],
  ['relative, with fullUrl', (r) => ({ fullUrl: `${base}/${r.resourceType}/${r.id}`, resource: r }), (to) => to],
  ['absolute, without fullUrl', (resource) => ({ resource }), (to) => `${base}/${to}`],
  ['urn:uuid', (r) => ({ fullUrl: `urn:uuid:${r.id}`, resource: r }), (to) => `urn:uuid:${to.split('/')[1]}`],
  ['of a version', (resource) => ({ resource }), (to) => `${to}/_history/3`],
])('references %s', async (_, entry, reference) => {
  const resources = record.map((one) => rewritten(one, reference) as Resource)
  expect(await evaluateBundle(bundle(resources, 'collection', entry))).toEqual(expected)
})

/** The same record through the same code, in a process whose clock stands elsewhere. */
test.each(['America/New_York', 'Pacific/Kiritimati', 'Asia/Kolkata'])('TZ=%s', (zone) => {
  const { status, stdout, stderr } = run(['-', '--as-of', '2026-11-22', '--lang', 'en'], JSON.stringify(bundle(record)), { TZ: zone })
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual(expected)
})

test.each(['America/New_York', 'Asia/Tokyo'])('a birthday is the same day with TZ=%s', (zone) => {
  const age = (birthDate: string) =>
    JSON.parse(run(['-', '--as-of', '2026-11-22'], JSON.stringify(bundle([patient({ birthDate })])), { TZ: zone }).stdout).patient.age
  expect([age('2008-11-23'), age('2008-11-22'), age('2008-11-21')]).toEqual([17, 18, 18])
})
