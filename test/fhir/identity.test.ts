/** One patient: by canonical address or by a number of the patient's own, never by an id alone. */

import { describe, expect, test } from 'vitest'
import { readBundle } from '../../src/fhir/bundle.ts'
import { patientIn } from '../../src/fhir/patient.ts'
import {
  ATC,
  bundleOf,
  coding,
  condition,
  type Document,
  evaluateBundle,
  MIG,
  P,
  patient,
  type Resource,
  request,
  short,
} from '../bundle.ts'

const NUMBER = { system: 'http://electronichealth.se/identifier/personnummer', value: '198103021234' }
const anna = patient({ identifier: [NUMBER] })
const stroke = (more: object): Resource => condition('I63.9', { id: 'c', ...more })
const base = 'https://ehr.example/fhir'

/** The patient and one diagnosis, as entries of a server. */
const bundle = (resource: Resource, urls = true) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [anna, resource].map((one) => ({ ...(urls ? { fullUrl: `${base}/${one.resourceType}/${one.id}` } : {}), resource: one })),
})
const seen = async (resource: Resource, urls = true) => {
  const document = await evaluateBundle(bundle(resource, urls))
  return { stroke: short(document.facts.cerebrovascularDisease), read: document.read.Condition, problems: document.problems.length }
}
const to = (reference: string, more: object = {}) => ({ subject: { reference, ...more } })

describe('is the patient', () => {
  test.each<[string, object]>([
    ['a relative reference', to('Patient/p1')],
    ['with a version', to('Patient/p1/_history/3')],
    ['an absolute one', to(`${base}/Patient/p1`)],
    ['… with the host in capitals', to('https://EHR.EXAMPLE/fhir/Patient/p1')],
    ['… with the port it has anyway', to('https://ehr.example:443/fhir/Patient/p1')],
    ['… by http', to('http://ehr.example/fhir/Patient/p1')],
    ['a number of the patient’s', { subject: { identifier: NUMBER } }],
    ['… under another address of its kind', { subject: { identifier: { system: 'urn:oid:1.2.752.129.2.1.3.1', value: '19810302-1234' } } }],
    ['a reference beside that number', to('Patient/p1', { identifier: NUMBER })],
    [
      'a reference beside a number of a kind the patient has none of',
      to('Patient/p1', { identifier: { system: 'urn:local', value: '7' } }),
    ],
    ['a reference of type Patient', to('Patient/p1', { type: 'Patient' })],
    ['subject and patient alike', { ...to('Patient/p1'), patient: { reference: 'Patient/p1' } }],
  ])('%s', async (_, more) => expect(await seen(stroke(more))).toMatchObject({ stroke: true, problems: 0 }))
  test('a file that does not say where it is from', async () =>
    expect(await seen(stroke(to('Patient/p1')), false)).toMatchObject({ stroke: true }))
  test('… whose references all name one server', async () =>
    expect(await seen(stroke(to(`${base}/Patient/p1`)), false)).toMatchObject({ stroke: true }))
})

describe('is another’s: told, left out, and the kind is whole', () => {
  test.each<[string, object]>([
    ['another hospital’s patient of the same id', to('https://other-hospital.example/fhir/Patient/p1')],
    ['the same host, another base', to('https://ehr.example/other/Patient/p1')],
    ['another id', to('Patient/p2')],
    ['a group of the same id', to('Group/p1')],
    ['a reference that says it is a group', to('Patient/p1', { type: 'Group' })],
    ['a reference with another person’s number', to('Patient/p1', { identifier: { ...NUMBER, value: '191212121212' } })],
    ['another number', { subject: { identifier: { ...NUMBER, value: '191212121212' } } }],
    ['subject and patient that disagree', { ...to('Patient/p1'), patient: { reference: 'Patient/p2' } }],
    ['a contained device', { contained: [{ resourceType: 'Device', id: 'x', identifier: [NUMBER] }], ...to('#x') }],
    [
      'a contained patient with another number',
      { contained: [{ resourceType: 'Patient', id: 'x', identifier: [{ ...NUMBER, value: '1' }] }], ...to('#x') },
    ],
  ])('%s', async (_, more) =>
    expect(await seen(stroke(more))).toMatchObject({
      stroke: 'notRecorded',
      read: { status: 'complete', count: 0, unusable: 0 },
      problems: 1,
    }),
  )
})

