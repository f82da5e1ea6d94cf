/** Contract §5.3: from recommendations and facts to the level of care. */

import { expect, test } from 'vitest'
import type { JudgedGuideline } from '../../src/core/assess.ts'
import { between, type Fact, type Facts, given, unknown } from '../../src/core/facts.ts'
import type { Action, Recommendation, Severity, Written } from '../../src/core/guideline.ts'
import { careLevel, mostDecisiveFirst } from '../../src/core/level.ts'
import type { Verdict } from '../../src/core/rails.ts'
import {
  ago,
  answered,
  CHRONIC,
  condition,
  evaluate,
  forMigraine,
  METO_FAIL,
  MIG,
  patient,
  type Resource,
  request,
  verdict,
} from '../bundle.ts'

type Advice = { id: string; of?: string; action: Action; verdict?: Verdict; severity?: Severity; missing?: string[]; inForce?: boolean }

/** One guideline for each recommendation. */
const guidelines = (all: Advice[]): JudgedGuideline[] =>
  all.map(({ id, of = 'g', action, verdict = 'met', severity, missing = [], inForce = true }) => ({
    guideline: { id: of } as Written,
    inForce,
    parameters: {},
    criteria: [],
    recommendations: [
      {
        ...({ id, action, ...(severity ? { severity } : {}) } as Recommendation),
        verdict,
        missing,
        explanation: { kind: 'all' as const, verdict, of: [] },
      },
    ],
  }))
const adult: Facts = { age: given(45) }
const level = (all: Advice[], facts: Facts = adult) => careLevel(guidelines(all), facts, 18)
const refer: Advice = { id: 'referForAdvancedTreatment', of: 'referral-to-neurology', action: 'refer' }
const treat: Advice = { id: 'startPreventive', of: 'primary-care-migraine', action: 'treat' }
const emergency: Advice = { id: 'emergencyAssessment', of: 'red-flags', action: 'emergency' }
const children: Advice = { id: 'referToPaediatrics', of: 'referral-to-neurology', action: 'refer' }
const selfCare: Advice = { id: 'selfCare', of: 'primary-care-migraine', action: 'inform' }
const open = (advice: Advice, ...missing: string[]): Advice => ({ ...advice, verdict: 'unknown', missing })
const child = { age: given(12) }

test.each<[string, Advice[], Facts, string, string[]]>([
  ['nothing', [], adult, 'unknown', []],
  ['an emergency before all', [refer, treat, emergency], adult, 'emergency', ['red-flags/emergencyAssessment']],
  ['… for a child too', [children, emergency], child, 'emergency', ['red-flags/emergencyAssessment']],
  ['a child with a referral', [children], child, 'paediatrics', ['referral-to-neurology/referToPaediatrics']],
  [
    'a child with any referral',
    [{ ...refer, id: 'referForClusterHeadache' }],
    child,
    'paediatrics',
    ['referral-to-neurology/referForClusterHeadache'],
  ],
  ['a child with migraine', [], { ...child, migraine: given(true) }, 'primaryCare', ['migraine']],
  ['a child without', [], { ...child, migraine: unknown('notRecorded') }, 'unknown', []],
  ['a child under neurology care is still a child', [], { ...child, underNeurologyCare: given(true) }, 'unknown', []],
  ['an adult with a referral', [refer, treat], adult, 'neurology', ['referral-to-neurology/referForAdvancedTreatment']],
  ['referToPaediatrics is no referral to neurology', [children], adult, 'unknown', []],
  ...['advancedTreatmentOngoing', 'underNeurologyCare', 'activeNeurologyReferral'].map(
    (fact): [string, Advice[], Facts, string, string[]] => [fact, [treat], { ...adult, [fact]: given(true) }, 'neurology', [fact]],
  ),
  ['… not where it is unknown', [], { ...adult, underNeurologyCare: unknown('notAsked') }, 'unknown', []],
  ...(['treat', 'adjust', 'investigate', 'document', 'stop', 'avoid'] as const).map(
    (action): [string, Advice[], Facts, string, string[]] => [
      `an adult with ${action}`,
      [{ id: 'x', action }, selfCare],
      adult,
      'primaryCare',
      ['g/x'],
    ],
  ),
  ['a warning', [{ id: 'x', action: 'avoid', severity: 'warn' }], adult, 'primaryCare', ['g/x']],
  ['a safety rule that only informs', [{ id: 'x', action: 'avoid', severity: 'inform' }], adult, 'unknown', []],
  [
    'follow-up and information give no level',
    [
      { id: 'x', action: 'followUp' },
      { id: 'y', action: 'inform' },
    ],
    adult,
    'unknown',
    [],
  ],
  ['self care', [selfCare], adult, 'selfCare', ['primary-care-migraine/selfCare']],
  ['a guideline not in force advises nothing', [{ ...refer, inForce: false }], adult, 'unknown', []],
  ['17 for certain', [children], { age: between(16, 17) }, 'paediatrics', ['referral-to-neurology/referToPaediatrics']],
  ['undecided: as an adult', [refer], { age: between(17, 18) }, 'neurology', ['referral-to-neurology/referForAdvancedTreatment']],
])('%s', (_, advice, facts, expected, because) => {
  expect(level(advice, facts)).toMatchObject({ level: expected, because })
})

