/** Contract §2: what is in use, what silence about drugs proves, counts, advanced treatment. */

import { expect, test } from 'vitest'
import {
  ago,
  answered,
  bundleOf,
  course,
  day,
  dispense,
  dosage,
  evaluate,
  evaluateBundle,
  forMigraine,
  given,
  icd,
  METO_FAIL,
  months,
  noEffect,
  type Resource,
  request,
  sct,
  short,
  statement,
  within,
} from '../bundle.ts'
import { table } from './facts.ts'

const active = (atc: string, on = ago(30), more: object = {}) => request(atc, { authoredOn: on, ...more })
const uncoded = (more: object = {}) => statement({ text: 'Ergenyl Retard 500 mg' }, { effectivePeriod: { start: '2025-01-01' }, ...more })

table('silence about a drug', [
  [
    'is no, where drugs were read',
    [],
    {
      valproateOngoing: false,
      triptanOngoing: false,
      preventiveOngoing: false,
      advancedTreatmentOngoing: false,
      opioidForMigraineOngoing: false,
      newOtherTriptan: false,
      adequatePreventiveOngoing: false,
    },
  ],
  ['is no beside a drug of another kind, in the table or not', [active('A02BC01')], { valproateOngoing: false, betaBlockerOngoing: false }],
  [
    'is unknown beside an ongoing drug without a code',
    [uncoded()],
    { valproateOngoing: 'notRecorded', preventiveOngoing: 'notRecorded', combinedContraceptiveOngoing: 'notRecorded' },
  ],
  ['is no where the drug without a code has ended', [uncoded({ status: 'completed' })], { valproateOngoing: false }],
  ['is unknown beside one of status unknown', [uncoded({ status: 'unknown' })], { valproateOngoing: 'notRecorded' }],
  [
    'a class alone names its kind, and leaves the rest open',
    [active('C07AB')],
    { betaBlockerOngoing: true, propranololOngoing: 'notRecorded', valproateOngoing: 'notRecorded' },
  ],
  ['an answer closes it', [uncoded()], { valproateOngoing: false }, { answers: { valproateOngoing: answered(false) } }],
])

