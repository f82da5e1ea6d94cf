/** The ledger: every entry ends as used, left out by a named rule, or unusable; the status of a kind follows from it, and only from it. */

import { describe, expect, test } from 'vitest'
import {
  ATC,
  ago,
  allergyTo,
  asOfDay,
  coding,
  condition,
  course,
  type Document,
  day,
  dispense,
  evaluate,
  MIG,
  month,
  observation,
  P,
  type Resource,
  request,
  SCT,
  short,
  statement,
  verification,
} from '../bundle.ts'

const read = async (resources: Resource[]): Promise<Document> => (await evaluate(resources)).read
const drug = (more: object): Resource => request('N03AG01', { id: 'x', authoredOn: ago(30), ...more })
const lab = observation(coding('http://loinc.org', '718-7'), { valueQuantity: { value: 140 } }, { effectiveDateTime: ago(9) })

type Row = [says: string, resource: Resource, kind: string, read: object]
const used = { status: 'complete', count: 1, unusable: 0, later: 0 }
const partial = { status: 'partial', count: 1, unusable: 1, later: 0 }
const rows: Row[] = [
  ['used', drug({}), 'MedicationRequest', used],
  ['entered in error: left out', drug({ status: 'entered-in-error' }), 'MedicationRequest', used],
  ['draft: left out', drug({ status: 'draft' }), 'MedicationRequest', used],
  ['cancelled: left out', drug({ status: 'cancelled' }), 'MedicationRequest', used],
  ['a proposal: left out', drug({ intent: 'proposal' }), 'MedicationRequest', used],
  ['blanks around the status', drug({ status: ' active ' }), 'MedicationRequest', used],
  ['refuted: left out', { ...MIG, ...verification('refuted') }, 'Condition', used],
  ['not final: left out', month('2026-10', 'headache-days', 8, { status: 'preliminary' }), 'Observation', used],
  [
    'another questionnaire: left out',
    {
      resourceType: 'QuestionnaireResponse',
      id: 'q',
      status: 'completed',
      subject: { reference: 'Patient/p1' },
      questionnaire: 'urn:other',
    },
    'QuestionnaireResponse',
    used,
  ],
  ['dated later', drug({ authoredOn: day(asOfDay, 1) }), 'MedicationRequest', { ...used, later: 1 }],
  [
    'begins later',
    drug({ authoredOn: ago(1), dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: day(asOfDay, 1) } } } }] }),
    'MedicationRequest',
    { ...used, later: 1 },
  ],
  ['words alone are no fault', condition({ text: 'migrän' }), 'Condition', used],
  ['a code of a system that we do not know', condition({ coding: [{ system: 'urn:local', code: '1' }] }), 'Condition', used],
  ['no status', drug({ status: undefined }), 'MedicationRequest', partial],
  ['in capitals', drug({ status: 'ACTIVE' }), 'MedicationRequest', partial],
  ['of another version', drug({ context: { reference: 'Encounter/1' } }), 'MedicationRequest', partial],
  ['a modifier that we do not know', drug({ modifierExtension: [{ url: 'urn:x' }] }), 'MedicationRequest', partial],
  ['no code', drug({ medicationCodeableConcept: undefined }), 'MedicationRequest', partial],
  ['a code that is no object', { ...MIG, code: 'G43.0' } as Resource, 'Condition', partial],
  ['no patient: not counted among the patient’s', drug({ subject: undefined }), 'MedicationRequest', { ...partial, count: 0 }],
  ['unusable, but no fact asks for it', request('A02BC01', { status: undefined }), 'MedicationRequest', { ...partial, status: 'complete' }],
  [
    'an unusable laboratory value: no fact asks for it',
    { ...lab, status: undefined } as never,
    'Observation',
    { ...partial, status: 'complete' },
  ],
  [
    'masked: failed, what was read counts',
    {
      ...MIG,
      code: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] },
    } as Resource,
    'Condition',
    { ...used, status: 'failed', reason: 'withheld' },
  ],
]
test.each(rows)('%s', async (_, resource, kind, expected) =>
  expect((await read([MIG, resource].slice(kind === 'Condition' ? 1 : 0)))[kind]).toMatchObject(expected),
)

test('all prescriptions unusable is not "no prescriptions": nothing is denied, and each is listed and told', async () => {
  const document = await evaluate([
    MIG,
    ...['C07AB02', 'N03AX11'].map((atc) => course(atc, ago(400), ago(100), 100, { status: undefined })),
  ])
  expect(document.read.MedicationRequest).toMatchObject({ status: 'partial', count: 2, unusable: 2 })
  expect(document.trials.map(({ substance, counts }: Document) => [substance, counts])).toEqual([
    ['C07AB02', 'unknown'],
    ['N03AX11', 'unknown'],
  ])
  expect([document.facts.betaBlockerOngoing, document.facts.valproateOngoing].map(short)).toEqual(['notRecorded', false])
  expect(document.problems).toHaveLength(2)
})

