/** Contract §2 and §3: the diary, scores, blood pressure, and what an advanced treatment did. */

import { expect, test } from 'vitest'
import {
  ago,
  answered,
  bundleOf,
  coding,
  DIARY,
  evaluate,
  evaluateBundle,
  given,
  LOINC,
  month,
  months,
  observation,
  pressure,
  type Resource,
  request,
  score,
  short,
} from '../bundle.ts'
import { table } from './facts.ts'

const days = (last: string, values: number[], code = 'headache-days') => months(last, code, values)

table('headacheDays: the lowest of the last three consecutive complete months', [
  ['three', days('2026-10', [18, 16, 17]), { headacheDays: 16, headacheMonths: '3..?' }],
  ['a fourth, lower, does not count', days('2026-10', [4, 18, 16, 17]), { headacheDays: 16, headacheMonths: '4..?' }],
  ['one', days('2026-10', [18]), { headacheDays: 18, headacheMonths: '1..?' }],
  ['a gap ends the row', [...days('2026-08', [4]), ...days('2026-10', [18])], { headacheDays: 18, headacheMonths: '1..?' }],
  ['the present month is not complete', days('2026-11', [18, 3]), { headacheDays: 18, headacheMonths: '1..?' }],
  ['a month that ends on the day is', days('2026-11', [18, 3]), { headacheDays: 3, headacheMonths: '2..?' }, { asOf: '2026-11-30' }],
  ['it ended 120 days ago', days('2026-10', [18, 16, 17]), { headacheDays: 16 }, { asOf: '2027-02-28' }],
  [
    'it ended 121 days ago',
    days('2026-10', [18, 16, 17]),
    { headacheDays: 'outdated', headacheMonths: 'outdated', headacheDiaryKept: false },
    { asOf: '2027-03-01' },
  ],
  [
    'only the latest has to be within 120 days',
    days('2026-10', [18, 16, 17]),
    { headacheDays: 16, headacheMonths: '3..?' },
    { asOf: '2026-11-30' },
  ],
  ['none', [], { headacheDays: 'notRecorded', headacheMonths: 'notRecorded', headacheDiaryKept: false }],
  [
    'an answer beats the diary',
    days('2026-10', [18]),
    { headacheDays: 7, headacheMonths: 'notAsked' },
    { answers: { headacheDays: answered(7) } },
  ],
  [
    'answered months',
    [],
    { headacheDays: 18, headacheMonths: '2..?' },
    { answers: { months: { '2026-09': { headacheDays: 20 }, '2026-10': { headacheDays: 18 } } } },
  ],
  [
    'an answered month stands for that month, of the same kind only',
    [...days('2026-10', [18]), ...days('2026-10', [9], 'migraine-days')],
    { headacheDays: 20, migraineDays: 9 },
    { answers: { months: { '2026-10': { headacheDays: 20, by: 'A', date: '2026-11-20' } } } },
  ],
  [
    'an answered month that is not over says nothing yet',
    [],
    { headacheDays: 'notRecorded' },
    { answers: { months: { '2026-11': { headacheDays: 20 } } } },
  ],
  [
    'a month answered after the day is not read',
    [],
    { headacheDays: 'notRecorded' },
    { answers: { months: { '2026-10': { headacheDays: 20, date: '2026-11-23' } } } },
  ],
  ['headacheMonths answered', [], { headacheMonths: 5 }, { answers: { headacheMonths: answered(5) } }],
])