table('in use', [
  ['active without an end', [active('C07AA05', '2019-01-01')], { propranololOngoing: true, betaBlockerOngoing: true }],
  [
    'active with an end to come',
    [active('C07AA05', ago(30), { dosageInstruction: [dosage(40, within(ago(30), day('2026-11-22', 1)))] })],
    { propranololOngoing: true },
  ],
  [
    'on its last day',
    [active('C07AA05', ago(30), { dosageInstruction: [dosage(40, within(ago(30), '2026-11-22'))] })],
    { propranololOngoing: true },
  ],
  [
    'active with an end in the past',
    [active('C07AA05', ago(30), { dosageInstruction: [dosage(40, within(ago(30), ago(1)))] })],
    { propranololOngoing: false },
  ],
  [
    'an end of this month alone, on its last day: it may still be',
    [statement('C07AA05', { effectivePeriod: { start: '2026-01', end: '2026-11' } })],
    { propranololOngoing: 'notRecorded' },
    { asOf: '2026-11-30' },
  ],
  [
    '… the day after: it is not',
    [statement('C07AA05', { effectivePeriod: { start: '2026-01', end: '2026-11' } })],
    { propranololOngoing: false },
    { asOf: '2026-12-01' },
  ],
  [
    'an end of this month alone',
    [statement('C07AA05', { effectivePeriod: { start: '2026-01', end: '2026-11' } })],
    { propranololOngoing: 'notRecorded' },
  ],
  ['active, without any date', [request('C07AA05')], { propranololOngoing: true }],
  ['… with an end to come', [statement('C07AA05', { effectivePeriod: { end: '2026-11-22' } })], { propranololOngoing: true }],
  ['… with an end in the past', [statement('C07AA05', { effectivePeriod: { end: '2026-11-21' } })], { propranololOngoing: false }],
  ['completed, without any date', [request('C07AA05', { status: 'completed' })], { propranololOngoing: false }],
  ['on hold, without any date', [request('C07AA05', { status: 'on-hold' })], { propranololOngoing: false }],
  ['of status unknown, without any date', [request('C07AA05', { status: 'unknown' })], { propranololOngoing: 'notRecorded' }],
  ['on hold', [active('C07AA05', ago(30), { status: 'on-hold' })], { propranololOngoing: false }],
  ['completed', [active('C07AA05', ago(30), { status: 'completed' })], { propranololOngoing: false }],
  ['status unknown', [active('N03AG01', '2026-05-01', { status: 'unknown' })], { valproateOngoing: 'notRecorded' }],
  [
    'for hazards active is enough: a later order that ended does not take back the standing one',
    [active('C07AA05', '2026-01-01'), active('C07AA05', '2026-06-01', { status: 'completed' })],
    { propranololOngoing: true },
  ],
  [
    '… either way',
    [active('C07AA05', '2026-06-01'), active('C07AA05', '2026-01-01', { status: 'completed' })],
    { propranololOngoing: true },
  ],
  [
    'written after the day: it may have begun',
    [active('C07AA05', '2026-11-23')],
    { propranololOngoing: 'notRecorded', valproateOngoing: false },
  ],
  ['dispensed, within its supply', [dispense('C07AA05', ago(29), 30)], { propranololOngoing: true }],
  ['dispensed, beyond its supply: nobody knows', [dispense('C07AA05', ago(30), 30)], { propranololOngoing: 'notRecorded' }],
  ['a dose of another drug, given today', [given('C07AA05', '2026-11-22', 40)], { propranololOngoing: true }],
  ['… yesterday: nobody knows', [given('C07AA05', ago(1), 40)], { propranololOngoing: 'notRecorded' }],
  ['… 90 days ago: nobody knows', [given('C07AA05', ago(90), 40)], { propranololOngoing: 'notRecorded' }],
  [
    'a statement that has ended, with its end to come',
    [statement('C07AA05', { status: 'completed', effectivePeriod: { start: '2026-01-01', end: '2026-11-23' } })],
    { propranololOngoing: true },
  ],
  [
    '… with its end today',
    [statement('C07AA05', { status: 'completed', effectivePeriod: { start: '2026-01-01', end: '2026-11-22' } })],
    { propranololOngoing: false },
  ],
  ['a dose of another drug, given long ago, is no treatment', [given('C07AA05', ago(91), 40)], { propranololOngoing: false }],
])

table('short courses and washing out', [
  ['an antibiotic, 30 days', [active('J01FA09', ago(30))], { strongCyp3a4InhibitorOngoing: true }],
  ['… 31 days', [active('J01FA09', ago(31))], { strongCyp3a4InhibitorOngoing: false }],
  ['an antifungal, 31 days', [active('J02AC02', ago(31))], { strongCyp3a4InhibitorOngoing: false }],
  ['another inhibitor has no such end', [active('J05AE03', ago(400))], { strongCyp3a4InhibitorOngoing: true }],
  ['an MAO inhibitor, 14 days after its end', [course('N06AG02', ago(90), ago(14), 300)], { maoInhibitorOngoing: true }],
  ['… 15 days', [course('N06AG02', ago(90), ago(15), 300)], { maoInhibitorOngoing: false }],
  ['… active with its end 14 days ago', [course('N06AG02', ago(90), ago(14), 300, { status: 'active' })], { maoInhibitorOngoing: true }],
  [
    '… ended, nobody says when, last seen 15 months ago',
    [active('N06AG02', '2025-08-22', { status: 'stopped' })],
    { maoInhibitorOngoing: 'notRecorded' },
  ],
  ['… last seen longer ago', [active('N06AG02', '2025-08-21', { status: 'stopped' })], { maoInhibitorOngoing: false }],
  [
    '… ended in a month, on the last day it may matter',
    [statement('N06AG02', { status: 'stopped', effectivePeriod: { start: '2026-01', end: '2026-10' } })],
    { maoInhibitorOngoing: 'notRecorded' },
    { asOf: '2026-11-14' },
  ],
  [
    '… the day after',
    [statement('N06AG02', { status: 'stopped', effectivePeriod: { start: '2026-01', end: '2026-10' } })],
    { maoInhibitorOngoing: false },
    { asOf: '2026-11-15' },
  ],
  ['… on its last day', [course('N06AG02', ago(90), '2026-11-22', 300)], { maoInhibitorOngoing: true }],
  ['… ended, nobody says when', [active('N06AG02', ago(90), { status: 'stopped' })], { maoInhibitorOngoing: 'notRecorded' }],
])

