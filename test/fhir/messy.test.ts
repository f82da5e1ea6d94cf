/** Contract §6, row by row: each test's name is what the row says. */

import { describe, expect, test } from 'vitest'
import { personOf } from '../../src/fhir/person.ts'
import {
  ATC,
  ago,
  allergyTo,
  bundleOf,
  clinical,
  coding,
  condition,
  course,
  DIARY,
  type Document,
  dispense,
  dosage,
  evaluate,
  evaluateBundle,
  forMigraine,
  icd,
  LOINC,
  METO_FAIL,
  MIG,
  month,
  noEffect,
  observation,
  P,
  patient,
  pressure,
  type Resource,
  request,
  score,
  sct,
  short,
  statement,
  trialOf,
  verification,
} from '../bundle.ts'

const IPS = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'
const facts = async (resources: Resource[], ...names: string[]) => {
  const { facts } = await evaluate(resources)
  return names.map((name) => short(facts[name]))
}
const told = ({ problems }: Document, resource: string): string[] =>
  problems.filter((one: Document) => one.resource === resource).map((one: Document) => one.problem)

describe('drugs', () => {
  test('status unknown: listed, undetermined: neither ongoing nor ended', async () => {
    const document = await evaluate([request('N03AG01', { status: 'unknown', authoredOn: '2026-05-01' })])
    expect(trialOf(document, 'N03AG01')).toMatchObject({ ongoing: null, end: null, counts: 'unknown' })
    expect([document.facts.valproateOngoing, document.facts.preventivesTried].map(short)).toEqual(['notRecorded', '0..?'])
  })

  test('not-taken, doNotPerform: no trial, shown; its reason is no indication', async () => {
    const document = await evaluate([
      statement('N02CD01', { id: 's1', status: 'not-taken' }),
      request('C07AB02', { id: 'r1', status: 'completed', doNotPerform: true, reasonCode: [icd('G43.0')] }),
    ])
    expect(document.trials).toEqual([])
    expect(document.facts.advancedTreatmentOngoing.value).toBe(false)
    expect([told(document, 'MedicationStatement/s1'), told(document, 'MedicationRequest/r1')].map(({ length }) => length)).toEqual([1, 1])
  })

  test.each([
    ['no known medication', statement(sct('787481004'))],
    ['no known medications, IPS', statement(coding(IPS, 'no-known-medications'))],
    ['no known allergy', allergyTo(sct('716186003'))],
    ['no known drug allergy', allergyTo(sct('409137002'))],
    ['no known latex allergy', allergyTo(sct('716184000'))],
    ['no known allergies, IPS', allergyTo(coding(IPS, 'no-known-allergies'))],
    ['no known problem', condition(sct('160245001'))],
    ['no known problems, IPS', condition(coding(IPS, 'no-known-problems'))],
  ])('%s: never a drug, allergy or disease; a complete read without a hit', async (_, resource) => {
    const { trials, problems, read, facts } = await evaluate([resource])
    expect([trials, problems, read[resource.resourceType].status]).toEqual([[], [], 'complete'])
    expect([facts.valproateOngoing, facts.migraine, facts.preventivesFailed].map(short)).toEqual([false, 'notRecorded', '0..?'])
  })

  test('no information about drugs: every drug kind is notAsked and silence proves nothing', async () => {
    const { read, facts, trials } = await evaluate([statement(coding(IPS, 'no-medication-info'))])
    for (const kind of ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'])
      expect(read[kind].status).toBe('notAsked')
    expect([read.Condition.status, trials]).toEqual(['complete', []])
    expect([facts.valproateOngoing, facts.preventivesFailed, facts.preventivesFailedProven].map(short)).toEqual(Array(3).fill('notAsked'))
  })

  test('no information about problems, allergies: that kind', async () => {
    const { read, facts } = await evaluate([condition(coding(IPS, 'no-problem-info')), allergyTo(coding(IPS, 'no-allergy-info'))])
    expect([read.Condition.status, read.AllergyIntolerance.status, read.MedicationRequest.status]).toEqual([
      'notAsked',
      'notAsked',
      'complete',
    ])
    expect([facts.migraine, facts.valproateOngoing].map(short)).toEqual(['notAsked', false])
  })

  test('no period unit; a dose above the plausible maximum: dose null, problems', async () => {
    const document = await evaluate([
      request('C07AB02', { id: 'a', dosageInstruction: [{ ...dosage(100), timing: { repeat: { frequency: 1, period: 1 } } }] }),
      request('N03AX11', { id: 'b', dosageInstruction: [dosage(100, { frequency: 100 })] }),
      request('C09CA06', { id: 'c', dosageInstruction: [{ ...dosage(0), doseAndRate: [{ doseQuantity: { value: 16, code: 'g' } }] }] }),
    ])
    expect(['C07AB02', 'N03AX11', 'C09CA06'].map((code) => trialOf(document, code).maxDailyDose)).toEqual([null, null, null])
    expect(['a', 'b', 'c'].map((id) => told(document, `MedicationRequest/${id}`).length)).toEqual([1, 1, 1])
  })

  test('supply of less than 1 or more than 400 days; prepared, not handed over: no weeks, problems', async () => {
    const supplies = [-1, 0, 401, 9999].map((days) => ({ ...dispense('C07AB02', '2025-01-12', days), id: `d${days}` }))
    const prepared = { ...dispense('C07AB02', '2025-01-12', 98), id: 'p', whenHandedOver: undefined, whenPrepared: '2025-01-12' }
    const document = await evaluate([...supplies, prepared])
    expect(trialOf(document, 'C07AB02')).toMatchObject({ weeks: null, weeksAtAdequateDose: null, adequate: null })
    for (const { id } of [...supplies, prepared]) expect(told(document, `MedicationDispense/${id}`)).toHaveLength(1)
  })

  test('two ATC codes of different groups: not coded, told; old and new code are one', async () => {
    const both = (...codes: string[]) => ({ coding: codes.map((code) => ({ system: ATC, code })) })
    const document = await evaluate([request(both('C07AB02', 'C07AA05'), { id: 'a' }), request(both('N03AX12', 'N02BF01'), { id: 'b' })])
    expect(document.trials.map(({ substance }: Document) => substance).sort()).toEqual(['N02BF01', null].sort())
    expect([told(document, 'MedicationRequest/a').length, told(document, 'MedicationRequest/b').length]).toEqual([1, 0])
  })

  const referring = (reference: string, more: object = {}): Resource => ({
    ...request({}, { id: 'r', authoredOn: ago(9), medicationReference: { reference, display: 'Topimax 50 mg' }, ...more }),
    medicationCodeableConcept: undefined,
  })
  const topiramate = (id: string): Resource => ({ resourceType: 'Medication', id, code: coding(ATC, 'N03AX11') })
  test('a reference that finds nothing: not coded, with its display as the name', async () => {
    const document = await evaluate([referring('Medication/13470')])
    expect(document.trials).toMatchObject([{ substance: null, name: 'Topimax 50 mg' }])
    expect(document.facts.topiramateOngoing.status).toBe('unknown')
    expect(told(document, 'MedicationRequest/r').length).toBeGreaterThan(0)
  })
  test('#id to a sibling: the sibling is taken', async () => {
    expect((await evaluate([referring('#m1'), topiramate('m1')])).trials).toMatchObject([{ substance: 'N03AX11' }])
    expect((await evaluate([referring('#m1'), topiramate('m2')])).trials).toMatchObject([{ substance: null }])
    expect((await evaluate([referring('#m1', { contained: [topiramate('m1')] })])).trials).toMatchObject([{ substance: 'N03AX11' }])
  })

  test.each<[string, Resource]>([
    [
      'R5, a request',
      { ...request({}, { id: 'r', medication: { concept: coding(ATC, 'N03AX11') } }), medicationCodeableConcept: undefined },
    ],
    ['a stray medication beside a reference', { ...referring('Medication/m1'), medication: coding(ATC, 'N03AX11') }],
    ['STU3, not taken', statement('N02CD01', { id: 'r', taken: 'n' })],
    ['STU3, dose in the line itself', request('N03AX11', { id: 'r', dosageInstruction: [{ doseQuantity: { value: 50, code: 'mg' } }] })],
    [
      'R5, a statement',
      { ...statement({}, { id: 'r', status: 'recorded', medication: { concept: { text: 'X' } } }), medicationCodeableConcept: undefined },
    ],
  ])('STU3 or R5 shape: problems, and a drug not coded (%s)', async (_, resource) => {
    const document = await evaluate([resource, topiramate('m1')])
    expect(document.trials).toMatchObject([{ substance: null, ongoing: expect.toSatisfy((one) => one !== false) }])
    expect(told(document, `${resource.resourceType}/r`).join()).toMatch(/R4/)
    expect([document.facts.topiramateOngoing, document.facts.advancedTreatmentOngoing].map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
    ])
  })

  test('a dosage that cannot be read costs only itself', async () => {
    const document = await evaluate([request('N03AX11', { id: 'r', authoredOn: ago(9), dosageInstruction: '1 tablett' })])
    expect(document.trials).toMatchObject([{ substance: 'N03AX11', ongoing: true, maxDailyDose: null }])
    expect(told(document, 'MedicationRequest/r')).toHaveLength(1)
  })
})