table('within bounds of what is known', [
  ['migraineDays within headacheDays', days('2026-10', [16]), { migraineDays: '0..16', headacheDiaryKept: true }],
  ['attacks from migraineDays: a quarter, rounded up', days('2026-10', [9], 'migraine-days'), { attacks: '3..9' }],
  ['eight days are two attacks at least', days('2026-10', [8], 'migraine-days'), { attacks: '2..8' }],
  ['one day is one attack', days('2026-10', [1], 'migraine-days'), { attacks: 1 }],
  ['none is none', days('2026-10', [0], 'migraine-days'), { attacks: 0 }],
  ['only from what is known, not from a range', days('2026-10', [16]), { attacks: 'notRecorded' }],
  ['attacks that are recorded win', [...days('2026-10', [9], 'migraine-days'), ...days('2026-10', [5], 'attacks')], { attacks: 5 }],
  [
    'kinds of drug within all drug days',
    days('2026-10', [12], 'acute-medication-days'),
    { triptanDays: '0..12', opioidDays: '0..12', acuteMedicationKinds: '0..5' },
  ],
  [
    'no drug days: none of any kind',
    days('2026-10', [0], 'acute-medication-days'),
    { triptanDays: 0, ergotamineDays: 0, acuteMedicationKinds: 0 },
  ],
  [
    'kinds with days above 0',
    [...days('2026-10', [10], 'triptan-days'), ...days('2026-10', [0], 'opioid-days')],
    { acuteMedicationKinds: '1..4', acuteMedicationDays: 'notRecorded' },
  ],
  [
    'all five',
    ['triptan', 'simple-analgesic', 'opioid', 'combination-analgesic', 'ergotamine'].flatMap((kind) =>
      days('2026-10', [1], `${kind}-days`),
    ),
    { acuteMedicationKinds: 5 },
  ],
  ['an answer is enough', [], { migraineDays: '0..10', headacheDiaryKept: true }, { answers: { headacheDays: answered(10) } }],
])

const issued = (value: number, at: string | undefined) => month('2026-10', 'headache-days', value, at ? { issued: at } : {})
table('two values for one month', [
  ['the later issued', [issued(18, '2026-11-01T08:00:00+01:00'), issued(15, '2026-11-02T08:00:00+01:00')], { headacheDays: 15 }],
  [
    'issued at one moment',
    [issued(18, '2026-11-01T08:00:00+01:00'), issued(15, '2026-11-01T07:00:00Z')],
    { headacheDays: 'conflicting', headacheMonths: 'conflicting' },
  ],
  ['one without issued', [issued(18, '2026-11-01T08:00:00+01:00'), issued(15, undefined)], { headacheDays: 'conflicting' }],
  ['the same value twice', [issued(18, undefined), issued(18, undefined)], { headacheDays: 18 }],
  [
    'a conflict in the fourth month from the end matters not',
    [...days('2026-10', [1, 18, 16, 17]), ...days('2026-07', [9])],
    { headacheDays: 16 },
  ],
])

const form = (which: string, items: Record<string, unknown>, more: object = {}): Resource => ({
  resourceType: 'QuestionnaireResponse',
  id: `q-${which}-${JSON.stringify(items).length}`,
  status: 'completed',
  questionnaire: 'https://migranstod.example/fhir/Questionnaire/headache-month',
  subject: { reference: 'Patient/p1' },
  authored: '2026-11-03',
  item: [
    { linkId: 'month', answer: [{ valueDate: which }] },
    ...Object.entries(items).map(([linkId, value]) => ({ linkId, answer: [typeof value === 'object' ? value : { valueInteger: value }] })),
  ],
  ...more,
})
table('a questionnaire says the same', [
  [
    'completed',
    [form('2026-10-01', { 'headache-days': 18, 'migraine-days': 9, 'hit-6': 62 })],
    { headacheDays: 18, migraineDays: 9, hit6: 62 },
  ],
  [
    'amended, with a version',
    [
      form(
        '2026-10-31',
        { 'headache-days': 18 },
        { status: 'amended', questionnaire: 'https://migranstod.example/fhir/Questionnaire/headache-month|2.0' },
      ),
    ],
    { headacheDays: 18 },
  ],
  ['a year alone names no month', [form('2026', { 'headache-days': 18 })], { headacheDays: 'notRecorded' }],
  ['in progress', [form('2026-10-01', { 'headache-days': 18 }, { status: 'in-progress' })], { headacheDays: 'notRecorded' }],
  [
    'another questionnaire',
    [form('2026-10-01', { 'headache-days': 18 }, { questionnaire: 'https://other.example/q' })],
    { headacheDays: 'notRecorded' },
  ],
  [
    'items in groups',
    [
      form(
        '2026-10-01',
        {},
        {
          item: [
            {
              linkId: 'g',
              item: [
                { linkId: 'month', answer: [{ valueDate: '2026-10' }] },
                { linkId: 'headache-days', answer: [{ valueInteger: 11 }] },
              ],
            },
          ],
        },
      ),
    ],
    { headacheDays: 11 },
  ],
  [
    'authored later than an Observation issued',
    [issued(18, '2026-11-01T08:00:00+01:00'), form('2026-10-01', { 'headache-days': 12 })],
    { headacheDays: 12 },
  ],
  ['other items matter not', [form('2026-10-01', { notes: 999, 'headache-days': 12 })], { headacheDays: 12 }],
])

