/** Contract §2: the patient, diagnoses, pregnancy. */

import { expect, test } from 'vitest'
import {
  ago,
  allergyTo,
  answered,
  bundleOf,
  clinical,
  coding,
  condition,
  evaluate,
  evaluateBundle,
  icd,
  LOINC,
  MIG,
  observation,
  patient,
  pressure,
  type Resource,
  sct,
  verification,
} from '../bundle.ts'
import { table } from './facts.ts'

const born = (birthDate: string | undefined, gender = 'female') => [patient({ birthDate, gender })]

table('age', [
  ['the day before the birthday', born('2008-11-23'), { age: 17 }],
  ['on the birthday', born('2008-11-22'), { age: 18 }],
  ['the day after', born('2008-11-21'), { age: 18 }],
  ['born on 29 February: the day before 1 March', born('2008-02-29'), { age: 17 }, { asOf: '2026-02-28' }],
  ['born on 29 February: first on 1 March', born('2008-02-29'), { age: 18 }, { asOf: '2026-03-01' }],
  ['born on 29 February, in a leap year', born('2008-02-29'), { age: 20 }, { asOf: '2028-02-29' }],
  ['on a 29 February, born on 1 March', born('2010-03-01'), { age: 17 }, { asOf: '2028-02-29' }],
  ['a year alone', born('1915'), { age: '110..111' }],
  ['a year and a month whose ends meet', born('1981-03'), { age: 45 }],
  ['this year alone is no age below 0', born('2026'), { age: 0 }],
  ['no birth date', born(undefined), { age: 'notRecorded' }],
  ['a birth date yet to come', born('2027-01-01'), { age: 'notRecorded' }],
  ['an answer beats the record', born('1981-03-02'), { age: 30 }, { answers: { age: answered(30) } }],
])

table('sex', [
  ['female', born('1981', 'female'), { sex: 'female' }],
  ['other', born('1981', 'other'), { sex: 'other' }],
  ['unknown is not recorded', born('1981', 'unknown'), { sex: 'notRecorded' }],
])

const diagnosed = (code: object | string, more: object = {}) => [condition(code, more)]
table('headache diagnoses', [
  ['silence is unknown, never no', [], { migraine: 'notRecorded', clusterHeadache: 'notRecorded', tensionTypeHeadache: 'notRecorded' }],
  ['G43.0', diagnosed('G43.0'), { migraine: true, migraineWithAura: 'notRecorded' }],
  ['with aura is migraine too', diagnosed('G43.1'), { migraine: true, migraineWithAura: true }],
  [
    'hemiplegic is aura and migraine too',
    diagnosed(sct('59292006')),
    { migraine: true, migraineWithAura: true, hemiplegicOrBrainstemAura: true },
  ],
  ['brainstem aura', diagnosed(sct('83351003')), { migraine: true, hemiplegicOrBrainstemAura: true }],
  ['resolved counts', diagnosed('G43.0', clinical('resolved')), { migraine: true }],
  ['provisional counts', diagnosed('G43.0', verification('provisional')), { migraine: true }],
  ['refuted does not', diagnosed('G43.0', verification('refuted')), { migraine: 'notRecorded' }],
  ['entered in error does not', diagnosed('G43.0', verification('entered-in-error')), { migraine: 'notRecorded' }],
  ['cluster headache', diagnosed('G44.0'), { clusterHeadache: true, migraine: 'notRecorded' }],
  ['tension-type headache', diagnosed('G44.2'), { tensionTypeHeadache: true }],
  ['medication overuse headache', diagnosed('G44.4'), { medicationOveruseHeadacheDiagnosis: true }],
  ['plain G44 is neither', diagnosed('G44'), { clusterHeadache: 'notRecorded', tensionTypeHeadache: 'notRecorded' }],
  ['an answer beats the record', diagnosed('G43.0'), { migraine: false }, { answers: { migraine: answered(false) } }],
  ['recorded after the day is not read', diagnosed('G43.0', { recordedDate: '2026-11-23' }), { migraine: 'notRecorded' }],
  ['recorded on the day is', diagnosed('G43.0', { recordedDate: '2026-11-22' }), { migraine: true }],
])