describe('codes', () => {
  const system = (uri: string | undefined, code = 'G43.0') =>
    condition({ coding: [{ ...(uri === undefined ? {} : { system: uri }), code }] }, { id: 'c' })
  test.each([
    ' http://hl7.org/fhir/sid/icd-10-se ',
    'https://www.icd10.se/',
    'urn:oid:1.2.752.116.1.1.1.1.3',
    'http://terminology.hl7.se/CodeSystem/icd-10-se',
    'https://terminologitjansten.inera.se/fhir/CodeSystem/icd-10-se',
    'http://hl7.org/fhir/sid/icd-10',
    'http://hl7.org/fhir/sid/icd-10-cm',
    'urn:oid:1.2.752.116.1.3.1.4.1',
    'HTTP://HL7.ORG/fhir/sid/icd-10-se',
  ])('an address of ICD-10 or KSH97: %s', async (uri) => expect(await facts([system(uri)], 'migraine')).toEqual([true]))
  test.each([undefined, 'http: //hl7.org/fhir/sid/icd-10', 'urn:local:icd', ''])(
    'no system, one with a blank inside, or one we do not know: no match, shown (%s)',
    async (uri) => {
      const document = await evaluate([system(uri)])
      expect(document.facts.migraine).toMatchObject({ status: 'unknown', why: 'notRecorded' })
      expect(told(document, 'Condition/c')).toHaveLength(1)
    },
  )
  test.each(['G430', 'g43-', 'G43.0A', 'G43', 'G439-', 'G43-P', 'G43.X', 'G43X', ' G43.0 ', 'G43.0*'])('%s is migraine', async (code) =>
    expect(await facts([system('http://hl7.org/fhir/sid/icd-10-se', code)], 'migraine')).toEqual([true]),
  )
  test.each(['G4', 'G', 'G4 3', 'G44', 'R51', 'AG43'])('%s is not', async (code) =>
    expect(await facts([system('http://hl7.org/fhir/sid/icd-10-se', code)], 'migraine')).toEqual(['notRecorded']),
  )
  test('I10X is I10: a reason of something else', async () => {
    const { trials } = await evaluate([request('C07AB02', { reasonCode: [icd('I10X')] })])
    expect(trials[0].forMigraine).toBe(false)
  })
  test('R51X is R51', async () => {
    const { trials } = await evaluate([request('C07AB02', { reasonCode: [icd('R51X')] })])
    expect(trials[0].forMigraine).toBe(true)
  })
  test('a coding with a system and a reason why there is no code', async () => {
    const absent = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] }
    expect(
      await facts([condition({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', _code: absent }], text: 'migrän' })], 'migraine'),
    ).toEqual(['notRecorded'])
  })
})

describe('conditions', () => {
  test('the same diagnosis many times: one fact: earliest onset, latest mention', async () => {
    const document = await evaluate([
      condition('G43.0', { recordedDate: '2026-03-01', onsetDateTime: '2010-06-01' }),
      condition('G43.0', { recordedDate: '2015-01-01', onsetDateTime: '2001-06-01' }),
    ])
    expect(short(document.facts.ageAtOnset)).toBe(20)
    expect(document.facts.migraine.evidence).toHaveLength(2)
    expect(document.problems).toEqual([])
  })
  test.each(['provisional', 'differential'])('%s: counts, told as suspected', async (how) => {
    const { facts } = await evaluate([condition('I63.9', verification(how))])
    expect([facts.cerebrovascularDisease.value, facts.cerebrovascularDisease.evidence[0].says]).toEqual([
      true,
      expect.stringContaining('(suspected)'),
    ])
  })
  test.each([
    { abatementDateTime: '2019-05' },
    { abatementString: 'ja' },
    { abatementBoolean: true },
    { abatementPeriod: { end: '2019-05-01' } },
  ])('active with an end in the past: history counts where it is said to; else unknown, problems (%o)', async (end) => {
    const document = await evaluate([
      condition('J45.9', { id: 'a', ...end }),
      condition('I21.9', { id: 'b', ...end }),
      condition('G43.0', { id: 'c', ...end }),
    ])
    expect(['asthma', 'cardiovascularDisease', 'migraine'].map((name) => short(document.facts[name]))).toEqual(['notRecorded', true, true])
    expect(['a', 'b', 'c'].map((id) => told(document, `Condition/${id}`).length)).toEqual([1, 1, 1])
  })
  test('an end to come, or abatementBoolean false, is no end', async () =>
    expect(
      await facts(
        [condition('J45.9', { abatementDateTime: '2027-05' }), condition('F32.9', { abatementBoolean: false })],
        'asthma',
        'depression',
      ),
    ).toEqual([true, true]))
  test('over by the older boolean, without a status: resolved, no problem', async () => {
    const document = await evaluate([condition('J45.9', { clinicalStatus: undefined, abatementBoolean: true })])
    expect([short(document.facts.asthma), document.problems]).toEqual(['notRecorded', []])
  })
  const masked = coding('http://terminology.hl7.org/CodeSystem/data-absent-reason', 'masked')
  test.each<[string, Resource]>([
    ['data-absent-reason', condition(masked)],
    ['security label', condition('G44.2', { meta: { security: [{ code: 'REDACTED' }] } })],
  ])(
    'masked or withheld (%s): told in read, the kind is failed for what silence would prove, what was read counts',
    async (_, resource) => {
      const { read, facts } = await evaluate([resource, MIG])
      expect(read.Condition).toMatchObject({ status: 'failed', reason: 'withheld', count: 2 })
      expect([facts.migraine, facts.clusterHeadache, facts.pregnancyProven].map(short)).toEqual([true, 'notRead', 'notRead'])
    },
  )
  test('a masked drug: the kind failed, and a drug without a code', async () => {
    const { read, facts, trials } = await evaluate([request(masked)])
    expect([read.MedicationRequest.status, short(facts.valproateOngoing), trials.length]).toEqual(['failed', 'notRead', 1])
  })
  test('neither status: it counts', async () =>
    expect(await facts([condition('G43.0', { clinicalStatus: undefined, verificationStatus: undefined })], 'migraine')).toEqual([true]))
  test('an empty code is none: what it may have said stays open', async () =>
    expect(await facts([condition({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: '' }] })], 'migraine')).toEqual([
      'notRead',
    ]))
  test.each(['confirmed', 'entered-in-error'])('a bare code for a status is of another version: unusable, told (%s)', async (bare) => {
    const document = await evaluate([condition('G43.0', { id: 'c', clinicalStatus: 'active', verificationStatus: bare })])
    expect([short(document.facts.migraine), document.read.Condition.unusable, told(document, 'Condition/c').length]).toEqual([
      'notRead',
      1,
      1,
    ])
  })
  test('voided, without a clinical status: no pregnancy', async () =>
    expect(await facts([condition('O26.9', { clinicalStatus: undefined, ...verification('entered-in-error') })], 'pregnant')).toEqual([
      'notRecorded',
    ]))
})