table('kinds of drug', [
  ['an opioid in combination', [active('N02AJ06')], { opioidOngoing: true }],
  [
    'sumatriptan with naproxen is a triptan and an NSAID',
    [active('N02CC51')],
    { triptanOngoing: true, sumatriptanOngoing: true, nsaidOngoing: true },
  ],
  ['lasmiditan is no triptan', [active('N02CC08')], { triptanOngoing: false }],
  ['erenumab by its old code', [active('N02CX07')], { erenumabOngoing: true, antibodyOngoing: true, advancedTreatment: 'N02CD01' }],
  ['glucosamine is no NSAID', [active('M01AX05')], { nsaidOngoing: false }],
  [
    'ibuprofen gel is not proven to be one',
    [
      request(
        {
          coding: [
            { system: 'http://www.whocc.no/atc', code: 'M02AA13' },
            { system: 'http://www.whocc.no/atc', code: 'M01AE01' },
          ],
        },
        { authoredOn: ago(5) },
      ),
    ],
    { nsaidOngoing: 'notRecorded' },
  ],
  ['timolol eye drops are no beta-blocker here', [active('S01ED01')], { betaBlockerOngoing: false, timololOngoing: false }],
  ['the combined pill', [active('G03AA07')], { combinedContraceptiveOngoing: true, highlyEffectiveContraception: 'notAsked' }],
])

const fresh = '2025-08-22'
table('preventives', [
  ['for migraine', [active('C07AB02', ago(30), forMigraine)], { preventiveOngoing: true, betaBlockerOngoing: true }],
  [
    'for nobody knows what',
    [active('C07AB02', ago(200))],
    { preventiveOngoing: 'notRecorded', adequatePreventiveOngoing: 'notRecorded', betaBlockerOngoing: true },
  ],
  [
    'for something else',
    [active('C07AB02', ago(30), { reasonCode: [icd('I10.9')] })],
    { preventiveOngoing: false, adequatePreventiveOngoing: false },
  ],
  ['an "ask" substance for nobody knows what is none', [active('C08DA01')], { preventiveOngoing: false, verapamilOngoing: true }],
  ['an "ask" substance for migraine is one', [active('C08DA01', ago(30), forMigraine)], { preventiveOngoing: true }],
  ['newest sign 15 months old', [active('C07AB02', fresh, forMigraine)], { preventiveOngoing: true }],
  [
    '… older: unknown as a preventive, still a hazard',
    [active('C07AB02', day(fresh, -1), forMigraine)],
    { preventiveOngoing: 'notRecorded', betaBlockerOngoing: true },
  ],
  [
    '… a dispense is a sign',
    [active('C07AB02', '2020-01-01', forMigraine), dispense('C07AB02', ago(100), 98)],
    { preventiveOngoing: true },
  ],
  ['adequate', [course('C07AB02', ago(55), null, 100)], { adequatePreventiveOngoing: true }],
  ['one day short', [course('C07AB02', ago(54), null, 100)], { adequatePreventiveOngoing: false }],
  ['dose not known', [course('C07AB02', ago(200), null, null)], { preventiveOngoing: true, adequatePreventiveOngoing: 'notRecorded' }],
])