const onset = (more: object) => diagnosed('G43.0', more)
table('ageAtOnset', [
  ['a date', onset({ onsetDateTime: '2001-05-01' }), { ageAtOnset: 20 }],
  ['a year', onset({ onsetDateTime: '2001' }), { ageAtOnset: '19..20' }],
  [
    'within 30 days of being recorded it proves only "at the latest then"',
    onset({ onsetDateTime: '2021-05-01', recordedDate: '2021-05-31' }),
    { ageAtOnset: '0..40' },
  ],
  ['31 days before, it is believed', onset({ onsetDateTime: '2021-05-01', recordedDate: '2021-06-01' }), { ageAtOnset: 40 }],
  ['a period', onset({ onsetPeriod: { start: '1998-06-01', end: '2004-06-01' } }), { ageAtOnset: '17..23' }],
  [
    'a range',
    onset({ onsetRange: { low: { value: 15, unit: 'a', code: 'a' }, high: { value: 20, unit: 'a', code: 'a' } } }),
    { ageAtOnset: '15..20' },
  ],
  ['an age in years, in words', onset({ onsetAge: { value: 17, unit: 'år' } }), { ageAtOnset: 17 }],
  ['an age without a unit', onset({ onsetAge: { value: 17 } }), { ageAtOnset: 'notRecorded' }],
  ['a text decides nothing', onset({ onsetString: 'i tonåren' }), { ageAtOnset: 'notRecorded' }],
  ['a text that looks like a date decides nothing', onset({ onsetString: '2024-02-05T00:00:01Z' }), { ageAtOnset: 'notRecorded' }],
  ['neither onset nor recordedDate', onset({}), { ageAtOnset: 'notRecorded', onsetAfter50: false }],
  [
    'the earliest of several',
    [...onset({ onsetDateTime: '2010-05-01' }), ...onset({ onsetDateTime: '2001-05-01', recordedDate: '2015-01-01' })],
    { ageAtOnset: 20 },
  ],
])

table('disease: history counts only where it is said to', [
  ['asthma', diagnosed('J45.9'), { asthma: true }],
  ['asthma that is over is "not in the record", never no', diagnosed('J45.9', clinical('resolved')), { asthma: 'notRecorded' }],
  ['infarction that is over counts', diagnosed('I21.9', clinical('resolved')), { cardiovascularDisease: true }],
  ['kidney stones that are over count', diagnosed('N20.0', clinical('inactive')), { kidneyStones: true }],
  ['glaucoma that is over counts', diagnosed('H40.9', clinical('remission')), { glaucoma: true }],
  ['peptic ulcer that is over counts', diagnosed('K25.9', clinical('resolved')), { pepticUlcer: true }],
  ['depression that is over does not', diagnosed('F32.9', clinical('resolved')), { depression: 'notRecorded' }],
  ['a stent', diagnosed('Z95.5'), { cardiovascularDisease: true }],
  ['a TIA', diagnosed('G45.9'), { cerebrovascularDisease: true }],
  [
    'transient global amnesia is no TIA',
    diagnosed('G45.4'),
    { cerebrovascularDisease: 'notRecorded', vascularEventWithinYear: 'notRecorded' },
  ],
  ['peripheral artery disease', diagnosed('I73.9'), { peripheralArteryDisease: true, raynaud: 'notRecorded' }],
  ['Raynaud is no artery disease', diagnosed('I73.0'), { peripheralArteryDisease: 'notRecorded', raynaud: true }],
  ['severe renal', diagnosed('N18.4'), { severeRenalImpairment: true }],
  ['moderate renal is not severe', diagnosed('N18.3'), { severeRenalImpairment: 'notRecorded' }],
  ['latex, by an allergy', [allergyTo(sct('300916003'))], { latexAllergy: true }],
  ['latex, unconfirmed: suspected is enough to warn', [allergyTo(sct('300916003'), verification('unconfirmed'))], { latexAllergy: true }],
  ['latex, refuted', [allergyTo(sct('300916003'), verification('refuted'))], { latexAllergy: 'notRecorded' }],
])