describe('values', () => {
  const days = (valueQuantity: object, more: object = {}, code = 'headache-days') =>
    month('2026-10', code, { valueQuantity }, { id: 'o', ...more })
  test.each([
    ['>', 15, '16..31'],
    ['>=', 15, '15..31'],
    ['<', 15, '0..14'],
    ['<=', 15, '0..15'],
  ])('comparator %s %i: between, never dropped', async (comparator, value, expected) => {
    const document = await evaluate([days({ value, comparator })])
    expect([short(document.facts.headacheDays), document.problems]).toEqual([expected, []])
  })
  test('… of attacks, a score and a pressure', async () => {
    const document = await evaluate([
      days({ value: 3, comparator: '>' }, {}, 'attacks'),
      observation(coding(DIARY, 'hit-6'), { valueQuantity: { value: 60, comparator: '<' } }, { effectiveDateTime: ago(5) }),
      pressure(
        { valueQuantity: { value: 140, comparator: '<', code: 'mm[Hg]' } },
        { valueQuantity: { value: 110, comparator: '>=', code: 'mm[Hg]' } },
        ago(5),
      ),
    ])
    expect(['attacks', 'hit6', 'systolic', 'diastolic'].map((name) => short(document.facts[name]))).toEqual([
      '4..?',
      '36..59',
      '40..139',
      '110..300',
    ])
    expect([short(document.facts.uncontrolledHypertension), document.problems]).toEqual([true, []])
  })
  test('chronic migraine can be met by comparators', async () => {
    const rows = ['2026-08', '2026-09', '2026-10'].flatMap((which) => [
      month(which, 'headache-days', { valueQuantity: { value: 15, comparator: '>' } }),
      month(which, 'migraine-days', { valueQuantity: { value: 8, comparator: '>=' } }),
    ])
    const { guidelines } = await evaluate([MIG, ...rows])
    expect(
      guidelines.find((one: Document) => one.id === 'tlv-cgrp-antibodies').criteria.find((one: Document) => one.id === 'chronicMigraine')
        .verdict,
    ).toBe('met')
  })
  test('a comparator that is none: problems', async () => {
    const document = await evaluate([days({ value: 15, comparator: '<>' })])
    expect([short(document.facts.headacheDays), told(document, 'Observation/o').length]).toEqual(['notRecorded', 1])
  })
  test.each([
    {},
    { unit: 'd' },
    { unit: 'd/mo' },
    { unit: '/mo' },
    { code: '{days}' },
    { code: '1' },
    { unit: 'dagar/månad' },
    { unit: 'dagar/28 dagar' },
    { unit: 'd/4wk' },
    { unit: 'd/30.d' },
    { unit: 'd/1mo' },
  ])('unit of a monthly count %o: accepted', async (unit) => {
    const document = await evaluate([days({ value: 18, ...unit })])
    expect([short(document.facts.headacheDays), document.problems]).toEqual([18, []])
  })
  test.each([
    { code: 'wk' },
    { unit: 'd/wk' },
    { code: 'a' },
    { unit: '/a' },
    { unit: 'dagar per vecka' },
    { unit: 'dagar per 90 dagar' },
    { unit: 'd/7d' },
    { code: 'd/(7.d)' },
    { unit: 'd/w' },
    { unit: 'dagar/veckan' },
    { unit: 'd/yr' },
    { unit: 'd/3mo' },
    { unit: 'dagar per 2 månader' },
    { unit: 'd/kvartal' },
  ])('another time %o: problems, not converted', async (unit) => {
    const document = await evaluate([days({ value: 18, ...unit })])
    expect([short(document.facts.headacheDays), told(document, 'Observation/o').length]).toEqual(['notRecorded', 1])
  })
  test('kPa for pressure: problems, not converted', async () => {
    const document = await evaluate([pressure({ valueQuantity: { value: 18, code: 'kPa' } }, 95, ago(1), { id: 'o' })])
    expect([document.facts.systolic, document.facts.diastolic].map(short)).toEqual(['notRecorded', 95])
    expect(told(document, 'Observation/o')).toHaveLength(1)
  })
  test.each([
    ['text for a number', { valueString: '18' }],
    ['a number as text', { valueQuantity: { value: '18' } }],
    ['less than none', { valueQuantity: { value: -3 } }],
    ['more than a month', { valueQuantity: { value: 31.5 } }],
    ['more than this month', { valueInteger: 31 }, '2026-09'],
  ])('%s: no value, problems', async (_, value, which = '2026-10') => {
    const document = await evaluate([month(which, 'headache-days', value, { id: 'o' })])
    expect([short(document.facts.headacheDays), told(document, 'Observation/o').length]).toEqual(['notRecorded', 1])
  })
  test.each([39, 301, 1421])('impossible pressure %i: no value, problems; the other component counts', async (value) => {
    const document = await evaluate([pressure(value, 112, ago(1), { id: 'o' })])
    expect([document.facts.systolic, document.facts.diastolic, document.facts.uncontrolledHypertension].map(short)).toEqual([
      'notRecorded',
      112,
      true,
    ])
    expect(told(document, 'Observation/o')).toHaveLength(1)
  })
  test('pressure as text: problems', async () => {
    const document = await evaluate([pressure({ valueString: '142' }, 80, ago(1), { id: 'o' })])
    expect([short(document.facts.systolic), told(document, 'Observation/o').length]).toEqual(['notRecorded', 1])
  })
  const absent = { dataAbsentReason: coding('http://terminology.hl7.org/CodeSystem/data-absent-reason', 'not-performed') }
  test('dataAbsentReason: no value, no problem; the other component counts', async () => {
    const document = await evaluate([pressure(absent, 112, ago(1)), month('2026-10', 'headache-days', absent)])
    expect(
      [document.facts.diastolic, document.facts.systolic, document.facts.uncontrolledHypertension, document.facts.headacheDays].map(short),
    ).toEqual([112, 'notRecorded', true, 'notRecorded'])
    expect(document.problems).toEqual([])
  })
  test('109 and absent, or no components at all, decide nothing', async () => {
    expect(await facts([pressure(109, absent, ago(1))], 'uncontrolledHypertension')).toEqual(['notRecorded'])
    expect(await facts([pressure(null, null, ago(1))], 'uncontrolledHypertension')).toEqual(['notRecorded'])
  })
  test('hasMember: members count by themselves; the parent without value is no problem', async () => {
    const parent = observation({ text: 'dagbok' }, { hasMember: [{ reference: 'Observation/o' }, { reference: 'Observation/gone' }] })
    const document = await evaluate([parent, days({ value: 18 })])
    expect([short(document.facts.headacheDays), document.problems]).toEqual([18, []])
  })
  test.each(['preliminary', 'cancelled', 'entered-in-error', 'unknown', 'registered'])('status %s: no value', async (status) => {
    const members = [days({ value: 18 }, { status }), pressure(190, 80, ago(1), { status }), score('hit-6', 62, ago(1), { status })]
    expect(await facts(members, 'headacheDays', 'uncontrolledHypertension', 'hit6')).toEqual(Array(3).fill('notRecorded'))
  })
  test.each(['final', 'amended', 'corrected'])('status %s: a value', async (status) =>
    expect(await facts([days({ value: 18 }, { status })], 'headacheDays')).toEqual([18]),
  )

  const status = (value: object) =>
    observation(coding(LOINC, '82810-3'), { valueCodeableConcept: value }, { effectiveDateTime: ago(5), id: 'o' })
  test.each([
    [sct('77386006'), true],
    [coding(LOINC, 'LA15173-0'), true],
    [sct('60001007'), false],
    [coding(LOINC, 'LA26683-5'), false],
    [coding(LOINC, 'LA26683-5', 'Not pregnant'), false],
    [coding(LOINC, 'LA4489-6'), 'notRecorded'],
    [{ text: 'gravid' }, 'notRecorded'],
  ])('pregnancy status %o', async (value, expected) => expect(await facts([status(value)], 'pregnant')).toEqual([expected]))
  test.each([
    coding('http://snomed.info/sct', '77386006', 'Not pregnant'),
    { ...sct('77386006'), text: 'Unknown' },
    coding('http://snomed.info/sct', '60001007', 'Gravid'),
  ])('a code and a display that say opposite things decide nothing, told', async (value) => {
    const document = await evaluate([status(value)])
    expect([short(document.facts.pregnant), told(document, 'Observation/o').length]).toEqual(['notRecorded', 1])
  })
  test('more migraine days than headache days in a month: neither is used, told', async () => {
    const document = await evaluate([
      month('2026-10', 'headache-days', 8),
      month('2026-10', 'migraine-days', 9),
      month('2026-09', 'headache-days', 12),
    ])
    expect([document.facts.headacheDays, document.facts.migraineDays].map(short)).toEqual(['0..12', 'notRecorded'])
    expect(document.problems).toHaveLength(1)
  })
})