describe('is nobody’s: told, unusable, and open', () => {
  test.each<[string, object]>([
    ['none', { subject: undefined }],
    ['null', { subject: null }],
    ['a text', { subject: 'Patient/p1' }],
    ['a name', { subject: { display: 'Anna' } }],
    ['a bare id', to('p1')],
    ['a contained patient without a number', { contained: [{ resourceType: 'Patient', id: 'x' }], ...to('#x') }],
    ['masked', { subject: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] } }],
  ])('%s', async (_, more) =>
    expect(await seen(stroke(more))).toMatchObject({ read: { status: 'partial', count: 0, unusable: 1 }, problems: 1 }),
  )
})

test('a drug of another server with the same id is not the one here', async () => {
  const medication = { resourceType: 'Medication', id: 'm', code: coding(ATC, 'N03AG01') }
  const of = async (reference: string) => {
    const drug = {
      ...request({}, { id: 'r', authoredOn: '2026-11-01', medicationReference: { reference } }),
      medicationCodeableConcept: undefined,
    }
    const entry = [anna, medication, drug].map((one) => ({ fullUrl: `${base}/${one.resourceType}/${one.id}`, resource: one }))
    return (await evaluateBundle({ resourceType: 'Bundle', type: 'collection', entry })).trials.map(({ substance }: Document) => substance)
  }
  expect(await of('Medication/m')).toEqual(['N03AG01'])
  expect(await of(`${base}/Medication/m`)).toEqual(['N03AG01'])
  expect(await of('https://other-hospital.example/fhir/Medication/m')).toEqual([null])
})

test('resources of one id on two servers are two', async () => {
  const entry = [
    { fullUrl: `${base}/Patient/p1`, resource: anna },
    { fullUrl: `${base}/Condition/1`, resource: { ...MIG, id: '1' } },
    { fullUrl: 'https://other.example/fhir/Condition/1', resource: { ...stroke(to(`${base}/Patient/p1`)), id: '1' } },
  ]
  const { facts } = await evaluateBundle({ resourceType: 'Bundle', type: 'collection', entry })
  expect([facts.migraine, facts.cerebrovascularDisease].map(short)).toEqual([true, true])
})

describe('the patient itself', () => {
  test.each<[string, unknown, string]>([
    ['nothing (204)', null, 'patientEmpty'],
    ['an empty text', '', 'patientEmpty'],
    ['an empty object', {}, 'patientNoResource'],
    ['a list', [], 'patientNoResource'],
    ['a number', 7, 'patientNoResource'],
    ['an outcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', diagnostics: 'nej' }] }, 'patientOutcome'],
    ['another kind', { resourceType: 'Group', id: 'p1' }, 'patientOtherType'],
    ['another patient', { resourceType: 'Patient', id: 'p2' }, 'patientOther'],
    ['no id', { resourceType: 'Patient' }, 'patientOther'],
  ])('%s', (_, answer, code) => expect(() => patientIn(answer, 'p1')).toThrow(expect.objectContaining({ code })))
  test('the one asked for', () => expect(patientIn(P, 'p1')).toBe(P))
  test.each([
    ['inactive', { active: false }],
    ['replaced', { link: [{ type: 'replaced-by', other: { reference: 'Patient/p9' } }] }],
  ])('%s: told', async (_, more) => {
    const { problems, careLevel } = await evaluateBundle(bundleOf([patient(more), MIG]))
    expect(problems).toHaveLength(1)
    expect(careLevel.level).not.toBe('unknown')
  })
  test.each<[string, object, number | null]>([
    ['with a date: the age at death', { deceasedDateTime: '2020-03-01' }, 38],
    ['with a year', { deceasedDateTime: '2020' }, null],
    ['without a date', { deceasedBoolean: true }, null],
    ['with a date that is none', { deceasedDateTime: 'x' }, null],
  ])('has died, %s', async (_, more, age) => {
    const document = await evaluateBundle(bundleOf([patient(more), MIG, request('N02CC01', { authoredOn: '2019-01-01' })]))
    expect(document.patient).toMatchObject({ deceased: true, age })
    expect(document.careLevel).toEqual({ level: 'unknown', urgency: 'routine', because: [], mayChangeTo: [] })
    expect([document.guidelines, document.drugs, document.missing, document.followUp]).toEqual([[], [], [], []])
  })
  test.each([{ deceasedBoolean: false }, { deceasedDateTime: '2030-01-01' }, {}])('%j is alive', async (more) =>
    expect((await evaluateBundle(bundleOf([patient(more), MIG]))).patient.deceased).toBe(false),
  )
  test('two of them, or none, are no patient', () => {
    expect(() => readBundle(bundleOf([P, patient({ id: 'p2' })]))).toThrow(/notOnePatient: 2/)
    expect(() => readBundle({ resourceType: 'Bundle', type: 'collection', entry: [] })).toThrow(/notOnePatient: 0/)
  })
})