table('opioids and triptans', [
  ['an opioid for migraine', [active('N02AX02', ago(30), forMigraine)], { opioidForMigraineOngoing: true, opioidOngoing: true }],
  ['for nobody knows what', [active('N02AX02')], { opioidForMigraineOngoing: 'notRecorded', opioidOngoing: true }],
  ['for something else', [active('N02AX02', ago(30), { reasonCode: [icd('M54.5')] })], { opioidForMigraineOngoing: false }],
  ['another triptan, begun 90 days ago', [active('N02CC04', ago(90))], { newOtherTriptan: true }],
  ['… 91 days ago', [active('N02CC04', ago(91))], { newOtherTriptan: false }],
  [
    'sumatriptan by mouth is no other',
    [active('N02CC01', ago(5), { dosageInstruction: [{ route: sct('26643006') }] })],
    { newOtherTriptan: false, sumatriptanTabletsTried: true },
  ],
  [
    'sumatriptan by the nose is',
    [active('N02CC01', ago(5), { dosageInstruction: [{ route: sct('46713006') }] })],
    { newOtherTriptan: true, sumatriptanTabletsTried: 'notAsked' },
  ],
  ['sumatriptan in no form we know', [active('N02CC01', ago(5))], { newOtherTriptan: 'notRecorded', sumatriptanTabletsTried: 'notAsked' }],
])

const procedure = (on: string): Resource => ({
  resourceType: 'Procedure',
  id: `proc-${on}`,
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  code: {
    coding: [
      { system: 'urn:oid:1.2.752.116.1.3.2.1.4', code: 'DT021' },
      { system: 'http://www.whocc.no/atc', code: 'M03AX01' },
    ],
  },
  performedDateTime: on,
})
table('advanced treatment', [
  [
    'an antibody',
    [active('N02CD01', '2026-06-01')],
    { advancedTreatment: 'N02CD01', advancedTreatmentOngoing: true, advancedTreatmentWeeks: 24 },
  ],
  [
    'two at once',
    [active('N02CD01', '2026-06-01'), active('N02CD07', '2026-07-01')],
    { advancedTreatmentOngoing: true, advancedTreatment: 'conflicting', advancedTreatmentWeeks: 'conflicting' },
  ],
  ['none', [], { advancedTreatment: 'notRecorded', advancedTreatmentWeeks: 'notRecorded', advancedTreatmentDose: 'notRecorded' }],
  [
    'botulinum toxin for nobody knows what',
    [given('M03AX01', ago(30), 155, {}, 'U')],
    { advancedTreatmentOngoing: 'notRecorded', botulinumToxinOngoing: true },
  ],
  [
    'botulinum toxin for something else',
    [given('M03AX01', ago(30), 155, { reasonCode: [icd('G24.3')] }, 'U')],
    { advancedTreatmentOngoing: false, botulinumRounds: 0 },
  ],
  [
    'botulinum toxin by procedure, for migraine: a round',
    [{ ...procedure(ago(30)), ...forMigraine }],
    { advancedTreatmentOngoing: true, botulinumRounds: 1 },
  ],
  ['… without a reason: nobody knows', [procedure(ago(30))], { advancedTreatmentOngoing: 'notRecorded', botulinumRounds: 'notRecorded' }],
  [
    'rimegepant when needed is none',
    [active('N02CD06', ago(30), { dosageInstruction: [dosage(75, {}, { asNeededBoolean: true })] })],
    { advancedTreatmentOngoing: false, gepantOngoing: true },
  ],
  [
    'rimegepant every other day is one',
    [active('N02CD06', ago(30), { dosageInstruction: [dosage(75, { period: 2 })] })],
    { advancedTreatment: 'N02CD06' },
  ],
  [
    'rimegepant prescribed for prevention is one',
    [active('N02CD06', ago(30), { reasonCode: [sct('360271000')] })],
    { advancedTreatment: 'N02CD06' },
  ],
  [
    'newest sign older than 15 months',
    [active('N02CD01', '2025-08-21')],
    { advancedTreatmentOngoing: 'notRecorded', erenumabOngoing: true },
  ],
  [
    'the first dose, within 90 days of the start',
    [active('N02CD01', '2026-06-01'), given('N02CD01', '2026-08-30', 140)],
    { advancedTreatmentWeeks: 12 },
  ],
  ['… later than that: the start', [active('N02CD01', '2026-06-01'), given('N02CD01', '2026-08-31', 140)], { advancedTreatmentWeeks: 24 }],
  [
    'the first dose in a month: between its first day and its last',
    [active('N02CD01', '2026-06'), ...months('2026-10', 'headache-days', [9, 9, 9])],
    { advancedTreatmentWeeks: '20..24', baselineHeadacheDays: 'notRecorded', headacheDaysReduction: 'notRecorded' },
  ],
  [
    'the last dose is not told: not the one before it',
    [active('N02CD01', '2026-06-01'), given('N02CD01', '2026-08-30', 140), given('N02CD01', ago(20), null)],
    { advancedTreatmentDose: 'notRecorded' },
  ],
  [
    'a dose told with its time, and by its day alone',
    [given('N02CD01', '2026-11-01', 140), given('N02CD01', '2026-11-01T10:00:00+01:00', 140)],
    { advancedTreatmentDose: 140 },
  ],
  [
    'a month is not the first of it',
    [given('N02CD01', '2026-11', 140), given('N02CD01', '2026-11-01', 70)],
    { advancedTreatmentDose: 'notRecorded' },
  ],
  [
    'which dose was the last is not told',
    [active('N02CD01', '2026-06-01'), given('N02CD01', '2026-10', 70), given('N02CD01', '2026-10-12', 140)],
    { advancedTreatmentDose: 'notRecorded' },
  ],
  [
    'a procedure is as much as was ordered; nobody knows where an order could not be used',
    [{ ...procedure(ago(30)), ...forMigraine }, active('M03AX01', ago(40), { ...forMigraine, status: 'okänd' })],
    { botulinumRounds: 0 },
  ],
  ['a dispense is a first dose', [active('N02CD01', '2026-06-01'), dispense('N02CD01', '2026-07-01', 28)], { advancedTreatmentWeeks: 20 }],
  [
    'the last dose given, else ordered',
    [active('N02CD01', '2026-06-01', { dosageInstruction: [dosage(70, { period: 4, periodUnit: 'wk' })] })],
    { advancedTreatmentDose: 70 },
  ],
  [
    '… given wins',
    [active('N02CD01', '2026-06-01', { dosageInstruction: [dosage(70, { period: 4, periodUnit: 'wk' })] }), given('N02CD01', ago(10), 140)],
    { advancedTreatmentDose: 140 },
  ],
])