describe('time', () => {
  const at = (effectiveDateTime: string) => [month(effectiveDateTime, 'headache-days', 18)]
  test('an instant near midnight: with Z, in Europe/Stockholm', async () => {
    const { facts } = await evaluate(at('2026-09-30T23:30:00Z'))
    expect(facts.headacheDays.evidence[0].date).toBe('2026-10')
    // November is not over: no value yet.
    expect(short((await evaluate(at('2026-10-31T23:30:00Z'))).facts.headacheDays)).toBe('notRecorded')
  })
  test('… else the local date in the timestamp’s own offset', async () => {
    const { facts } = await evaluate(at('2026-09-30T23:30:00+00:00'))
    expect(facts.headacheDays.evidence[0].date).toBe('2026-09')
    const period = { start: '2026-10-01T00:00:00+02:00', end: '2026-10-31T23:59:59+01:00' }
    const { facts: october } = await evaluate([
      observation(coding(DIARY, 'headache-days'), { valueInteger: 9 }, { effectivePeriod: period }),
    ])
    expect(october.headacheDays.evidence[0].date).toBe('2026-10')
  })
  test('partial or absent dates: partial stays partial; absent is never today or 1970, and sorts last', async () => {
    const { trials, read } = await evaluate([
      request('N03AX11', { status: 'completed' }),
      statement('C09CA06', { status: 'completed', effectivePeriod: { start: '2019' } }),
    ])
    expect(trials.map(({ start, end }: Document) => [start, end])).toEqual([
      ['2019', null],
      [null, null],
    ])
    expect(read.MedicationRequest).toMatchObject({ count: 1, from: null, to: null })
  })
  test('a broken timestamp costs only itself', async () => {
    const document = await evaluate([condition('G43.0', { meta: { lastUpdated: '2023-08-01T16: 09: 08.000Z' }, recordedDate: 'igår' })])
    expect(short(document.facts.migraine)).toBe(true)
  })
  test('a timestamp of RIV-TA', async () => {
    const { facts } = await evaluate([condition('I63.9', { recordedDate: '20260801103000' })])
    expect(facts.cerebrovascularDisease.evidence[0].date).toBe('2026-08-01')
  })
})