const period = (start: string, end: string, value = 18) =>
  observation(coding(DIARY, 'headache-days'), { valueQuantity: { value } }, { effectivePeriod: { start, end } })
table('which month', [
  ['a calendar month', [period('2026-10-01', '2026-10-31')], { headacheDays: 18 }],
  ['28 days', [period('2026-10-02', '2026-10-29')], { headacheDays: 18 }],
  ['27 days is none', [period('2026-10-02', '2026-10-28')], { headacheDays: 'notRecorded' }],
  ['31 days', [period('2026-10-02', '2026-11-01')], { headacheDays: 18 }],
  ['32 days is none', [period('2026-10-02', '2026-11-02')], { headacheDays: 'notRecorded' }],
  [
    '28-day months in a row',
    [period('2026-08-01', '2026-08-28', 5), period('2026-09-26', '2026-10-23', 8), period('2026-08-29', '2026-09-25', 7)],
    { headacheDays: 7, headacheMonths: '2..?' },
  ],
  [
    'one that overlaps is no month of its own',
    [...days('2026-10', [9, 10]), period('2026-09-10', '2026-10-09', 3)],
    { headacheDays: 9, headacheMonths: '2..?' },
  ],
  ['a date: the month it lies in', [month('2026-10-14', 'headache-days', 18)], { headacheDays: 18 }],
  ['a year alone: none', [month('2026', 'headache-days', 18)], { headacheDays: 'notRecorded' }],
])

table('hit6 and midas', [
  ['365 days', [score('hit-6', 62, ago(365)), score('midas', 21, ago(365))], { hit6: 62, midas: 21 }],
  ['366 days', [score('hit-6', 62, ago(366)), score('midas', 21, ago(366))], { hit6: 'outdated', midas: 'outdated' }],
  ['the latest', [score('hit-6', 62, ago(100)), score('hit-6', 50, ago(10))], { hit6: 50 }],
  [
    'the last of one day by the clock',
    [score('hit-6', 62, `${ago(10)}T08:00:00+01:00`), score('hit-6', 50, `${ago(10)}T15:00:00+01:00`)],
    { hit6: 50 },
  ],
  ['nothing orders them: the higher', [score('hit-6', 62, ago(10)), score('hit-6', 50, ago(10))], { hit6: 62 }],
  ['36 and 78', [score('hit-6', 36, ago(1))], { hit6: 36 }],
  ['35 cannot be', [score('hit-6', 35, ago(1))], { hit6: 'notRecorded' }],
  ['79 cannot be', [score('hit-6', 79, ago(1))], { hit6: 'notRecorded' }],
])

const separate = (code: string, value: number, on: string) =>
  observation(coding(LOINC, code), { valueQuantity: { value, code: 'mm[Hg]' } }, { effectiveDateTime: on })