table('known only by doses: on through the interval and 90 days more', [
  ['erenumab, day 28 + 90', [given('N02CD01', ago(27 + 90), 140)], { advancedTreatmentOngoing: true }],
  ['… one day more', [given('N02CD01', ago(28 + 90), 140)], { advancedTreatmentOngoing: 'notRecorded' }],
  ['eptinezumab, day 84 + 90', [given('N02CD05', ago(83 + 90), 100)], { advancedTreatmentOngoing: true }],
  ['… one day more', [given('N02CD05', ago(84 + 90), 100)], { advancedTreatmentOngoing: 'notRecorded' }],
  ['fremanezumab 225 mg: a month', [given('N02CD03', '2026-07-25', 225)], { advancedTreatmentOngoing: true }],
  ['… one day more', [given('N02CD03', '2026-07-24', 225)], { advancedTreatmentOngoing: 'notRecorded' }],
  [
    '… from three pens',
    ['09:00', '09:01', '09:02'].map((time) => given('N02CD03', `2026-07-24T${time}:00+02:00`, 225)),
    { advancedTreatmentOngoing: true },
  ],
  ['fremanezumab 675 mg: three months', [given('N02CD03', '2026-07-24', 675)], { advancedTreatmentOngoing: true }],
])

const candesartan = (more: object) => course('C09CA06', '2024-10-01', '2025-03-01', 16, more)
table('counts', [
  [
    'one proven failure',
    [METO_FAIL],
    {
      preventivesFailed: '1..?',
      preventivesTried: '1..?',
      preventivesFailedProven: 1,
      preventiveGroupsFailed: '1..?',
      preventivesFailedWithoutBotulinumToxin: '1..?',
      firstLinePreventivesLeft: '0..2',
    },
  ],
  ['the same drug twice is one', [METO_FAIL, course('C07AB02', '2025-06-01', '2025-12-01', 100, noEffect)], { preventivesFailed: '1..?' }],
  [
    'two of one group',
    [METO_FAIL, course('C07AA05', '2024-10-01', '2025-03-01', 80, noEffect)],
    { preventivesFailed: '2..?', preventiveGroupsFailed: '1..?' },
  ],
  [
    'history complete',
    [METO_FAIL],
    { preventivesFailed: 1, preventivesTried: 1, preventiveGroupsFailed: 1 },
    { answers: { preventiveHistoryComplete: answered(true) } },
  ],
  [
    'history complete, one undetermined',
    [METO_FAIL, candesartan({})],
    { preventivesFailed: '1..2', preventivesTried: 2 },
    { answers: { preventiveHistoryComplete: answered(true) } },
  ],
  [
    'history complete, one without a code',
    [METO_FAIL, uncoded({ status: 'completed' })],
    { preventivesFailed: '1..2', preventivesTried: '1..2' },
    { answers: { preventiveHistoryComplete: answered(true) } },
  ],
  ['history not complete', [METO_FAIL], { preventivesFailed: '1..?' }, { answers: { preventiveHistoryComplete: answered(false) } }],
  ['an answered count', [METO_FAIL], { preventivesFailed: 3, preventivesFailedProven: 3 }, { answers: { preventivesFailed: answered(3) } }],
  ['none', [], { preventivesFailed: '0..?', preventivesFailedProven: 0, triptansFailed: '0..?', firstLinePreventivesLeft: '0..3' }],
  [
    'all three of the first line',
    [METO_FAIL, candesartan(noEffect), course('N06AA09', '2025-04-01', '2025-09-01', 25, noEffect)],
    { firstLinePreventivesLeft: 0, preventivesFailed: '3..?' },
  ],
  [
    'triptans',
    [active('N02CC01', '2025-01-01', { status: 'stopped', ...noEffect }), active('N02CC04', '2025-03-01')],
    { triptansTried: '2..?', triptansFailed: '1..?' },
  ],
  [
    'botulinum toxin counts, but not toward itself',
    [
      given('M03AX01', '2026-01-01', 155, forMigraine, 'U'),
      given('M03AX01', '2026-03-26', 155, forMigraine, 'U'),
      request('M03AX01', {
        status: 'stopped',
        authoredOn: '2026-03-27',
        ...forMigraine,
        ...noEffect,
        dosageInstruction: [{ timing: { repeat: within('2026-03-27', '2026-06-01') } }],
      }),
    ],
    { preventivesFailed: '1..?', preventivesFailedWithoutBotulinumToxin: '0..?' },
  ],
  [
    'CGRP drugs do not count',
    [active('N02CD01', '2025-01-01', { status: 'stopped', ...noEffect })],
    { preventivesFailed: '0..?', preventivesTried: '0..?' },
  ],
  [
    'status unknown proves nothing tried',
    [active('C07AB02', '2025-01-01', { status: 'unknown', ...forMigraine })],
    { preventivesTried: '0..?' },
  ],
])