table('vascularEventWithinYear', [
  ['365 days ago', diagnosed('I63.9', { onsetDateTime: ago(365) }), { vascularEventWithinYear: true }],
  ['366 days ago', diagnosed('I63.9', { onsetDateTime: ago(366) }), { vascularEventWithinYear: false }],
  [
    'onset wins over recordedDate',
    diagnosed('I63.9', { onsetDateTime: '2015-01-01', recordedDate: ago(10) }),
    { vascularEventWithinYear: false },
  ],
  ['recordedDate where there is no onset', diagnosed('I63.9', { recordedDate: ago(10) }), { vascularEventWithinYear: true }],
  ['an event without date', diagnosed('I63.9'), { vascularEventWithinYear: 'notRecorded' }],
  [
    'one old, one without date',
    [...diagnosed('I63.9', { onsetDateTime: '2015' }), ...diagnosed('I21.9')],
    { vascularEventWithinYear: 'notRecorded' },
  ],
  ['a year that may be within', diagnosed('I63.9', { onsetDateTime: '2025' }), { vascularEventWithinYear: 'notRecorded' }],
  ['none', [], { vascularEventWithinYear: 'notRecorded' }],
])

const status = (code: string, on: string | undefined, more: object = {}) =>
  observation(coding(LOINC, '82810-3'), { valueCodeableConcept: sct(code) }, { ...(on ? { effectiveDateTime: on } : {}), ...more })
const [YES, NO] = ['77386006', '60001007']
const due = (on: string, more: object = {}) =>
  observation(coding(LOINC, '11778-8'), { valueDateTime: on }, { effectiveDateTime: ago(100), ...more })
const recorded = (code: string | object, days: number, more: object = {}) => condition(code, { recordedDate: ago(days), ...more })

table('pregnant', [
  ['silence in a woman of 45', [], { pregnant: 'notRecorded', pregnancyProven: false }],
  ['a condition, undated: current', [condition(sct('77386006'))], { pregnant: true, pregnancyProven: true }],
  ['the code that Cosmic sends', [recorded(sct('118185001'), 113)], { pregnant: true }],
  ['42 weeks old', [recorded('Z33', 294)], { pregnant: true }],
  ['older than 42 weeks', [recorded('Z33', 295)], { pregnant: 'outdated', pregnancyProven: false }],
  ['active since 2009', [condition(sct('72892002'), { recordedDate: '2009-05-01' })], { pregnant: 'outdated' }],
  ['resolved', [recorded('Z33', 10, clinical('resolved'))], { pregnant: 'notRecorded', pregnancyProven: false }],
  ['active with an end in the past', [recorded('Z33', 100, { abatementDateTime: ago(5) })], { pregnant: 'notRecorded' }],
  ['O26', [recorded('O26.9', 10)], { pregnant: true }],
  ['O98', [recorded('O98.9', 10)], { pregnant: true }],
  ['O80, delivery, proves nothing', [recorded('O80.9', 10)], { pregnant: 'notRecorded' }],
  ['O03, miscarriage, proves nothing', [recorded('O03.9', 10)], { pregnant: 'notRecorded' }],
  ['"not pregnant" 4 weeks old', [status(NO, ago(28))], { pregnant: false, pregnancyProven: false }],
  ['"not pregnant" older', [status(NO, ago(29))], { pregnant: 'outdated' }],
  // Of a month it may mean the first day, 52 days before; of a pregnancy the last.
  ['"not pregnant" dated by a month that may be too old', [status(NO, '2026-10')], { pregnant: 'outdated' }],
  ['"not pregnant" dated by this month', [status(NO, '2026-11')], { pregnant: false }],
  ['"not pregnant" in a month, pregnant later in it', [status(NO, '2026-10'), status(YES, '2026-10-05')], { pregnant: true }],
  ['pregnant, dated by a month', [status(YES, '2026-02')], { pregnant: true }],
  // The contract is silent on an undated "not pregnant"; the reading that is safe for a child: it proves nothing.
  ['"not pregnant" without a date proves nothing', [status(NO, undefined)], { pregnant: 'notRecorded' }],
  ['of dated records the latest wins', [status(YES, ago(100)), status(NO, ago(10))], { pregnant: false }],
  ['… either way', [status(NO, ago(20)), status(YES, ago(10))], { pregnant: true }],
  ['on one day the positive', [status(NO, ago(10)), status(YES, ago(10))], { pregnant: true }],
  ['a due date 21 days past', [recorded('Z33', 200), due(ago(21))], { pregnant: true }],
  ['a due date more than 3 weeks past ends all before it', [recorded('Z33', 200), due(ago(22))], { pregnant: 'outdated' }],
  ['… but not what came after it', [recorded('Z33', 5), due(ago(22))], { pregnant: true }],
  ['a man', born('1981-03-02', 'male'), { pregnant: false, breastfeeding: false, planningPregnancy: false, childbearingPotential: false }],
  ['a man with positive evidence', [patient({ gender: 'male' }), recorded('Z33', 5)], { pregnant: true }],
  ['55 years', born('1971-11-22'), { age: 55, pregnant: 'notRecorded' }],
  ['above 55 years', born('1970-11-22'), { age: 56, pregnant: false }],
  ['an answer', [], { pregnant: true, pregnancyProven: true }, { answers: { pregnant: answered(true, ago(294)) } }],
  ['an answer older than 42 weeks', [], { pregnant: 'outdated' }, { answers: { pregnant: answered(true, ago(295)) } }],
  ['an answered no of 4 weeks', [recorded('Z33', 28)], { pregnant: false }, { answers: { pregnant: answered(false, ago(28)) } }],
  ['… and a later record: the record', [recorded('Z33', 27)], { pregnant: true }, { answers: { pregnant: answered(false, ago(28)) } }],
  ['an answered no that is older', [], { pregnant: 'outdated' }, { answers: { pregnant: answered(false, ago(29)) } }],
  ['an answer dated after the day is not read', [], { pregnant: 'notRecorded' }, { answers: { pregnant: answered(true, '2026-11-23') } }],
])