table('blood pressure', [
  [
    'the latest',
    [pressure(150, 95, ago(100)), pressure(130, 80, ago(3))],
    { systolic: 130, diastolic: 80, uncontrolledHypertension: false },
  ],
  ['365 days', [pressure(130, 80, ago(365))], { systolic: 130, uncontrolledHypertension: false }],
  [
    'one reading told with its time, and by its day alone',
    [pressure(165, 80, `${ago(3)}T09:00:00+01:00`), pressure(165, 80, ago(3))],
    { systolic: 165, uncontrolledHypertension: 'notRecorded' },
  ],
  [
    'a month says not which day: either may be the latest',
    [pressure(150, 80, '2026-11'), pressure(130, 70, '2026-11-10')],
    { systolic: '130..150', uncontrolledHypertension: false, raisedBloodPressure: 'notRecorded' },
  ],
  [
    '… high only in one of them',
    [pressure(190, 80, '2026-11'), pressure(130, 70, '2026-11-10')],
    { uncontrolledHypertension: 'notRecorded' },
  ],
  ['… high in both', [pressure(190, 80, '2026-11'), pressure(185, 70, '2026-11-10')], { uncontrolledHypertension: true }],
  [
    '… and the day after it',
    [pressure(190, 80, '2026-10'), pressure(130, 70, '2026-11-01')],
    { systolic: 130, uncontrolledHypertension: false },
  ],
  [
    'a year beside a reading that is surely recent: that is recent enough',
    [pressure(200, 125, '2026-12-01'), pressure(200, 125, '2026')],
    { systolic: 200, uncontrolledHypertension: true },
    { asOf: '2027-01-10' },
  ],
  ['a month that may be too old', [pressure(130, 80, '2025-11')], { systolic: 'outdated', uncontrolledHypertension: 'outdated' }],
  ['366 days', [pressure(130, 80, ago(366))], { systolic: 'outdated', diastolic: 'outdated', uncontrolledHypertension: 'outdated' }],
  ['180 once', [pressure(180, 80, ago(3))], { uncontrolledHypertension: true }],
  ['110 once', [pressure(120, 110, ago(3))], { uncontrolledHypertension: true }],
  ['179 and 109 once', [pressure(179, 109, ago(3))], { uncontrolledHypertension: 'notRecorded' }],
  ['160 twice', [pressure(160, 80, ago(30)), pressure(160, 80, ago(3))], { uncontrolledHypertension: true }],
  ['160 and then 100', [pressure(160, 80, ago(30)), pressure(120, 100, ago(3))], { uncontrolledHypertension: true }],
  ['159 and 99, twice', [pressure(159, 99, ago(30)), pressure(159, 99, ago(3))], { uncontrolledHypertension: false }],
  ['160, and before it 159', [pressure(159, 99, ago(30)), pressure(160, 80, ago(3))], { uncontrolledHypertension: 'notRecorded' }],
  ['159 and 100, once, is neither', [pressure(159, 100, ago(3))], { uncontrolledHypertension: 'notRecorded' }],
  ['180 some time ago, low since', [pressure(180, 120, ago(30)), pressure(159, 99, ago(3))], { uncontrolledHypertension: false }],
  [
    'as Observations of their own, one moment',
    [separate('8480-6', 165, ago(3)), separate('8462-4', 85, ago(3))],
    { systolic: 165, diastolic: 85 },
  ],
  [
    'two of one day that nothing orders: the higher is the latest; twice only in any order',
    [pressure(165, 80, ago(3)), pressure(130, 80, ago(3))],
    { systolic: 165, diastolic: 80, uncontrolledHypertension: 'notRecorded' },
  ],
  ['none', [], { systolic: 'notRecorded', uncontrolledHypertension: 'notRecorded' }],
  ['whatever the panel’s code', [pressure(150, 95, ago(3), { code: coding('urn:local', 'bt') })], { systolic: 150, diastolic: 95 }],
])

const ERENUMAB = (start: string) => request('N02CD01', { authoredOn: start })
const before = (last: string, headache: number[], migraine: number[]) => [...days(last, headache), ...days(last, migraine, 'migraine-days')]
const diaryAnswers = {
  headacheMonths: 3,
  acuteMedicationKinds: 2,
  migraineDaysReduction: 40,
  headacheDaysReduction: 35,
  triptanDays: 8,
  attacks: 4,
}
const allOutdated = (of: object) => Object.fromEntries(Object.keys(of).map((name) => [name, 'outdated']))
const answeredOn = (of: object, date: string) => ({
  answers: Object.fromEntries(Object.entries(of).map(([name, value]) => [name, answered(value, date)])),
})
table('answers age like a diary', [
  ['120 days', [], diaryAnswers, answeredOn(diaryAnswers, ago(120))],
  ['121 days', [], allOutdated(diaryAnswers), answeredOn(diaryAnswers, ago(121))],
])
const others = { hit6: 60, midas: 21, systolic: 130, diastolic: 80, uncontrolledHypertension: true, vascularEventWithinYear: true }
table('… like scores, pressure and events within a year', [
  ['365 days', [], others, answeredOn(others, ago(365))],
  ['366 days', [], allOutdated(others), answeredOn(others, ago(366))],
])