test.each<[string, Advice[], Facts, [string, string[]][]]>([
  [
    'each higher level an open recommendation would give',
    [treat, open(refer, 'b', 'a'), open(emergency, 'flag')],
    adult,
    [
      ['neurology', ['a', 'b']],
      ['emergency', ['flag']],
    ],
  ],
  ['not the same level, nor a lower one', [refer, open(treat, 'a'), open({ ...refer, id: 'x' }, 'b')], adult, []],
  ['the union of what they miss', [open(refer, 'b'), open({ ...refer, id: 'x' }, 'a')], adult, [['neurology', ['a', 'b']]]],
  [
    'not what only silence on some diagnoses holds open',
    [open(refer, 'clusterHeadache'), open({ ...refer, id: 'x' }, 'hemiplegicOrBrainstemAura', 'diagnosisUncertain')],
    adult,
    [],
  ],
  [
    '… but what something else holds open as well',
    [open(refer, 'clusterHeadache', 'attacks')],
    adult,
    [['neurology', ['attacks', 'clusterHeadache']]],
  ],
  ['not a guideline not in force', [open({ ...refer, inForce: false }, 'a')], adult, []],
  [
    'self care and primary care',
    [open(selfCare, 'a'), open(treat, 'b')],
    adult,
    [
      ['selfCare', ['a']],
      ['primaryCare', ['b']],
    ],
  ],
  [
    'not what only informs',
    [open({ id: 'x', action: 'avoid', severity: 'inform' }, 'a'), open({ id: 'y', action: 'followUp' }, 'b')],
    adult,
    [],
  ],
  ['a child: any referral is to the paediatricians', [open(children, 'attacks')], child, [['paediatrics', ['attacks']]]],
  [
    'age not known: paediatrics too',
    [open(children, 'age'), open(refer, 'age', 'x')],
    {},
    [
      ['paediatrics', ['age']],
      ['neurology', ['age', 'x']],
    ],
  ],
  [
    'age not known, neurology by a fact: paediatrics is still told',
    [open(children, 'age')],
    { underNeurologyCare: given(true) },
    [['paediatrics', ['age']]],
  ],
  ['age not known, no referral possible', [treat, { ...children, verdict: 'notMet' }], {}, []],
  ['nothing above an emergency', [emergency, open(refer, 'a'), open(children, 'age')], {}, []],
])('may change: %s', (_, advice, facts, expected) => {
  expect(level(advice, facts).mayChangeTo).toEqual(expected.map(([level, ifKnown]) => ({ level, ifKnown })))
})