const PREGNANT = recorded('Z33', 30)
const weeks = (value: number, on: string, unit = 'wk', code = '18185-9') =>
  observation(coding(LOINC, code), { valueQuantity: { value, code: unit, unit } }, { effectiveDateTime: on })
table('gestationalWeek', [
  ['from the due date: 140 days before it', [PREGNANT, due('2027-04-11')], { gestationalWeek: 20 }],
  ['the day before', [PREGNANT, due('2027-04-12')], { gestationalWeek: 19 }],
  ['counted on from its date', [PREGNANT, weeks(12, ago(21))], { gestationalWeek: 15 }],
  ['in days', [PREGNANT, weeks(84, ago(6), 'd')], { gestationalWeek: 12 }],
  ['by the code that is in days', [PREGNANT, weeks(84, ago(6), 'd', '49052-4')], { gestationalWeek: 12 }],
  ['from the last period', [PREGNANT, weeks(12, ago(21), 'wk', '11885-1')], { gestationalWeek: 15 }],
  ['43', [PREGNANT, weeks(43, ago(6))], { gestationalWeek: 43 }],
  ['above 43', [PREGNANT, weeks(43, ago(7))], { gestationalWeek: 'notRecorded' }],
  ['only while pregnant', [weeks(12, ago(21))], { gestationalWeek: 'notRecorded' }],
  [
    'an answer beats the record and counts on',
    [PREGNANT, weeks(12, ago(21))],
    { gestationalWeek: 21 },
    { answers: { gestationalWeek: answered(20, ago(7)) } },
  ],
  // Two due dates: the one that was recorded later; on one day they conflict.
  ['the later of two due dates', [PREGNANT, due('2027-04-11'), due('2027-03-14', { effectiveDateTime: ago(10) })], { gestationalWeek: 24 }],
  ['two due dates of one day', [PREGNANT, due('2027-04-11'), due('2027-03-14')], { gestationalWeek: 'conflicting' }],
])

table('childbearingPotential', [
  ['below 12', born('2014-11-23'), { age: 11, childbearingPotential: false, planningPregnancy: false, breastfeeding: false }],
  ['12', born('2014-11-22'), { age: 12, childbearingPotential: true, planningPregnancy: 'notAsked', breastfeeding: 'notAsked' }],
  ['55', born('1971-11-22'), { childbearingPotential: true, breastfeeding: 'notAsked', planningPregnancy: 'notAsked' }],
  ['56', born('1970-11-22'), { childbearingPotential: false, breastfeeding: false, planningPregnancy: false }],
  ['an age that may be either', born('1971'), { age: '54..55', childbearingPotential: true }],
  ['an age that may be above', born('1970'), { age: '55..56', childbearingPotential: 'notRecorded' }],
  ['sterilised', diagnosed('Z30.2'), { childbearingPotential: false }],
  ['in the climacteric', diagnosed('N95.1'), { childbearingPotential: true }],
  ['answered', [], { childbearingPotential: false }, { answers: { childbearingPotential: answered(false) } }],
  ['sex not known', born('1981-03-02', 'unknown'), { childbearingPotential: 'notRecorded' }],
  ['sex other', born('1981-03-02', 'other'), { childbearingPotential: 'notRecorded' }],
])