describe('bundles', () => {
  const outcome = (severity: string) => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity, code: 'x', diagnostics: 'said the server' }],
  })
  const self = (kind: string) => ({ link: [{ relation: 'self', url: `https://ehr.example/fhir/${kind}?patient=p1` }] })
  test.each(['error', 'fatal'])('OperationOutcome %s in a searchset: the kind that was searched is failed', async (severity) => {
    const { read, facts } = await evaluateBundle(bundleOf([outcome(severity), MIG], 'searchset', self('Condition')))
    expect([read.Condition.status, read.Condition.reason, read.MedicationRequest.status]).toEqual(['failed', 'said the server', 'complete'])
    expect([facts.migraine, facts.clusterHeadache].map(short)).toEqual([true, 'notRead'])
  })
  test('… in a file of mixed kinds every kind (what was read counts)', async () => {
    const { read, facts } = await evaluateBundle(bundleOf([outcome('error'), MIG], 'searchset'))
    expect(new Set(Object.values(read).map((one) => (one as Document).status))).toEqual(new Set(['failed']))
    expect([facts.migraine, facts.valproateOngoing].map(short)).toEqual([true, 'notRead'])
  })
  test.each(['warning', 'information'])('OperationOutcome %s: complete, its text in reason', async (severity) => {
    const { read } = await evaluateBundle(bundleOf([outcome(severity), MIG], 'searchset', self('Condition')))
    expect([read.Condition.status, read.Condition.reason]).toEqual(['complete', 'said the server'])
  })
  test('OperationOutcome outside a searchset says nothing', async () => {
    const { read } = await evaluateBundle(bundleOf([outcome('error'), MIG], 'collection'))
    expect(read.Condition.status).toBe('complete')
  })
  test.each([
    ['not reached', { total: 3 }, 'failed'],
    ['reached', { total: 2 }, 'complete'],
    ['too small', { total: 1 }, 'complete'],
    ['none', {}, 'complete'],
    ['a page more', { link: [{ relation: 'next', url: 'x' }] }, 'failed'],
  ])('total %s', async (_, more, status) => {
    // Patient and one Condition.
    const { read } = await evaluateBundle(bundleOf([MIG], 'searchset', more))
    expect([read.Condition.status, read.MedicationRequest.status]).toEqual([status, status])
    if (status === 'failed') expect(read.Condition.reason).toBe('cut short')
  })
  test('included and outcome entries do not count toward the total; nor the same entry twice', async () => {
    const entry = [
      { resource: P, search: { mode: 'include' } },
      { resource: MIG, search: { mode: 'match' } },
      { resource: MIG, search: { mode: 'match' } },
      { resource: outcome('information'), search: { mode: 'outcome' } },
    ]
    const read = async (total: number) =>
      (await evaluateBundle({ resourceType: 'Bundle', type: 'searchset', ...self('Condition'), total, entry })).read.Condition
    expect([(await read(1)).status, (await read(2)).status, (await read(1)).count]).toEqual(['complete', 'failed', 1])
  })

  const section = (code: string, emptyReason: object | undefined) => ({
    resourceType: 'Composition',
    id: 'doc',
    section: [{ code: coding(LOINC, code), ...(emptyReason ? { emptyReason } : {}) }],
  })
  const reason = (code: string) => coding('http://terminology.hl7.org/CodeSystem/list-empty-reason', code)
  test.each([
    ['10160-0', 'withheld', ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'], 'failed'],
    ['10160-0', 'notasked', ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'], 'notAsked'],
    ['11450-4', 'unavailable', ['Condition'], 'notAsked'],
    ['48765-2', 'closed', ['AllergyIntolerance'], 'notAsked'],
    ['11450-4', 'nilknown', ['Condition'], 'complete'],
  ])('a document with section %s empty for %s', async (code, why, kinds, status) => {
    const { read, facts } = await evaluateBundle(bundleOf([section(code, reason(why))], 'document'))
    for (const [kind, one] of Object.entries(read) as [string, Document][])
      expect([kind, one.status]).toEqual([kind, kinds.includes(kind) ? status : 'complete'])
    if (code === '10160-0') expect(short(facts.valproateOngoing)).toBe(status === 'failed' ? 'notRead' : 'notAsked')
    if (code === '11450-4') expect(short(facts.migraine)).toBe(status === 'complete' ? 'notRecorded' : 'notAsked')
  })
  test('… for a reason in words alone, and in a section within a section', async () => {
    const inner = {
      resourceType: 'Composition',
      id: 'doc',
      section: [{ title: 'x', section: section('11450-4', { text: 'ej tillgängligt' }).section }],
    }
    const { read } = await evaluateBundle(bundleOf([inner], 'document'))
    expect(read.Condition).toMatchObject({ status: 'notAsked', reason: 'ej tillgängligt' })
  })

  const NUMBER = '198103022389'
  const numbered = patient({ identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: NUMBER }] })
  const logical = (system: string, value: string) => condition('I21.9', { id: 'c', subject: { identifier: { system, value } } })
  test.each([
    ['http://electronichealth.se/identifier/personnummer', NUMBER],
    ['urn:oid:1.2.752.129.2.1.3.1', NUMBER],
    ['https://terminology.hl7.se/sid/se-personnummer', NUMBER],
    ['urn:oid:1.2.752.129.2.1.3.1', '19810302-2389'],
  ])('a logical reference means the patient if its value is an identifier of the Patient: %s %s', async (system, value) =>
    expect(await facts([numbered, logical(system, value)], 'cardiovascularDisease')).toEqual([true]),
  )
  test.each([
    ['another number', logical('urn:oid:1.2.752.129.2.1.3.1', '191212121212')],
    ['another kind of number', logical('urn:oid:1.2.752.129.2.1.3.3', NUMBER)],
    [
      'masked',
      condition('I21.9', {
        id: 'c',
        subject: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] },
      }),
    ],
    ['none', condition('I21.9', { id: 'c', subject: undefined })],
    ['another patient', condition('I21.9', { id: 'c', subject: { reference: 'Patient/p2' } })],
    ['a group of that id', condition('I21.9', { id: 'c', subject: { reference: 'Group/p1' } })],
    ['a bare id', condition('I21.9', { id: 'c', subject: { reference: 'p1' } })],
    [
      'a contained patient without a number',
      condition('I21.9', {
        id: 'c',
        contained: [{ resourceType: 'Patient', id: 'x', identifier: [{ system: 'urn:x' }] }],
        subject: { reference: '#x' },
      }),
    ],
  ])('of another patient or of none (%s): listed, not used', async (_, resource) => {
    const document = await evaluate([numbered, resource])
    expect([short(document.facts.cardiovascularDisease), told(document, 'Condition/c').length, document.read.Condition.count]).toEqual([
      'notRecorded',
      1,
      0,
    ])
  })
  test('a conditional reference, as transactions have them', async () => {
    const to = (number: string) =>
      condition('I21.9', { subject: { reference: `Patient?identifier=urn:oid:1.2.752.129.2.1.3.1|${number}` } })
    expect(await facts([numbered, to(NUMBER)], 'cardiovascularDisease')).toEqual([true])
    expect(await facts([numbered, to('191212121212')], 'cardiovascularDisease')).toEqual(['notRecorded'])
  })
  test('a contained patient with the number', async () => {
    const contained = [{ resourceType: 'Patient', id: 'x', identifier: [{ system: 'urn:oid:1.2.752.129.2.1.3.1', value: NUMBER }] }]
    expect(await facts([numbered, condition('I21.9', { contained, subject: { reference: '#x' } })], 'cardiovascularDisease')).toEqual([
      true,
    ])
  })

  test('one id twice: the later meta.lastUpdated, else the later version', async () => {
    const version = (code: string, meta: object) => ({ ...condition('G43.0', clinical('active')), id: 'same', code: icd(code), meta })
    const read = (one: object, other: object) => facts([version('G43.0', one), version('J45.9', other)], 'migraine', 'asthma')
    expect(await read({ lastUpdated: '2026-01-02T00:00:00Z' }, { lastUpdated: '2026-01-01T00:00:00Z' })).toEqual([true, 'notRecorded'])
    expect(
      await read({ lastUpdated: '2026-01-01T00:00:00Z', versionId: '9' }, { lastUpdated: '2026-01-01T00:00:01Z', versionId: '1' }),
    ).toEqual(['notRecorded', true])
    expect(await read({ versionId: '9' }, { versionId: '10' })).toEqual(['notRecorded', true])
    // What does not say when it was written is older than nothing.
    expect(await read({}, { lastUpdated: '2026-01-01T00:00:00Z' })).toEqual([true, true])
  })

  test('an entry without resource: skipped, told', async () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ request: { method: 'DELETE', url: 'Condition/1' } }, { resource: null }, null, { resource: P }, { resource: MIG }],
    }
    const document = await evaluateBundle(bundle)
    expect([short(document.facts.migraine), document.problems.length]).toEqual([true, 3])
  })
  test.each(['history', 'message', 'batch-response', 'transaction-response', undefined])('a Bundle of type %s: unusable input', (type) =>
    expect(async () => evaluateBundle({ resourceType: 'Bundle', type, entry: [{ resource: P }] })).rejects.toThrow('bundleType'),
  )
  test.each([[[]], [[P, { ...P, id: 'p2' }]]])('not exactly one Patient: unusable input', (patients) =>
    expect(async () =>
      evaluateBundle({ resourceType: 'Bundle', type: 'collection', entry: patients.map((resource) => ({ resource })) }),
    ).rejects.toThrow('notOnePatient'),
  )

  test('references of every style', async () => {
    const uuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    const drug = { resourceType: 'Medication', code: coding(ATC, 'N03AX11') }
    const bundle = (
      patientUrl: string | undefined,
      patientId: string | undefined,
      subject: string,
      drugUrl: string | undefined,
      drugId: string | undefined,
      medication: string,
    ) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { ...(patientUrl ? { fullUrl: patientUrl } : {}), resource: { ...P, id: patientId } },
        { ...(drugUrl ? { fullUrl: drugUrl } : {}), resource: { ...drug, ...(drugId ? { id: drugId } : {}) } },
        {
          resource: {
            ...request({}, { authoredOn: ago(9), medicationReference: { reference: medication } }),
            medicationCodeableConcept: undefined,
            subject: { reference: subject },
          },
        },
      ],
    })
    const found = await Promise.all(
      [
        bundle(`urn:uuid:${uuid}`, undefined, `urn:uuid:${uuid}`, 'urn:uuid:d', undefined, 'urn:uuid:d'),
        bundle('https://ehr/fhir/Patient/p1', 'p1', 'Patient/p1', 'https://ehr/fhir/Medication/d', 'd', 'Medication/d'),
        bundle(
          'https://ehr/fhir/Patient/p1',
          'p1',
          'https://ehr/fhir/Patient/p1',
          'https://ehr/fhir/Medication/d',
          'd',
          'https://ehr/fhir/Medication/d/_history/2',
        ),
        bundle(undefined, 'p1', 'Patient/p1', undefined, 'd', 'Medication/d'),
        bundle('resource:0', undefined, 'resource:0', 'resource:1', undefined, 'resource:1'),
        // References that kept their urn while the entry did not.
        bundle(`https://ehr/Patient/${uuid}`, uuid, `urn:uuid:${uuid}`, 'https://ehr/Medication/d', 'd', 'urn:uuid:d'),
      ].map(async (one) => (await evaluateBundle(one)).trials.map(({ substance }: Document) => substance)),
    )
    expect(found).toEqual(Array(6).fill(['N03AX11']))
  })
})