test('a fact that is open because of an entry names it', async () => {
  const { facts } = await evaluate([MIG, condition('I63.9', { id: 'stroke', modifierExtension: [{ url: 'urn:x' }] })])
  expect(facts.cerebrovascularDisease).toMatchObject({ status: 'unknown', evidence: [{ resource: 'Condition/stroke' }] })
  expect(facts.cerebrovascularDisease.evidence[0].says).toContain('could not be used')
})

test('a count that may be more because of an entry names it; of a drug that is no trial it says nothing', async () => {
  const complete = { answers: { preventiveHistoryComplete: { value: true, by: 'A', date: asOfDay } } }
  const of = async (atc: string) => {
    const { preventivesFailed } = (await evaluate([MIG, request(atc, { id: 'x', authoredOn: ago(30), status: undefined })], complete)).facts
    return [short(preventivesFailed), preventivesFailed.evidence.map(({ resource }: Document) => resource)]
  }
  expect(await of('C07AB02')).toEqual(['0..?', ['MedicationRequest/x']])
  expect(await of('A02BC01')).toEqual([0, []])
})

describe('what is dated later is counted, and opens only whether a drug is taken', () => {
  test('a drug', async () => {
    const { facts } = await evaluate([MIG, request('N03AG01', { authoredOn: day(asOfDay, 1) })])
    expect([facts.valproateOngoing, facts.triptanOngoing, facts.preventivesFailedProven].map(short)).toEqual(['notRecorded', false, 0])
  })
  test('… that is taken anyway', async () => {
    const { facts } = await evaluate([request('N03AG01', { authoredOn: ago(9) }), request('N03AG01', { authoredOn: day(asOfDay, 1) })])
    expect(short(facts.valproateOngoing)).toBe(true)
  })
  test('an uncoded drug may be any', async () => {
    const { facts } = await evaluate([statement({ text: 'Okänt' }, { effectiveDateTime: day(asOfDay, 3) })])
    expect(short(facts.valproateOngoing)).toBe('notRecorded')
  })
  test('a pressure, a diagnosis: nothing', async () => {
    const whole = await evaluate([MIG])
    const { facts, read } = await evaluate([MIG, condition('I63.9', { recordedDate: day(asOfDay, 1) })])
    expect(facts).toEqual(whole.facts)
    expect(read.Condition).toMatchObject({ status: 'complete', count: 2, later: 1 })
  })
})

test('one uncoded drug, however often renewed, is one line with its number', async () => {
  const { problems } = await evaluate([
    MIG,
    ...[1, 2, 3].map((n) => dispense({ text: 'Kosttillskott' }, ago(n * 30), 30)),
    statement({ text: 'Annat' }),
  ])
  expect(problems.map(({ problem }: Document) => problem).sort()).toEqual([
    'the drug has no code we know: Annat',
    'the drug has no code we know: Kosttillskott (3 entries)',
  ])
})

test('an allergy that could not be used raises what may have failed, and no more', async () => {
  const allergy = allergyTo('C07AB02', { modifierExtension: [{ url: 'urn:x' }] })
  const complete = { answers: { preventiveHistoryComplete: { value: true, by: 'A', date: asOfDay } } }
  expect(short((await evaluate([MIG], complete)).facts.preventivesFailed)).toBe(0)
  const { facts } = await evaluate([MIG, allergy], complete)
  expect([facts.preventivesFailed, facts.betaBlockerOngoing].map(short)).toEqual(['0..?', false])
})

test('renaming every id changes nothing but the names', async () => {
  const resources = [
    P,
    MIG,
    condition(coding(SCT, '230690007'), { recordedDate: ago(40) }),
    course('C07AB02', ago(400), ago(100), 100),
    course('C07AB02', ago(400), null, 50),
    dispense(coding(ATC, 'N02CC01'), ago(20), 30),
    month('2026-10', 'headache-days', 8),
    month('2026-10', 'headache-days', 9),
  ]
  const facts = async (name: (i: number) => string) => {
    const document = await evaluate(resources.map((one, i) => (one === P ? P : { ...one, id: name(i) })))
    return {
      level: document.careLevel,
      facts: Object.fromEntries(Object.entries(document.facts).map(([name, fact]) => [name, short(fact)])),
      trials: document.trials.map(({ evidence: _, ...trial }: Document) => trial),
    }
  }
  expect(await facts((i) => `z${9 - i}`)).toEqual(await facts((i) => `a${i}`))
})