table('answers age', [
  [
    '180 days',
    [],
    { breastfeeding: true, highlyEffectiveContraception: true },
    { answers: { breastfeeding: answered(true, ago(180)), highlyEffectiveContraception: answered(true, ago(180)) } },
  ],
  [
    '181 days',
    [],
    { breastfeeding: 'outdated', highlyEffectiveContraception: 'outdated' },
    { answers: { breastfeeding: answered(true, ago(181)), highlyEffectiveContraception: answered(true, ago(181)) } },
  ],
  ['an acute red flag, 7 days', [], { thunderclapOnset: true }, { answers: { thunderclapOnset: answered(true, ago(7)) } }],
  ['… 8 days', [], { thunderclapOnset: 'outdated' }, { answers: { thunderclapOnset: answered(true, ago(8)) } }],
  ['a semi-acute one, 90 days', [], { valsalvaProvoked: false }, { answers: { valsalvaProvoked: answered(false, ago(90)) } }],
  [
    '… 91 days',
    [],
    { valsalvaProvoked: 'outdated', personalityChange: 'notAsked' },
    { answers: { valsalvaProvoked: answered(false, ago(91)) } },
  ],
  ['an answer without end', [], { acuteTreatmentOptimised: true }, { answers: { acuteTreatmentOptimised: answered(true, '2019-01-01') } }],
  ['a diary answer, 120 days', [], { headacheDays: 18 }, { answers: { headacheDays: answered(18, ago(120)) } }],
  ['… 121 days', [], { headacheDays: 'outdated' }, { answers: { headacheDays: answered(18, ago(121)) } }],
])

table('red flags that age or sex rules out', [
  ['49 years', born('1976-11-23'), { age: 49, templeTendernessOrJawClaudication: false, onsetAfter50: false }],
  ['50 years', born('1976-11-22'), { templeTendernessOrJawClaudication: 'notAsked', onsetAfter50: 'notAsked' }],
  [
    'refuted by the age at onset',
    [patient({ birthDate: '1950-01-01' }), condition('G43.0', { onsetDateTime: '1990-01-01' })],
    { onsetAfter50: false },
  ],
  [
    'never proven by it',
    [patient({ birthDate: '1950-01-01' }), condition('G43.0', { onsetDateTime: '2010-01-01' })],
    { onsetAfter50: 'notAsked' },
  ],
  ['a man', born('1981-03-02', 'male'), { newHeadacheInPregnancyOrPuerperium: false }],
  ['a woman', [], { newHeadacheInPregnancyOrPuerperium: 'notAsked' }],
])
const WEEK20: Resource[] = [PREGNANT, weeks(20, ago(6))]
table('onsetAfter50 and the age at onset', [
  [
    '49 refutes it',
    [patient({ birthDate: '1950-01-01' }), condition('G43.0', { onsetDateTime: '1999-06-01' })],
    { ageAtOnset: 49, onsetAfter50: false },
  ],
  [
    '50 does not',
    [patient({ birthDate: '1950-01-01' }), condition('G43.0', { onsetDateTime: '2000-06-01' })],
    { ageAtOnset: 50, onsetAfter50: 'notAsked' },
  ],
])
table('newHeadacheInPregnancyOrPuerperium by age', [
  ['55', born('1971-11-22'), { newHeadacheInPregnancyOrPuerperium: 'notAsked' }],
  ['56', born('1970-11-22'), { newHeadacheInPregnancyOrPuerperium: false }],
])
table('newHeadacheInPregnancyOrPuerperium', [
  ['week 20 and 140', [...WEEK20, pressure(140, 80, ago(7))], { newHeadacheInPregnancyOrPuerperium: true }],
  ['week 20 and 90', [...WEEK20, pressure(120, 90, ago(1))], { newHeadacheInPregnancyOrPuerperium: true }],
  ['8 days ago', [...WEEK20, pressure(140, 80, ago(8))], { newHeadacheInPregnancyOrPuerperium: 'notAsked' }],
  ['139 and 89', [...WEEK20, pressure(139, 89, ago(1))], { newHeadacheInPregnancyOrPuerperium: 'notAsked' }],
  ['week 19', [PREGNANT, weeks(19, ago(6)), pressure(140, 90, ago(1))], { newHeadacheInPregnancyOrPuerperium: 'notAsked' }],
])

