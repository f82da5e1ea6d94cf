/** No value ends the run: whatever JSON may hold, in whatever place, costs at most the resource it stands in. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBundle } from '../../src/fhir/bundle.ts'
import { readFile } from '../../src/fhir/file.ts'
import { limits } from '../../src/fhir/json.ts'
import { Unusable } from '../../src/fhir/reading.ts'
import { bundleOf, condition, course, type Document, evaluateBundle, MIG, month, P, pressure, type Resource, short } from '../bundle.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const utf8 = (of: unknown) => bytes(JSON.stringify(of))

describe('a file', () => {
  test('in UTF-8, with or without its mark', () => {
    for (const text of ['{"a":"å"}', '\uFEFF{"a":"å"}']) expect(readFile(bytes(text))).toEqual({ json: { a: 'å' }, problems: [] })
  })
  test('in Latin-1: read as such, told', () => {
    const latin1 = Uint8Array.from([...'{"a":"å"}'].map((letter) => letter.charCodeAt(0)))
    expect(readFile(latin1)).toEqual({ json: { a: 'å' }, problems: [{ resource: 'Bundle', code: 'latin1' }] })
  })
  test.each([
    ['{"a":1,"a":2}', ['a']],
    ['{"a":{"b":1,"c":{},"b":2},"b":1}', ['a.b']],
    ['[{"a":1},{"a":2}]', []],
    ['{"a":"a","b":["a","a"]}', []],
    ['{"a":1,"\\u0061":2}', ['a']],
  ])('keys that stand twice: %s', (text, keys) =>
    expect(readFile(bytes(text)).problems.map(({ code, detail }) => [code, detail])).toEqual(keys.map((key) => ['duplicateKey', key])),
  )
  test.each(['', '{', '{"a":}', 'nothing'])('no JSON: %s', (text) => expect(() => readFile(bytes(text))).toThrow(Unusable))
  test('too large', () => expect(() => readFile(new Uint8Array(limits.bytes + 1))).toThrow(/tooLarge/))
  test('nested as deep as a text can say: it is read, and what is too deep in it is told', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const entries = [P, MIG].map((one) => `{"resource":${JSON.stringify(one)}}`)
    const text = `{"resourceType":"Bundle","type":"collection","entry":[${entries.join()},{"resource":{"resourceType":"Condition","id":"d","x":${deep}}}]}`
    const document = await evaluateBundle(readFile(bytes(text)).json)
    expect(short(document.facts.migraine)).toBe(true)
    expect(document.read.Condition).toMatchObject({ status: 'failed', reason: 'too deep', unusable: 1 })
  })
})

const good: Resource[] = [
  P,
  { ...MIG, id: 'good' },
  month('2026-10', 'headache-days', 18, { id: 'day' }),
  course('C07AB02', '2024-01-10', '2024-08-10', 100, { id: 'drug' }),
]
/** The good ones are used, whatever stands beside them. */
const holds = (document: Document) =>
  expect([short(document.facts.migraine), document.trials.some(({ substance }: Document) => substance === 'C07AB02')]).toEqual([true, true])

describe('anything as an entry', () => {
  test.each([
    null,
    7,
    'x',
    true,
    [],
    {},
    { resource: null },
    { resource: 7 },
    { resource: [] },
    { resource: {} },
    { resource: { resourceType: 7 } },
  ])('%j: told, and every kind is open', async (entry) => {
    const bundle = bundleOf(good) as { entry: unknown[] }
    const document = await evaluateBundle({ ...bundle, entry: [...bundle.entry, entry] })
    holds(document)
    expect(document.problems).toHaveLength(1)
    expect(Object.values(document.read).map((one) => (one as Document).status)).toEqual(Array(10).fill('partial'))
  })
  test.each([null, 7, 'x', {}, { length: 2 }])('%j in place of the entries: told', (entry) =>
    expect(() => readBundle({ resourceType: 'Bundle', type: 'collection', entry })).toThrow(/notOnePatient/),
  )
})

/** Names that every object of the language has: as a code, a unit, a key they are words like any other. */
const native = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']
describe.each(native)('%s', (word) => {
  test('as a code, a system, a unit, a status, a period', async () => {
    const concept = {
      coding: [
        { system: word, code: word, display: word },
        { system: 'http://www.whocc.no/atc', code: word },
      ],
      text: word,
    }
    const quantity = { value: 1, unit: word, code: word }
    const timing = { repeat: { frequency: 1, period: 1, periodUnit: word, boundsDuration: quantity }, code: { text: word } }
    const resources: Resource[] = [
      ...good,
      condition(concept),
      course(concept as never, '2024-01-10', null, 1, {
        dosageInstruction: [{ timing, doseAndRate: [{ doseQuantity: quantity, type: concept }], route: concept }],
        dispenseRequest: { expectedSupplyDuration: quantity },
        statusReason: concept,
        reasonCode: [concept],
      }),
      pressure({ valueQuantity: quantity }, { valueQuantity: quantity }, '2026-11-01'),
      { ...MIG, id: 'w', clinicalStatus: concept, verificationStatus: concept },
      { ...MIG, id: word, status: word },
      { resourceType: 'QuestionnaireResponse', id: 'q', status: word, subject: { reference: 'Patient/p1' }, item: [{ linkId: word }] },
      { resourceType: word, id: word },
    ]
    holds(await evaluateBundle(bundleOf(resources)))
  })
})

const json = fc.jsonValue({ maxDepth: 3 })
const paths = (of: unknown, at: (string | number)[] = []): (string | number)[][] =>
  typeof of === 'object' && of !== null
    ? Object.entries(of).flatMap(([key, value]) => [[...at, Array.isArray(of) ? Number(key) : key], ...paths(value, [...at, key])])
    : []
function put(of: unknown, [key, ...rest]: (string | number)[], value: unknown): unknown {
  if (key === undefined) return value
  const copy = (Array.isArray(of) ? [...of] : { ...(of as object) }) as Record<string | number, unknown>
  copy[key] = put(copy[key], rest, value)
  return copy
}

test('any JSON in any place of a resource: the good ones count', async () => {
  const victims: Resource[] = [
    { ...MIG, id: 'v1', onsetDateTime: '2001', recordedDate: '2020-01-01' },
    { ...course('N03AX11', '2024-01-10', '2024-08-10', 100), id: 'v2' },
    { ...pressure(150, 90, '2026-11-01'), id: 'v3' },
    { ...month('2026-09', 'migraine-days', 8), id: 'v4' },
  ]
  const places = victims.flatMap((victim, i) => paths(victim).map((path) => ({ i, path })))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), json, async ({ i, path }, value) => {
      const broken = put(victims[i], path, value) as Resource
      holds(await evaluateBundle(bundleOf([...good, broken])))
    }),
    { numRuns: 400 },
  )
})

test('any JSON as an answer to the reading of a file: one clear refusal', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(() => readBundle(readFile(utf8(value)).json)).toThrow(Unusable)
    }),
  )
})