test.each<[string, Advice[], Facts, string]>([
  ['an emergency', [emergency], adult, 'immediate'],
  ['a semi-acute flag', [{ id: 'promptInvestigation', of: 'red-flags', action: 'investigate' }], adult, 'soon'],
  ['cluster headache', [{ ...refer, id: 'referForClusterHeadache' }], { ...adult, clusterHeadache: given(true) }, 'soon'],
  ['a contraindication', [{ id: 'x', of: 'drug-safety', action: 'avoid', severity: 'contraindicated' }], adult, 'soon'],
  ['a warning', [{ id: 'x', of: 'drug-safety', action: 'avoid', severity: 'warn' }], adult, 'routine'],
  [
    'a contraindication not known to hold',
    [open({ id: 'x', of: 'drug-safety', action: 'avoid', severity: 'contraindicated' }, 'a')],
    adult,
    'routine',
  ],
  ['a referral', [refer], adult, 'routine'],
])('urgency: %s', (_, advice, facts, expected) => expect(level(advice, facts).urgency).toBe(expected))

test('missing: by how many wait for it, then by name; silent diagnoses last', () => {
  const advice = [
    open(refer, 'clusterHeadache', 'z'),
    open(treat, 'clusterHeadache', 'b', 'a'),
    open(selfCare, 'clusterHeadache', 'z'),
    { ...emergency, verdict: 'notMet' as const, missing: [] },
  ]
  expect(mostDecisiveFirst(guidelines(advice))).toEqual(['z', 'a', 'b', 'clusterHeadache'])
  expect(mostDecisiveFirst(guidelines([open({ ...refer, inForce: false }, 'a')]))).toEqual([])
})

// The whole chain, with the guidelines that exist.
const flags = (facts: Record<string, Fact>) => Object.keys(facts)
const noFlags = async () => {
  const { facts } = await evaluate([])
  return Object.fromEntries(
    flags(facts)
      .filter((name) => facts[name].why === 'notAsked')
      .map((name) => [name, answered(false)]),
  )
}

test('chronic migraine and two failures: neurology; the red flags keep emergency there until they are asked', async () => {
  const failed = request('N03AX11', {
    status: 'stopped',
    authoredOn: '2025-01-10',
    ...forMigraine,
    statusReason: { coding: [{ system: 'http://snomed.info/sct', code: '395009001' }] },
  })
  const record: Resource[] = [MIG, ...CHRONIC, METO_FAIL, failed]
  const document = await evaluate(record)
  expect(document.careLevel).toMatchObject({
    level: 'neurology',
    urgency: 'routine',
    because: expect.arrayContaining(['referral-to-neurology/referForAdvancedTreatment']),
  })
  expect(document.careLevel.mayChangeTo.map(({ level }: { level: string }) => level)).toEqual(['emergency'])
  expect(document.missing.slice(-3)).toEqual(['clusterHeadache', 'diagnosisUncertain', 'hemiplegicOrBrainstemAura'])
  const asked = await evaluate(record, { answers: await noFlags() })
  expect(asked.careLevel.mayChangeTo).toEqual([])
  const thunderclap = await evaluate(record, { answers: { ...(await noFlags()), thunderclapOnset: answered(true) } })
  expect(thunderclap.careLevel).toMatchObject({ level: 'emergency', urgency: 'immediate', because: ['red-flags/emergencyAssessment'] })
})

test.each([
  ['2008-11-23', 'paediatrics'],
  ['2008-11-22', 'primaryCare'],
])('born %s with eight headache days: %s', async (birthDate, expected) => {
  const record = [patient({ birthDate }), MIG, ...CHRONIC]
  const document = await evaluate(record)
  expect(document.careLevel.level).toBe(expected)
  if (expected === 'paediatrics') expect(verdict(document, 'primary-care-migraine/startPreventive')).toBe('notMet')
})

test('nothing known of the age: an adult, and perhaps a child', async () => {
  const { careLevel } = await evaluate([patient({ birthDate: undefined }), MIG])
  expect(careLevel.mayChangeTo.map(({ level }: { level: string }) => level)).toContain('paediatrics')
})

test('a semi-acute flag makes it soon, and investigates in primary care', async () => {
  const { careLevel } = await evaluate([MIG], { answers: { papilloedema: answered(true, ago(90)) } })
  expect(careLevel).toMatchObject({ level: 'primaryCare', urgency: 'soon' })
})

test('cluster headache makes it soon', async () => {
  const { careLevel } = await evaluate([condition('G44.0')])
  expect(careLevel).toMatchObject({ level: 'neurology', urgency: 'soon' })
})