table('who prescribes', [
  ['neurologist', [], { prescriberIsHeadacheSpecialist: true }, { role: 'neurologist' }],
  ['gp', [], { prescriberIsHeadacheSpecialist: false }, { role: 'gp' }],
  ['nurse', [], { prescriberIsHeadacheSpecialist: 'notAsked' }, { role: 'nurse' }],
])

const referral = (more: object = {}): Resource => ({
  resourceType: 'ServiceRequest',
  id: 'r1',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  performerType: sct('394591006'),
  authoredOn: ago(10),
  ...more,
})
const stroke = { ...condition('I63.9'), id: 'stroke' }
table('activeNeurologyReferral', [
  ['by the receiver', [referral()], { activeNeurologyReferral: true }],
  ['by the code', [referral({ performerType: undefined, code: sct('394591006') })], { activeNeurologyReferral: true }],
  ['12 months ago', [referral({ authoredOn: '2025-11-22' })], { activeNeurologyReferral: true }],
  ['longer ago', [referral({ authoredOn: '2025-11-21' })], { activeNeurologyReferral: 'notRecorded' }],
  ['in a month within', [referral({ authoredOn: '2025-12' })], { activeNeurologyReferral: true }],
  ['in a month that may be longer ago', [referral({ authoredOn: '2025-11' })], { activeNeurologyReferral: 'notRecorded' }],
  ['completed', [referral({ status: 'completed' })], { activeNeurologyReferral: 'notRecorded' }],
  ['for migraine', [referral({ reasonCode: [icd('G43.9')] })], { activeNeurologyReferral: true }],
  ['for something else', [referral({ reasonCode: [icd('G40.9')] })], { activeNeurologyReferral: 'notRecorded' }],
  [
    'for something else, by reference',
    [stroke, referral({ reasonReference: [{ reference: 'Condition/stroke' }] })],
    { activeNeurologyReferral: 'notRecorded' },
  ],
  ['for migraine, by reference', [MIG, referral({ reasonReference: [{ reference: 'Condition/mig' }] })], { activeNeurologyReferral: true }],
  // "whose reason, if coded, is migraine or headache": a code that we cannot read is no headache.
  [
    'for a reason coded in an unknown system',
    [referral({ reasonCode: [coding('urn:local', '7')] })],
    { activeNeurologyReferral: 'notRecorded' },
  ],
  ['a text never decides', [referral({ reasonCode: [{ text: 'epilepsi' }] })], { activeNeurologyReferral: true }],
  ['neurology as text alone', [referral({ performerType: { text: 'Neurologi' } })], { activeNeurologyReferral: 'notRecorded' }],
  ['an answer beats it', [referral()], { activeNeurologyReferral: false }, { answers: { activeNeurologyReferral: answered(false) } }],
])

test('the same diagnosis many times is one line of evidence for the earliest and one for the latest', async () => {
  const visits = Array.from({ length: 10 }, (_, i) => ({ ...condition('G43.0', { recordedDate: `20${17 + i}-03-01` }), id: `v${i}` }))
  const { facts, problems } = await evaluate([...visits].reverse())
  expect(facts.migraine.evidence.map(({ date }: { date: string }) => date)).toEqual(['2017-03-01', '2026-03-01'])
  expect(problems).toEqual([])
})

test('what is suspected is told as suspected', async () => {
  const { facts } = await evaluate([
    condition(coding('http://hl7.org/fhir/sid/icd-10-se', 'I63.9', 'Hjärninfarkt'), verification('provisional')),
  ])
  expect(facts.cerebrovascularDisease.evidence[0].says).toBe('Hjärninfarkt (suspected)')
})

test('a kind that failed: silence is not read', async () => {
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'forbidden', diagnostics: 'no' }] }
  const { facts } = await evaluateBundle(bundleOf([outcome], 'searchset'))
  expect([facts.migraine.why, facts.vascularEventWithinYear.why, facts.pregnant.why]).toEqual(['notRead', 'notRead', 'notRead'])
  expect(facts.pregnancyProven).toMatchObject({ status: 'unknown', why: 'notRead' })
})