table('baseline: months that ended before the first dose and began within 180 days before it', [
  [
    'three',
    [ERENUMAB('2026-06-01'), ...before('2026-05', [20, 19, 21], [14, 13, 13])],
    { baselineHeadacheDays: 20, baselineMigraineDays: 40 / 3 },
  ],
  [
    'up to three, the latest',
    [ERENUMAB('2026-06-01'), ...before('2026-05', [1, 20, 19, 21], [1, 14, 13, 13])],
    { baselineHeadacheDays: 20 },
  ],
  ['one is enough', [ERENUMAB('2026-06-01'), ...days('2026-05', [21])], { baselineHeadacheDays: 21, baselineMigraineDays: 'notRecorded' }],
  ['a month that had not ended', [ERENUMAB('2026-05-31'), ...days('2026-05', [21])], { baselineHeadacheDays: 'notRecorded' }],
  ['began 180 days before', [ERENUMAB('2026-06-30'), ...days('2026-01', [21])], { baselineHeadacheDays: 21 }],
  ['began 181 days before', [ERENUMAB('2026-07-01'), ...days('2026-01', [21])], { baselineHeadacheDays: 'notRecorded' }],
  ['no treatment', days('2026-05', [21]), { baselineHeadacheDays: 'notRecorded', migraineDaysReduction: 'notRecorded' }],
  [
    'two values that conflict',
    [ERENUMAB('2026-06-01'), ...days('2026-05', [21]), ...days('2026-05', [20])],
    { baselineHeadacheDays: 'conflicting' },
  ],
])
const series = (gap: number) => [
  request('N02CD02', {
    status: 'completed',
    authoredOn: '2025-06-01',
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2025-06-01', end: '2025-12-31' } } } }],
  }),
  ERENUMAB(new Date(Date.UTC(2026, 0, 1 + gap)).toISOString().slice(0, 10)),
]
table('an unbroken series of advanced treatments has one baseline', [
  ['180 days between', [...series(180), ...days('2025-05', [25])], { baselineHeadacheDays: 25 }],
  ['181 days between', [...series(181), ...days('2025-05', [25])], { baselineHeadacheDays: 'notRecorded' }],
])

table('reduction, on sums', [
  [
    '40 to 28 is 30',
    [ERENUMAB('2026-06-15'), ...days('2026-05', [14, 13, 13], 'migraine-days'), ...days('2026-10', [9, 9, 10], 'migraine-days')],
    { migraineDaysReduction: 30 },
  ],
  [
    '40 to 29 is not',
    [ERENUMAB('2026-06-15'), ...days('2026-05', [14, 13, 13], 'migraine-days'), ...days('2026-10', [9, 10, 10], 'migraine-days')],
    { migraineDaysReduction: 27.5 },
  ],
  ['of headache days', [ERENUMAB('2026-06-15'), ...days('2026-05', [20]), ...days('2026-10', [10])], { headacheDaysReduction: 50 }],
  ['worse is below 0', [ERENUMAB('2026-06-15'), ...days('2026-05', [10]), ...days('2026-10', [15])], { headacheDaysReduction: -50 }],
  [
    'a month that began on the first day of treatment does not count',
    [ERENUMAB('2026-10-01'), ...days('2026-09', [20]), ...days('2026-10', [10])],
    { headacheDaysReduction: 'notRecorded' },
  ],
  ['without a baseline', [ERENUMAB('2026-06-15'), ...days('2026-10', [10])], { headacheDaysReduction: 'notRecorded' }],
  ['baseline 0', [ERENUMAB('2026-06-15'), ...days('2026-05', [0]), ...days('2026-10', [10])], { headacheDaysReduction: 'notRecorded' }],
  [
    'ended 120 days ago',
    [ERENUMAB('2026-05-15'), ...days('2026-04', [20]), ...days('2026-07', [10])],
    { headacheDaysReduction: 50 },
    { asOf: '2026-11-28' },
  ],
  [
    'ended 121 days ago',
    [ERENUMAB('2026-05-15'), ...days('2026-04', [20]), ...days('2026-07', [10])],
    { headacheDaysReduction: 'outdated' },
    { asOf: '2026-11-29' },
  ],
  [
    'of migraine days too',
    [ERENUMAB('2026-05-15'), ...days('2026-04', [20], 'migraine-days'), ...days('2026-07', [10], 'migraine-days')],
    { migraineDaysReduction: 50 },
    { asOf: '2026-11-28' },
  ],
  [
    '… 121 days',
    [ERENUMAB('2026-05-15'), ...days('2026-04', [20], 'migraine-days'), ...days('2026-07', [10], 'migraine-days')],
    { migraineDaysReduction: 'outdated' },
    { asOf: '2026-11-29' },
  ],
  [
    'an answered baseline stands for the diary’s',
    [ERENUMAB('2026-06-15'), ...days('2026-10', [7])],
    { headacheDaysReduction: 65 },
    { answers: { baselineHeadacheDays: answered(20) } },
  ],
])