const failedSearch = (kind: string) => ({ total: 9, link: [{ relation: 'self', url: `${kind}?patient=p1` }] })
const read = (resources: Resource[], kind: string) => evaluateBundle(bundleOf(resources, 'searchset', failedSearch(kind)))

test.each(['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'])(
  'a drug kind that failed: %s',
  async (kind) => {
    const { facts } = await read([], kind)
    const names = [
      'valproateOngoing',
      'preventiveOngoing',
      'advancedTreatmentOngoing',
      'preventivesFailed',
      'preventivesFailedProven',
      'newOtherTriptan',
      'triptansTried',
    ]
    expect(names.map((name) => short(facts[name]))).toEqual(names.map(() => 'notRead'))
  },
)

test('what was read counts beside a kind that failed', async () => {
  const { facts } = await read([METO_FAIL, active('N03AG01')], 'MedicationDispense')
  expect([facts.preventivesFailed, facts.valproateOngoing, facts.topiramateOngoing, facts.preventivesFailedProven].map(short)).toEqual([
    '1..?',
    true,
    'notRead',
    'notRead',
  ])
})

test('Condition that failed is no obstacle for drugs', async () => {
  const { facts } = await read([], 'Condition')
  expect([facts.valproateOngoing, facts.migraine].map(short)).toEqual([false, 'notRead'])
})

test('an obstacle is told with its evidence', async () => {
  const { facts } = await evaluate([uncoded()])
  expect(facts.valproateOngoing.evidence[0].says).toBe('Ergenyl Retard 500 mg')
})
