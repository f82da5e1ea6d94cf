/** Which drug an entry is about, how long it is written for, and what no drug and no length can be. */

import { describe, expect, test } from 'vitest'
import {
  ATC,
  ago,
  asOfDay,
  coding,
  condition,
  course,
  type Document,
  day,
  dosage,
  evaluate,
  MIG,
  type Resource,
  request,
  short,
  within,
} from '../bundle.ts'

const drugs = async (...resources: Resource[]) => (await evaluate([MIG, ...resources])).trials.map(({ substance }: Document) => substance)
const told = ({ problems }: Document) => problems.map(({ problem }: Document) => problem.replace(/:.*/, ''))

describe('a code of ATC is spelled as ATC spells', () => {
  test.each([
    ['N02CC01', 'N02CC01'],
    ['n02cc01', 'N02CC01'],
    ['N02CC1', null],
    ['N02CC011', null],
    ['N2CCC01', null],
    ['1234567', null],
    ['N02CC', null],
    ['N02', null],
  ])('%s: %s', async (code, substance) => {
    const document = await evaluate([MIG, request(code, { authoredOn: ago(30) })])
    expect([document.trials[0].substance, told(document)]).toEqual([substance, substance ? [] : ['the drug has no code we know']])
  })
  test.each([
    [['N02CX07', 'N02CX'], 'N02CD01'],
    [['N02CD01', 'N02CD'], 'N02CD01'],
    [['N02CD01', 'N03A'], null],
  ])('%j: %s', async (codes, substance) => {
    const coding = codes.map((code) => ({ system: ATC, code }))
    expect(await drugs(request({ coding }, { authoredOn: ago(30) }))).toEqual([substance])
  })
  test('what is none may be any drug', async () =>
    expect(short((await evaluate([MIG, request('N03AG1', { authoredOn: ago(30) })])).facts.valproateOngoing)).toBe('notRecorded'))
})

describe('a drug may be named twice', () => {
  const twice = (own: string) => ({
    ...request(own, { authoredOn: ago(30), medicationReference: { reference: '#m' } }),
    contained: [{ resourceType: 'Medication', id: 'm', code: coding(ATC, 'N03AG01') }],
  })
  test.each([{ status: 'entered-in-error' }, { modifierExtension: [{ url: 'urn:x' }] }])('… by one that says nothing: %j', async (more) => {
    const own = { ...request({}, { authoredOn: ago(30), medicationReference: { reference: '#m' } }), medicationCodeableConcept: undefined }
    const contained = [{ resourceType: 'Medication', id: 'm', code: coding(ATC, 'N03AG01'), ...more }]
    expect(await drugs({ ...own, contained })).toEqual([null])
  })
  test('alike', async () => expect(await drugs(twice('N03AG01'))).toEqual(['N03AG01']))
  test('otherwise: neither is believed', async () => expect(await drugs(twice('N02CC01'))).toEqual([null]))
})

describe('a length that cannot be is told and is no length', () => {
  const lasting = (value: number, unit = 'd') =>
    request('C07AB02', {
      authoredOn: ago(200),
      ...dosage(100, {}, {}),
      dosageInstruction: [{ timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value, code: unit } } } }],
    })
  test.each([
    [90, 'd', false],
    [-1, 'd', null],
    [0, 'd', null],
    [2e9, 'd', null],
    [101, 'a', null],
  ])('%d %s', async (value, unit, ongoing) => {
    const document = await evaluate([MIG, lasting(value, unit)])
    expect(document.trials[0].ongoing === false).toBe(ongoing === false)
    expect(told(document).length > 0).toBe(ongoing === null)
  })
  test('an end before the day it was written', async () => {
    const document = await evaluate([
      MIG,
      request('N03AG01', { authoredOn: ago(30), dosageInstruction: [{ timing: { repeat: within(undefined, '2020-01-01') } }] }),
    ])
    expect([short(document.facts.valproateOngoing), told(document)]).toEqual([true, ['the end lies before the start and is not used']])
  })
})

describe('an end of a disease that cannot be is told and is none', () => {
  test.each<[string, object, unknown]>([
    ['before birth', { abatementDateTime: '1901-01-01' }, true],
    ['before the onset', { onsetDateTime: '2020', abatementDateTime: '2019-05' }, true],
    ['in the year of the onset', { onsetDateTime: '2020', abatementDateTime: '2020' }, 'notRecorded'],
    ['later', { abatementDateTime: day(asOfDay, 9) }, true],
  ])('%s', async (says, more, expected) => {
    const { facts, problems } = await evaluate([MIG, condition('F32.9', { clinicalStatus: undefined, ...more })])
    expect(facts.depression.status === 'known' && facts.depression.value === true).toBe(expected === true)
    expect(problems.length).toBe(says.startsWith('before') ? 1 : 0)
  })
})

test('an order of which nobody knows what it is about may be the one that stops the preventive', async () => {
  const metoprolol = course('C07AB02', ago(100), null, 100, { reasonCode: [coding('http://hl7.org/fhir/sid/icd-10-se', 'G43.0')] })
  const order = (on: string) => request({}, { authoredOn: on, medicationCodeableConcept: undefined })
  const of = async (...more: Resource[]) => short((await evaluate([MIG, metoprolol, ...more])).facts.preventiveOngoing)
  expect([await of(), await of(order(ago(200))), await of(order(ago(9)))]).toEqual([true, true, 'notRecorded'])
})