table('monthsOnTreatment: complete months that ended after week 8', [
  // First dose 5 August: week 8 is 23 to 29 September, both days counted; September ended after it.
  [
    'September ended after week 8',
    [ERENUMAB('2026-08-05'), ...days('2026-10', [9, 9, 9])],
    { monthsOnTreatment: 2, advancedTreatmentWeeks: 15 },
  ],
  ['September ended on its last day', [ERENUMAB('2026-08-06'), ...days('2026-10', [9, 9, 9])], { monthsOnTreatment: 1 }],
  ['none yet', [ERENUMAB('2026-10-05'), ...days('2026-10', [9, 9, 9])], { monthsOnTreatment: 0 }],
  ['no treatment', days('2026-10', [9, 9, 9]), { monthsOnTreatment: 0 }],
])

const botulinum = (on: string, units = 155) =>
  given('M03AX01', on, units, { reasonCode: [coding('http://hl7.org/fhir/sid/icd-10-se', 'G43.0')] }, '[U]')
table('botulinum toxin is counted in rounds', [
  [
    'three',
    [botulinum('2026-03-01'), botulinum('2026-05-24'), botulinum('2026-08-16'), ...days('2026-10', [9, 9, 9])],
    { botulinumRounds: 3, monthsOnTreatment: 3, advancedTreatment: 'M03AX01', advancedTreatmentDose: 155 },
  ],
  ['two', [botulinum('2026-05-24'), botulinum('2026-08-16'), ...days('2026-10', [9, 9, 9])], { botulinumRounds: 2, monthsOnTreatment: 0 }],
  ['154 units are no round', [botulinum('2026-08-16', 154)], { botulinumRounds: 0 }],
  ['one round told twice is one', [botulinum('2026-08-16'), botulinum('2026-08-16', 155)], { botulinumRounds: 1 }],
  [
    'an order proves none',
    [request('M03AX01', { authoredOn: '2026-08-16', reasonCode: [coding('http://hl7.org/fhir/sid/icd-10-se', 'G43.0')] })],
    { botulinumRounds: 0, advancedTreatmentOngoing: true },
  ],
  ['none', [], { botulinumRounds: 0 }],
])

test('the sum of evidence: each month once', async () => {
  const { facts } = await evaluate(days('2026-10', [18, 16, 17]))
  expect(facts.headacheDays.evidence.map(({ date }: { date: string }) => date)).toEqual(['2026-10', '2026-09', '2026-08'])
  expect(facts.headacheDays.unit).toBe('days/month')
})

test('a diary that could not be read is not a diary that is not kept', async () => {
  const link = [{ relation: 'self', url: 'Observation?patient=p1' }]
  const { facts, read } = await evaluateBundle(bundleOf([], 'searchset', { total: 5, link }))
  expect(read.Observation).toMatchObject({ status: 'failed', reason: 'cut short' })
  expect(read.Condition.status).toBe('complete')
  expect(['headacheDiaryKept', 'headacheDays', 'monthsOnTreatment', 'systolic'].map((name) => short(facts[name]))).toEqual(
    Array(4).fill('notRead'),
  )
})