test('a broken resource never ends the run: it is listed and the rest is used', async () => {
  const broken = [
    { ...MIG, id: 'b1', code: 'G43.0' },
    { ...MIG, id: 'b2', code: { coding: 'G43.0' } },
    { resourceType: 'Observation', id: 'b3', status: 17, subject: { reference: 'Patient/p1' } },
    { ...METO_FAIL, id: 'b4', medicationCodeableConcept: ['x'] },
    { ...METO_FAIL, id: 'b5', subject: 'Patient/p1' },
    { ...month('2026-10', 'headache-days', 18), id: 'b6', component: 'x', code: coding(LOINC, '85354-9') },
  ] as Resource[]
  const document = await evaluate([...broken, MIG, course('N03AX11', '2024-01-10', '2024-08-10', 100, { ...forMigraine, ...noEffect })])
  expect([short(document.facts.migraine), short(document.facts.preventivesFailed)]).toEqual([true, '1..?'])
  for (const { resourceType, id } of broken) expect(told(document, `${resourceType}/${id}`), id).toHaveLength(1)
  expect(document.trials.map(({ substance }: Document) => substance)).toContain(null)
})

test('a patient that is broken is still one', async () => {
  const broken = patient({ identifier: { value: '1' }, name: 'Anna', meta: 'x', gender: 7, birthDate: { value: '1981' } })
  const document = await evaluate([broken, MIG])
  expect([document.facts.migraine, document.facts.age, document.facts.sex].map(short)).toEqual([true, 'notRecorded', 'notRecorded'])
  expect(personOf(broken)).toMatchObject({ name: null, number: null, isProtected: false })
})

test('people of the Swedish examples: age by birth date alone, whatever the number says', async () => {
  const age = async (birthDate: string, value: string) => {
    const document = await evaluate([
      patient({ birthDate, identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value }] }),
    ])
    return [document.facts.age.value ?? short(document.facts.age), document.problems.length]
  }
  expect(await age('2000-01-01', '189602029812')).toEqual([26, 0])
  expect(await age('1890-02-02', '189002029800')).toEqual(['notRecorded', 1])
  expect(await age('1961-09-13', '196109732393')).toEqual([65, 0])
  expect(await age('1915', '191500882392')).toEqual(['110..111', 0])
})