test.each<[fact: string, least: number, most: number | null]>([
  ...[
    'headacheDays',
    'migraineDays',
    'acuteMedicationDays',
    'triptanDays',
    'simpleAnalgesicDays',
    'opioidDays',
    'combinationAnalgesicDays',
    'ergotamineDays',
  ].map((name): [string, number, number] => [name, 0, 31]),
  ['attacks', 0, null],
  ['hit6', 36, 78],
  ['midas', 0, 270],
  ['systolic', 40, 300],
  ['diastolic', 40, 300],
  ['acuteMedicationKinds', 0, 5],
  ['headacheMonths', 0, null],
  ['preventivesFailed', 0, null],
  ['migraineDaysReduction', -1000, 100],
  ['age', 0, 130],
])('an answer to %s is between %d and %s, and is told and not used beyond', async (name, least, most) => {
  const said = async (value: number) => {
    const { facts, problems } = await evaluate([], { answers: { [name]: answered(value) } })
    return [facts[name].value === value, problems.length]
  }
  expect(await said(least)).toEqual([true, 0])
  if (least > -1000) expect((await said(least - 1))[1]).toBe(1)
  if (most !== null) expect([await said(most), (await said(most + 1))[1]]).toEqual([[true, 0], 1])
})

const changed = (on: string, value: number, more: object = {}) =>
  month('2026-10', 'headache-days', value, { meta: { lastUpdated: `${on}T10:00:00Z` }, ...more })
table('two values of one month', [
  [
    'the later issued',
    [month('2026-10', 'headache-days', 8, { issued: '2026-11-01' }), month('2026-10', 'headache-days', 9, { issued: '2026-11-02' })],
    { headacheDays: 9 },
  ],
  [
    'one without issued: the later changed in the record',
    [changed('2026-11-01', 8), changed('2026-11-02', 9, { issued: '2026-11-02' })],
    { headacheDays: 9 },
  ],
  [
    '… also where it is the one that says when',
    [changed('2026-11-03', 8), changed('2026-11-02', 9, { issued: '2026-11-02' })],
    { headacheDays: 8 },
  ],
  ['nothing orders them', [month('2026-10', 'headache-days', 8), changed('2026-11-02', 9)], { headacheDays: 'conflicting' }],
  ['nothing orders them, and they say the same', [month('2026-10', 'headache-days', 8), changed('2026-11-02', 8)], { headacheDays: 8 }],
  [
    'conflicting: another value of the month is impossible only if none of them allows it',
    [month('2026-10', 'headache-days', 8), month('2026-10', 'headache-days', 12), month('2026-10', 'migraine-days', 10)],
    { headacheDays: 'conflicting', migraineDays: 10 },
  ],
])

table('the row of months', [
  [
    'a month without this kind is between 0 and its headache days',
    [...days('2026-10', [18, 16, 17]), ...days('2026-10', [9, 8], 'migraine-days')],
    { headacheDays: 16, migraineDays: '0..8' },
  ],
  [
    '… its length where these are unknown',
    [...days('2026-10', [9, 8], 'migraine-days'), month('2026-08', 'attacks', 3)],
    { migraineDays: '0..8', headacheDays: 'notRecorded' },
  ],
  [
    'a kind without a single value in the row follows silence',
    [...days('2026-10', [18]), month('2026-05', 'triptan-days', 9)],
    { triptanDays: 'notRecorded' },
  ],
  ['a gap ends the row', [...days('2026-10', [18]), ...days('2026-08', [3])], { headacheDays: 18 }],
  [
    'a value that cannot be used opens its month downwards',
    [...days('2026-10', [18, 16]), month('2026-08', 'headache-days', 7, { status: 'FINAL' })],
    { headacheDays: '0..16' },
  ],
  [
    '… beyond the row nothing',
    [...days('2026-10', [18, 16, 17]), month('2026-07', 'headache-days', 7, { status: 'FINAL' })],
    { headacheDays: 16 },
  ],
  [
    '… without a date everything',
    [...days('2026-10', [18, 16, 17]), month('2026-07', 'headache-days', 7, { effectiveDateTime: undefined })],
    { headacheDays: 'notRecorded' },
  ],
  [
    'an answered month stands for what the record dates before it',
    [month('2026-10', 'headache-days', 8, { issued: '2026-11-05' })],
    { headacheDays: 12 },
    { answers: { months: { '2026-10': { headacheDays: 12, by: 'A', date: '2026-11-05' } } } },
  ],
  [
    '… a later value of the record wins',
    [month('2026-10', 'headache-days', 8, { issued: '2026-11-06' })],
    { headacheDays: 8 },
    { answers: { months: { '2026-10': { headacheDays: 12, by: 'A', date: '2026-11-05' } } } },
  ],
])
