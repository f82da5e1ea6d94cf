/** Contract §4, line by line, and what §6 says of drugs' dates and doses. */

import { describe, expect, test } from 'vitest'
import {
  ATC,
  ago,
  allergyTo,
  coding,
  condition,
  course,
  type Document,
  day,
  dispense,
  dosage,
  evaluate,
  forMigraine,
  given,
  icd,
  METO_FAIL,
  noEffect,
  notTolerated,
  patient,
  type Resource,
  request,
  sct,
  statement,
  trialOf,
  verification,
  within,
} from '../bundle.ts'

type Options = { asOf?: string; answers?: object }
type Row = [says: string, resources: Resource[], expected: object, options?: Options]

/** What is expected of the first trial of the first row's substance; `trials` tells how many there are of it. */
const table = (title: string, substance: string | null, rows: Row[]) =>
  describe(title, () => {
    test.each(rows)('%s', async (_, resources, expected, options = {}) => {
      const document = await evaluate(resources, options)
      const own = document.trials.filter((one: Document) => one.substance === substance)
      const { trials = own.length, ...first } = expected as { trials?: number }
      expect(own).toHaveLength(trials)
      if (trials > 0) expect(own[0]).toMatchObject(first)
    })
  })

const META = 'C07AB02'
const meto = (more: object = {}) => request(META, { authoredOn: '2024-01-10', status: 'completed', ...more })
const bounded = (start: string, end: string, more: object = {}) => course(META, start, end, 100, more)

table('which statuses and intents make a trial', META, [
  ...['active', 'on-hold', 'completed', 'stopped'].map(
    (status): Row => [`request ${status}`, [meto({ status })], { trials: 1, start: '2024-01-10' }],
  ),
  ...['draft', 'cancelled', 'entered-in-error'].map((status): Row => [`request ${status}: none`, [meto({ status })], { trials: 0 }]),
  [
    'request unknown: listed, undetermined',
    [meto({ status: 'unknown' })],
    { trials: 1, ongoing: null, end: null, weeks: null, counts: 'unknown' },
  ],
  ['doNotPerform: none', [meto({ doNotPerform: true, reasonCode: [sct('407563006')] })], { trials: 0 }],
  ['intent proposal: none', [meto({ intent: 'proposal' })], { trials: 0 }],
  ...['plan', 'order', 'original-order', 'reflex-order', 'instance-order'].map(
    (intent): Row => [`intent ${intent}`, [meto({ intent })], { trials: 1 }],
  ),
  ...['active', 'completed', 'stopped', 'on-hold', 'unknown'].map(
    (status): Row => [`statement ${status}`, [statement(META, { status, effectiveDateTime: '2024-01-10' })], { trials: 1 }],
  ),
  ...['not-taken', 'intended', 'entered-in-error'].map(
    (status): Row => [`statement ${status}: none`, [statement(META, { status })], { trials: 0 }],
  ),
  ['dispense completed', [dispense(META, '2024-01-10', 98)], { trials: 1, start: '2024-01-10', ongoing: null }],
  ...['in-progress', 'declined', 'cancelled', 'entered-in-error'].map(
    (status): Row => [`dispense ${status}: none`, [dispense(META, '2024-01-10', 98, { status })], { trials: 0 }],
  ),
])

table('parts of one substance whose gap is at most 90 drug-free days are one', META, [
  // The first ends on 2024-03-01; 90 days free are 2 March to 30 May.
  [
    '90 days',
    [bounded('2024-01-01', '2024-03-01'), bounded('2024-05-31', '2024-07-01')],
    { trials: 1, start: '2024-01-01', end: '2024-07-01' },
  ],
  ['91 days', [bounded('2024-01-01', '2024-03-01'), bounded('2024-06-01', '2024-07-01')], { trials: 2, end: '2024-03-01' }],
  [
    'renewals without an end, eleven in a row',
    Array.from({ length: 11 }, (_, i) => meto({ status: 'active', authoredOn: day('2024-01-10', 90 * i) })),
    { trials: 1, start: '2024-01-10', ongoing: true, maxDailyDose: null, adequate: null },
  ],
  [
    'a plan above six issues',
    [
      meto({ intent: 'plan', status: 'active', authoredOn: '2026-01-10' }),
      ...Array.from({ length: 6 }, (_, i) => meto({ status: i === 5 ? 'active' : 'completed', authoredOn: day('2026-01-10', 30 * i) })),
    ],
    { trials: 1, start: '2026-01-10' },
  ],
  [
    'a request and a statement',
    [
      bounded('2024-01-01', '2024-03-01'),
      statement(META, { status: 'completed', effectivePeriod: { start: '2024-02-01', end: '2024-04-01' } }),
    ],
    { trials: 1, start: '2024-01-01', end: '2024-04-01' },
  ],
  ['adjoining', [bounded('2024-01-01', '2024-03-01'), bounded('2024-03-02', '2024-05-01')], { trials: 1, weeks: 17 }],
])
table('old and new codes are one substance', 'N02CD01', [
  [
    'erenumab',
    [course('N02CX07', '2020-01-10', '2020-12-31', null), course('N02CD01', '2021-01-01', null, null, { authoredOn: ago(30) })],
    { trials: 1, start: '2020-01-10', ongoing: true },
  ],
  [
    'both codes in one list',
    [
      request(
        {
          coding: [
            { system: ATC, code: 'N02CX07' },
            { system: ATC, code: 'N02CD01' },
          ],
        },
        { authoredOn: ago(30) },
      ),
    ],
    { trials: 1 },
  ],
])

table('when a part ends', META, [
  ['the end of its bounds', [bounded('2024-01-10', '2024-06-01')], { end: '2024-06-01', weeks: 20, ongoing: false }],
  [
    'the end of its effective period',
    [statement(META, { status: 'completed', effectivePeriod: { start: '2024-01-10', end: '2024-06-01' } })],
    { end: '2024-06-01', weeks: 20 },
  ],
  [
    'boundsDuration counts from the start',
    [meto({ dosageInstruction: [dosage(100, { boundsDuration: { value: 12, code: 'wk' } })] })],
    { end: '2024-04-02', weeks: 12 },
  ],
  [
    'boundsDuration without a unit',
    [meto({ dosageInstruction: [dosage(100, { boundsDuration: { value: 3 } })] })],
    { end: null, weeks: null, adequate: null },
  ],
  [
    'boundsRange whose ends cannot be',
    [meto({ dosageInstruction: [dosage(100, { boundsRange: { low: { value: 8, code: 'wk' }, high: { value: 12, code: 'd' } } })] })],
    { end: null, weeks: null, adequate: null },
  ],
  [
    'validityPeriod is no end and gives no weeks',
    [meto({ dispenseRequest: { validityPeriod: { start: '2024-01-10', end: '2025-01-10' } }, dosageInstruction: [dosage(100)] })],
    { end: null, weeks: null, weeksAtAdequateDose: null, adequate: null },
  ],
  [
    'completed without an end: unknown, never today',
    [meto({ dosageInstruction: [dosage(100)] })],
    { end: null, weeks: null, ongoing: false, adequate: null },
  ],
  [
    'stopped before the end it was written for: unknown',
    [meto({ status: 'stopped', dosageInstruction: [dosage(100, within('2024-01-10', '2027-01-10'))] })],
    { end: null, weeks: null, ongoing: false },
  ],
  [
    'an absent date is never 1970 or today',
    [
      request(META, {
        status: 'completed',
        _authoredOn: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
        ...forMigraine,
        ...noEffect,
        dosageInstruction: [dosage(100)],
      }),
    ],
    { start: null, end: null, weeks: null, adequate: null, counts: 'unknown', maxDailyDose: { value: 100, unit: 'mg' } },
  ],
  [
    'a partial date stays partial',
    [statement(META, { status: 'completed', effectivePeriod: { start: '2024-03' } })],
    { start: '2024-03', end: null, weeks: null },
  ],
  [
    'only effectiveDateTime',
    [statement(META, { status: 'completed', effectiveDateTime: '2024-03-01' })],
    { start: '2024-03-01', end: null, weeks: null },
  ],
])

table('a next part closes an unknown end if it starts within 12 months of its start', META, [
  ['12 months', [meto(), bounded('2025-01-10', '2025-03-10')], { trials: 1, start: '2024-01-10', end: '2025-03-10' }],
  ['a day more', [meto(), bounded('2025-01-11', '2025-03-10')], { trials: 2, weeks: null, end: null }],
  [
    '… and it lasted until then',
    [
      meto({ dosageInstruction: [dosage(100)], ...forMigraine, ...noEffect }),
      meto({ authoredOn: '2024-03-06', dosageInstruction: [dosage(50)] }),
    ],
    { trials: 1, adequate: true, weeksAtAdequateDose: 8 },
  ],
  [
    '… a day less',
    [meto({ dosageInstruction: [dosage(100)] }), meto({ authoredOn: '2024-03-05', dosageInstruction: [dosage(50)] })],
    { trials: 1, weeksAtAdequateDose: 7, adequate: false },
  ],
])

const supplied = (days: number, more: object = {}) =>
  meto({
    ...forMigraine,
    ...noEffect,
    dosageInstruction: [dosage(100)],
    dispenseRequest: { expectedSupplyDuration: { value: days, code: 'd' } },
    ...more,
  })
table('an order nobody has renewed', META, [
  ['for 15 months: believed', [course(META, '2025-08-22', null, 100)], { ongoing: true, adequate: true, weeksAtAdequateDose: 65 }],
  [
    'for longer: nobody knows how long it was taken',
    [course(META, '2025-08-21', null, 100)],
    { ongoing: null, adequate: null, weeks: null },
  ],
  ['written today', [course(META, '2026-11-22', null, 100)], { ongoing: true, weeks: 0 }],
])
table('supply is a lower bound', META, [
  ['56 days make it adequate', [supplied(56)], { adequate: true, counts: 'yes', weeksAtAdequateDose: 8, weeks: null, end: null }],
  ['55 days never make it inadequate', [supplied(55)], { adequate: null, counts: 'unknown', end: null }],
  ['400 days', [supplied(400)], { adequate: true }],
  ['401 days are no supply', [supplied(401)], { adequate: null }],
  ['0 days are none', [supplied(0)], { adequate: null }],
  ['-1 day is none', [supplied(-1)], { adequate: null }],
  [
    'an explicit end wins',
    [supplied(98, { dosageInstruction: [dosage(100, within('2024-01-10', '2024-02-01'))] })],
    { adequate: false, end: '2024-02-01', weeks: 3 },
  ],
  [
    'an explicit end wins over what was handed out too',
    [
      meto({ ...forMigraine, ...noEffect, dosageInstruction: [dosage(100, within('2025-01-10', '2025-02-01'))], authoredOn: '2025-01-10' }),
      dispense(META, '2025-01-12', 98),
    ],
    { adequate: false, counts: 'no', end: '2025-02-01' },
  ],
  [
    'a dispense takes the dose of its prescription',
    [meto({ ...forMigraine, dosageInstruction: [dosage(100)] }), dispense(META, '2024-01-12', 98)],
    { adequate: true, weeksAtAdequateDose: 14 },
  ],
  // 42 days by the prescription, 30 of them also by the dispense: no day counts twice.
  [
    'no day counts twice',
    [course(META, '2024-01-10', '2024-02-20', 100), dispense(META, '2024-01-10', 30)],
    { adequate: false, weeksAtAdequateDose: 6 },
  ],
  [
    'prepared, not handed over',
    [{ ...dispense(META, '2024-01-12', 98), whenHandedOver: undefined, whenPrepared: '2024-01-12' }],
    { start: null, weeks: null, weeksAtAdequateDose: null, adequate: null },
  ],
])
table('dispenses with a gap between them', 'N03AX11', [
  [
    'January and March: the days supplied, in one trial',
    [
      dispense('N03AX11', '2025-01-05', 30, { dosageInstruction: [dosage(50, { frequency: 2 })] }),
      dispense('N03AX11', '2025-03-05', 30, { dosageInstruction: [dosage(50, { frequency: 2 })] }),
    ],
    { trials: 1, weeksAtAdequateDose: 8, adequate: true },
  ],
])

const long = within('2024-01-10', '2024-08-10')
const line = (mg: number, more: object = {}, other: object = {}) => dosage(mg, { ...long, ...more }, other)
const dosed = (...dosageInstruction: object[]) => meto({ dosageInstruction, ...forMigraine, ...noEffect })
table('dose', META, [
  ['daily', [dosed(line(100))], { maxDailyDose: { value: 100, unit: 'mg' }, adequate: true, counts: 'yes' }],
  ['twice daily', [dosed(line(50, { frequency: 2 }))], { maxDailyDose: { value: 100, unit: 'mg' }, adequate: true }],
  [
    'never at the least dose',
    [dosed(line(50))],
    { maxDailyDose: { value: 50, unit: 'mg' }, adequate: false, weeksAtAdequateDose: 0, counts: 'no' },
  ],
  [
    'never at the least dose, without dates',
    [request(META, { status: 'completed', dosageInstruction: [dosage(50)], ...forMigraine, ...noEffect })],
    { start: null, adequate: false, counts: 'no' },
  ],
  ['55 days', [course(META, '2024-01-10', '2024-03-04', 100, noEffect)], { adequate: false, counts: 'no', weeksAtAdequateDose: 7 }],
  ['56 days', [course(META, '2024-01-10', '2024-03-05', 100, noEffect)], { adequate: true, counts: 'yes', weeksAtAdequateDose: 8 }],
  [
    'not known',
    [course(META, '2024-01-10', '2024-08-10', null, noEffect)],
    { maxDailyDose: null, adequate: null, weeksAtAdequateDose: null, counts: 'unknown' },
  ],
  ['not known, but too short in all', [course(META, '2024-01-10', '2024-03-04', null, noEffect)], { adequate: false, counts: 'no' }],
  [
    'a range: the high end is told, the low end decides',
    [dosed({ ...line(0), doseAndRate: [{ doseRange: { low: { value: 50, code: 'mg' }, high: { value: 100, code: 'mg' } } }] })],
    { maxDailyDose: { value: 100 }, adequate: null, weeksAtAdequateDose: null, counts: 'unknown' },
  ],
  [
    'a range that never reaches it',
    [dosed({ ...line(0), doseAndRate: [{ doseRange: { low: { value: 25, code: 'mg' }, high: { value: 50, code: 'mg' } } }] })],
    { maxDailyDose: { value: 50 }, adequate: false },
  ],
  [
    'a range that is enough at both ends',
    [dosed({ ...line(0), doseAndRate: [{ doseRange: { low: { value: 100, code: 'mg' }, high: { value: 200, code: 'mg' } } }] })],
    { maxDailyDose: { value: 200 }, adequate: true },
  ],
  ['frequencyMax', [dosed(line(50, { frequency: 1, frequencyMax: 2 }))], { maxDailyDose: { value: 100 }, adequate: null }],
  [
    'periodMax',
    [dosed(line(50, { frequency: 1, period: 8, periodMax: 12, periodUnit: 'h' }))],
    { maxDailyDose: { value: 150 }, adequate: true },
  ],
  [
    'a code without repeat',
    [dosed({ ...line(50), timing: { code: coding('http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', 'BID'), repeat: long } })],
    { maxDailyDose: { value: 100 } },
  ],
  ['every other day is no daily dose', [dosed(line(100, { period: 2 }))], { maxDailyDose: { value: 50 }, adequate: false }],
  ['weekly is no daily dose', [dosed(line(100, { periodUnit: 'wk' }))], { adequate: false }],
  [
    'no unit of the period',
    [dosed({ ...line(100), timing: { repeat: { ...long, frequency: 1, period: 1 } } })],
    { maxDailyDose: null, adequate: null },
  ],
  ['above what is plausible', [dosed(line(100, { frequency: 100 }))], { maxDailyDose: null, adequate: null }],
  [
    'in grams',
    [dosed({ ...line(0), doseAndRate: [{ doseQuantity: { value: 0.1, unit: 'g', code: 'g' } }] })],
    { maxDailyDose: { value: 100, unit: 'mg' } },
  ],
  [
    'tablets of no known strength',
    [dosed({ ...line(0), doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }] })],
    { maxDailyDose: null, adequate: null },
  ],
  ['no time said', [dosed({ doseAndRate: line(100).doseAndRate, timing: { repeat: long } })], { maxDailyDose: null }],
  [
    'as needed',
    [dosed(line(100, {}, { asNeededBoolean: true }))],
    { maxDailyDose: { value: 100 }, weeksAtAdequateDose: null, adequate: null, counts: 'unknown' },
  ],
  ['a reason for as needed', [dosed(line(100, {}, { asNeededCodeableConcept: icd('G43.0') }))], { adequate: null }],
  ['a text that says as needed decides nothing', [dosed(line(100, {}, { asNeededBoolean: false, text: 'vid behov' }))], { adequate: true }],
  [
    'several ways to say one dose: the ordered one',
    [
      dosed({
        ...line(0),
        doseAndRate: [
          { type: coding('x', 'calculated'), doseQuantity: { value: 40, code: 'mg' } },
          { type: coding('x', 'admin-amount'), doseQuantity: { value: 1, unit: 'tablett' } },
          { type: coding('x', 'ordered'), doseQuantity: { value: 100, code: 'mg' } },
        ],
      }),
    ],
    { maxDailyDose: { value: 100 } },
  ],
  [
    '… else one in a unit of mass',
    [dosed({ ...line(0), doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }, { doseQuantity: { value: 40, code: 'mg' } }] })],
    { maxDailyDose: { value: 40 } },
  ],
  [
    'mass per time',
    [
      dosed({
        timing: { repeat: long },
        doseAndRate: [{ rateRatio: { numerator: { value: 200, code: 'mg' }, denominator: { value: 2, code: 'd' } } }],
      }),
    ],
    { maxDailyDose: { value: 100 }, adequate: true },
  ],
  [
    'together in one sequence',
    [dosed(line(25, { timeOfDay: ['08:00:00'] }, { sequence: 1 }), line(75, { timeOfDay: ['20:00:00'] }, { sequence: 1 }))],
    { maxDailyDose: { value: 100 }, adequate: true },
  ],
  [
    'the high end over the trial',
    [course(META, '2024-01-10', '2024-03-10', 50), course(META, '2024-03-11', '2024-08-10', 100)],
    { trials: 1, maxDailyDose: { value: 100 } },
  ],
])

const step = (sequence: number, mg: number, more: object) => dosage(mg, more, { sequence })
const titration = [
  step(3, 50, within(undefined, '2024-04-02')),
  step(1, 25, { boundsDuration: { value: 14, code: 'd' } }),
  step(2, 25, { boundsDuration: { value: 14, code: 'd' } }),
]
table('titration does not count', 'N03AX11', [
  // 28 days of titration, then 7 February to 2 April: 56 days.
  [
    '56 days at the dose',
    [request('N03AX11', { status: 'stopped', authoredOn: '2024-01-10', dosageInstruction: titration })],
    { maxDailyDose: { value: 50 }, weeksAtAdequateDose: 8, adequate: true, weeks: 12 },
  ],
  [
    '55 days at the dose',
    [request('N03AX11', { status: 'stopped', authoredOn: '2024-01-11', dosageInstruction: titration })],
    { weeksAtAdequateDose: 7, adequate: false, weeks: 11 },
  ],
  [
    'a step of unknown length: when the next began nobody knows',
    [
      request('N03AX11', {
        status: 'stopped',
        authoredOn: '2024-01-10',
        dosageInstruction: [step(1, 25, {}), step(2, 50, within(undefined, '2024-12-31'))],
      }),
    ],
    { maxDailyDose: { value: 50 }, adequate: null, weeksAtAdequateDose: null },
  ],
  [
    'low doses before, as parts of their own',
    [course('N03AX11', '2024-01-01', '2024-01-28', 25), course('N03AX11', '2024-01-29', '2024-03-23', 50)],
    { trials: 1, weeksAtAdequateDose: 7, adequate: false },
  ],
])

table('overlapping parts', META, [
  [
    'the later takes the place of the earlier',
    [course(META, '2024-01-10', '2024-08-10', 100), course(META, '2024-02-10', '2024-08-10', 50)],
    { maxDailyDose: { value: 100 }, weeksAtAdequateDose: 4, adequate: false },
  ],
  [
    'same start, different times of day: they add',
    [
      course(META, '2024-01-10', '2024-08-10', 50, { dosageInstruction: [dosage(50, { ...long, timeOfDay: ['08:00:00'] })] }),
      course(META, '2024-01-10', '2024-08-10', 50, { dosageInstruction: [dosage(50, { ...long, timeOfDay: ['20:00:00'] })] }),
    ],
    { maxDailyDose: { value: 100 }, adequate: true },
  ],
  [
    'same start, same time of day: they do not',
    [
      course(META, '2024-01-10', '2024-08-10', 50, { dosageInstruction: [dosage(50, { ...long, timeOfDay: ['08:00:00'] })] }),
      course(META, '2024-01-10', '2024-08-10', 50, { dosageInstruction: [dosage(50, { ...long, timeOfDay: ['08:00:00'] })] }),
    ],
    { maxDailyDose: { value: 50 }, adequate: false },
  ],
  [
    'different starts never add',
    [
      course(META, '2024-01-10', '2024-08-10', 50, { dosageInstruction: [dosage(50, { ...long, timeOfDay: ['08:00:00'] })] }),
      course(META, '2024-01-11', '2024-08-10', 50, {
        dosageInstruction: [dosage(50, { ...within('2024-01-11', '2024-08-10'), timeOfDay: ['20:00:00'] })],
      }),
    ],
    { maxDailyDose: { value: 50 } },
  ],
])
const product = (id: string, mg: number): Resource => ({
  resourceType: 'Medication',
  id,
  code: coding(ATC, META),
  ingredient: [{ strength: { numerator: { value: mg, code: 'mg' }, denominator: { value: 1, code: '{tbl}' } } }],
})
const tablets = (id: string) => ({
  ...request(
    {},
    {
      status: 'stopped',
      authoredOn: '2024-01-10',
      medicationReference: { reference: `Medication/${id}` },
      dosageInstruction: [
        {
          timing: { repeat: { ...long, frequency: 1, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }],
        },
      ],
    },
  ),
  medicationCodeableConcept: undefined,
})
table('tablets times strength', META, [
  ['of a coded product', [product('m50', 50), tablets('m50')], { maxDailyDose: { value: 50, unit: 'mg' } }],
  [
    'strengths that combine',
    [product('m50', 50), product('m100', 100), tablets('m50'), tablets('m100')],
    { maxDailyDose: { value: 150 }, adequate: true },
  ],
])

table('outcome: of the last part that gives one', META, [
  ...[
    ['sintol', 'notTolerated'],
    ['salg', 'notTolerated'],
    ['sddi', 'contraindicated'],
    ['altchoice', 'unknown'],
  ].map(
    ([code, outcome]): Row => [
      `status reason ${code}`,
      [
        bounded('2024-01-10', '2024-08-10', {
          statusReason: coding('http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason', code!),
        }),
      ],
      { outcome },
    ],
  ),
  ...[
    ['395009001', 'notTolerated'],
    ['395007004', 'noEffect'],
    ['395008009', 'contraindicated'],
    ['182856006', 'unknown'],
  ].map(([code, outcome]): Row => [`SNOMED CT ${code}`, [bounded('2024-01-10', '2024-08-10', { statusReason: sct(code!) })], { outcome }]),
  ['stopped alone is no failure', [bounded('2024-01-10', '2024-08-10')], { outcome: 'unknown', counts: 'unknown' }],
  [
    'completed alone is the same',
    [bounded('2024-01-10', '2024-08-10', { status: 'completed' })],
    { outcome: 'unknown', counts: 'unknown' },
  ],
  ['free text decides nothing', [bounded('2024-01-10', '2024-08-10', { statusReason: { text: 'ingen effekt' } })], { outcome: 'unknown' }],
  [
    'a statement’s list of reasons',
    [statement(META, { status: 'stopped', statusReason: [sct('395009001')], effectivePeriod: { start: '2024-01-10', end: '2024-02-10' } })],
    { outcome: 'notTolerated' },
  ],
  [
    'the last part that gives one',
    [bounded('2024-01-10', '2024-03-10', notTolerated), bounded('2024-03-11', '2024-06-10', noEffect), bounded('2024-06-11', '2024-08-10')],
    { trials: 1, outcome: 'noEffect' },
  ],
  [
    'a successor proves nothing',
    [
      bounded('2024-01-10', '2024-08-10', { id: 'first' }),
      course('N03AX11', '2024-08-11', null, 100, { priorPrescription: { reference: 'MedicationRequest/first' } }),
    ],
    { outcome: 'unknown' },
  ],
])

const reason = (...codes: object[]) => meto({ reasonCode: codes })
table('forMigraine', META, [
  ['migraine', [reason(icd('G43.9'))], { forMigraine: true }],
  ['headache', [reason(icd('R51.9'))], { forMigraine: true }],
  ['another headache', [reason(icd('G44.2'))], { forMigraine: true }],
  ['migraine in SNOMED CT', [reason(sct('37796009'))], { forMigraine: true }],
  ['migraine in KSH97-P', [reason(coding('urn:oid:1.2.752.116.1.3.1.4.1', 'G43-'))], { forMigraine: true }],
  ['something else in ICD-10', [reason(icd('I10.9'))], { forMigraine: false, counts: 'no' }],
  ['something else in KSH97', [reason(coding('urn:oid:1.2.752.116.1.3.1.4.1', 'I10-P'))], { forMigraine: false }],
  ['something else in SNOMED CT', [reason(sct('38341003'))], { forMigraine: null }],
  ['a code we do not know', [reason(coding('urn:local', '7'))], { forMigraine: null }],
  ['none', [meto()], { forMigraine: null }],
  ['a text', [reason({ text: 'Migrän' })], { forMigraine: null }],
  ['a text of something else', [reason({ text: 'Hypertoni' })], { forMigraine: null }],
  [
    'null flavour',
    [reason({ ...coding('http://terminology.hl7.org/CodeSystem/v3-NullFlavor', 'OTH'), text: 'Migrän' })],
    { forMigraine: null },
  ],
  [
    'withheld',
    [reason({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] })],
    { forMigraine: null },
  ],
  ['true beats false', [reason(icd('I10.9'), icd('G43.9'))], { forMigraine: true }],
  [
    'true beats false across parts',
    [bounded('2024-01-10', '2024-03-10', { reasonCode: [icd('I10.9')] }), bounded('2024-03-11', '2024-06-10')],
    { trials: 1, forMigraine: true },
  ],
  [
    'by reference',
    [{ ...condition('G43.0'), id: 'c1' }, meto({ reasonReference: [{ reference: 'Condition/c1' }] })],
    { forMigraine: true },
  ],
  [
    'by reference to a contained one',
    [meto({ contained: [{ ...condition('G43.0'), id: 'c1' }], reasonReference: [{ reference: '#c1' }] })],
    { forMigraine: true },
  ],
  [
    'by reference to something else',
    [{ ...condition('I10.9'), id: 'c1' }, meto({ reasonReference: [{ reference: 'Condition/c1' }] })],
    { forMigraine: false },
  ],
  [
    'by reference to another kind of resource of that id',
    [{ ...condition('I10.9'), id: 'c1' }, meto({ reasonReference: [{ reference: 'Observation/c1' }] })],
    { forMigraine: null },
  ],
])
test.each(['N02CC01', 'N02CC02', 'N02CC03', 'N02CC04', 'N02CC05', 'N02CC06', 'N02CC07', 'N02CD01', 'N02CD06', 'N02CX01'])(
  '%s is always for migraine',
  async (code) => {
    expect(trialOf(await evaluate([request(code, { authoredOn: ago(9), reasonCode: [icd('I10.9')] })]), code).forMigraine).toBe(true)
  },
)
test.each(['C09CA06', 'N02BE01', 'M03AX01'])('%s is not', async (code) => {
  expect(trialOf(await evaluate([request(code, { authoredOn: ago(9) })]), code).forMigraine).toBe(null)
})

const meaning = { outcome: 'noEffect', by: 'A', date: '2026-11-20' }
table('counts: the first that holds', META, [
  [
    'not for migraine, though not tolerated',
    [bounded('2024-01-10', '2024-08-10', { reasonCode: [icd('I10.9')], ...notTolerated })],
    { counts: 'no' },
  ],
  ['not tolerated, after a day, for migraine', [bounded('2024-01-10', '2024-01-10', notTolerated)], { counts: 'yes', adequate: false }],
  ['no effect and adequate, for migraine', [METO_FAIL], { counts: 'yes' }],
  [
    'no effect, adequate, for nobody knows what',
    [bounded('2024-01-10', '2024-08-10', { reasonCode: [], ...noEffect })],
    { counts: 'unknown' },
  ],
  ['no effect, not adequate', [bounded('2024-01-10', '2024-02-10', noEffect)], { counts: 'no' }],
  [
    'no effect, not adequate, for nobody knows what',
    [bounded('2024-01-10', '2024-02-10', { reasonCode: [], ...noEffect })],
    { counts: 'no' },
  ],
  ['no effect, nobody knows whether adequate', [course(META, '2024-01-10', '2024-08-10', null, noEffect)], { counts: 'unknown' }],
  ['ongoing, outcome unknown', [course(META, ago(100), null, 100)], { counts: 'no', ongoing: true }],
  ['ongoing, not tolerated', [course(META, ago(100), null, 100, notTolerated)], { counts: 'yes' }],
  ['contraindicated', [bounded('2024-01-10', '2024-08-10', { statusReason: sct('395008009') })], { counts: 'unknown' }],
  ['outcome unknown', [bounded('2024-01-10', '2024-08-10')], { counts: 'unknown' }],
  [
    'effective, by the clinician',
    [bounded('2024-01-10', '2024-08-10')],
    { counts: 'no', outcome: 'effective' },
    { answers: { trials: { [META]: { outcome: 'effective' } } } },
  ],
  [
    'other, by the clinician',
    [bounded('2024-01-10', '2024-08-10')],
    { counts: 'unknown' },
    { answers: { trials: { [META]: { outcome: 'other' } } } },
  ],
])
const verapamil = (more: object = {}) => course('C08DA01', '2024-01-10', '2024-08-10', 240, { ...noEffect, ...more })
table('an "ask" substance is unknown until answered', 'C08DA01', [
  ['not tolerated, for migraine', [verapamil(notTolerated)], { counts: 'unknown', adequate: null }],
  ['answered', [verapamil()], { counts: 'yes' }, { answers: { trials: { C08DA01: { ...meaning, adequate: true } } } }],
  ['answered, adequacy left open', [verapamil()], { counts: 'unknown' }, { answers: { trials: { C08DA01: meaning } } }],
  ['not for migraine', [verapamil({ reasonCode: [icd('I10.9')] })], { counts: 'no' }],
])
table('a substance that does not count', 'N02CX02', [
  ['clonidine', [course('N02CX02', '2024-01-10', '2024-08-10', 1, notTolerated)], { counts: 'no' }],
])
table('acute drugs: no adequacy is asked', 'N02CC01', [
  [
    'a triptan without effect',
    [course('N02CC01', '2024-01-10', '2024-01-10', 50, noEffect)],
    { counts: 'yes', adequate: null, role: 'acute' },
  ],
  ['a triptan not tolerated', [course('N02CC01', '2024-01-10', '2024-01-10', 50, notTolerated)], { counts: 'yes' }],
  ['a triptan, outcome unknown', [course('N02CC01', '2024-01-10', '2024-01-10', 50)], { counts: 'unknown' }],
  ['sumatriptan with naproxen is sumatriptan', [course('N02CC51', '2024-01-10', '2024-01-10', 50, noEffect)], { counts: 'yes', trials: 1 }],
])
table('other acute drugs do not count', 'N02BE01', [
  ['paracetamol', [course('N02BE01', '2024-01-10', '2024-01-10', 500, noEffect)], { counts: 'no' }],
])
table('CGRP drugs do not count', 'N02CD01', [
  ['erenumab', [course('N02CD01', '2024-01-10', '2024-08-10', 1, noEffect)], { counts: 'no', role: 'advanced' }],
])

const round = (on: string, units: number | null) => given('M03AX01', on, units, forMigraine, 'U')
table('botulinum toxin: two rounds of at least 155 units', 'M03AX01', [
  ['two', [round('2026-01-01', 155), round('2026-03-26', 155)], { trials: 1, adequate: true }],
  ['one', [round('2026-01-01', 195)], { adequate: false }],
  ['two of 154', [round('2026-01-01', 154), round('2026-03-26', 154)], { adequate: false }],
  ['one, and one of unknown dose', [round('2026-01-01', 155), round('2026-03-26', null)], { adequate: null }],
  ['ordered only', [request('M03AX01', { authoredOn: '2026-01-01', ...forMigraine })], { adequate: null }],
  // The first covers 84 days, to 25 March; 90 days free end on 23 June.
  ['a gap of 90 days after the interval', [round('2026-01-01', 155), round('2026-06-24', 155)], { trials: 1, adequate: true }],
  ['a gap of 91 days after the interval', [round('2026-01-01', 155), round('2026-06-25', 155)], { trials: 2 }],
  [
    '100 told twice are no 200',
    [round('2026-01-01', 155), round('2026-03-26', 100), round('2026-03-26T10:00:00+01:00', 100)],
    { adequate: false },
  ],
  ['155 mg are not 155 units', [round('2026-01-01', 155), given('M03AX01', '2026-03-26', 155, forMigraine)], { adequate: null }],
  [
    'one of the day’s doses is not told: at least so much',
    [round('2026-01-01', 155), round('2026-03-26', 100), round('2026-03-26', null)],
    { adequate: null },
  ],
  ['15500 units are a slip of the pen', [round('2026-01-01', 155), round('2026-03-26', 15_500)], { adequate: null }],
])

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
table('RxNorm, where the table maps it', META, [
  ['an ingredient', [request(coding(RXNORM, '6918', 'metoprolol'), { authoredOn: '2024-01-10' })], { trials: 1, substance: META }],
  ['a product', [request(coding(RXNORM, '866414'), { authoredOn: '2024-01-10' })], { trials: 1 }],
  [
    'with the ATC code beside it',
    [
      request(
        {
          coding: [
            { system: RXNORM, code: '6918' },
            { system: ATC, code: META },
          ],
        },
        {},
      ),
    ],
    { trials: 1 },
  ],
  [
    'with another ATC code beside it: not coded',
    [
      request(
        {
          coding: [
            { system: RXNORM, code: '6918' },
            { system: ATC, code: 'N03AX11' },
          ],
        },
        {},
      ),
    ],
    { trials: 0 },
  ],
])

const infusion = (start: string) => ({
  ...given('N02CD05', start, 100),
  effectiveDateTime: undefined,
  effectivePeriod: { start: `${start}T10:00:00+01:00`, end: `${start}T10:30:00+01:00` },
})
table('a dose given over half an hour covers its interval all the same', 'N02CD05', [
  // 84 days from 1 January end on 25 March; 90 days free end on 23 June.
  ['a gap of 90 days after it', [infusion('2026-01-01'), infusion('2026-06-24')], { trials: 1 }],
  ['a gap of 91 days after it', [infusion('2026-01-01'), infusion('2026-06-25')], { trials: 2 }],
])
const ERENUMAB = 'N02CD01'
const erenumab = (status: string, start: string, end?: string) =>
  request(ERENUMAB, { status, authoredOn: start, ...(end ? { dosageInstruction: [dosage(70, within(start, end))] } : {}) })
table('a prescription may stand for the first dose, never for the last', ERENUMAB, [
  ['completed without an end, no dose given', [erenumab('completed', '2026-09-01')], { ongoing: false, end: null }],
  [
    'completed, a dose a month later',
    [erenumab('completed', '2026-09-01'), given(ERENUMAB, '2026-10-01', 70)],
    { trials: 1, ongoing: true },
  ],
  // A dose closes no order: further away than a gap it is a trial of its own, and the order stands alone.
  [
    'completed, a dose nine months later',
    [erenumab('completed', '2026-01-01'), given(ERENUMAB, '2026-10-01', 70)],
    { trials: 2, ongoing: false, weeks: null },
  ],
  ['stopped, a dose 90 days later', [erenumab('stopped', '2026-07-22'), given(ERENUMAB, '2026-10-20', 70)], { trials: 1, ongoing: true }],
  ['completed, the dose on the same day', [erenumab('completed', '2026-10-01'), given(ERENUMAB, '2026-10-01', 70)], { ongoing: true }],
  ['completed, the dose before it', [erenumab('completed', '2026-10-02'), given(ERENUMAB, '2026-10-01', 70)], { ongoing: false }],
  // 28 days from 1 July end on 28 July, 90 days more on 26 October.
  ['completed, the last dose long ago', [erenumab('completed', '2026-06-01'), given(ERENUMAB, '2026-07-01', 70)], { ongoing: null }],
  ['ended, the last dose before', [erenumab('stopped', '2026-06-01', '2026-10-21'), given(ERENUMAB, '2026-10-20', 70)], { ongoing: false }],
  ['ended, a dose the day after', [erenumab('stopped', '2026-06-01', '2026-10-20'), given(ERENUMAB, '2026-10-21', 70)], { ongoing: true }],
  [
    'still called active after its end, a dose later',
    [erenumab('active', '2026-06-01', '2026-09-30'), given(ERENUMAB, '2026-10-20', 70)],
    { trials: 1, ongoing: true, end: null },
  ],
  [
    'still called active after its end, the last dose before',
    [erenumab('active', '2026-06-01', '2026-09-30'), given(ERENUMAB, '2026-09-01', 70)],
    { ongoing: false, end: '2026-09-30' },
  ],
  ['on hold since the dose', [given(ERENUMAB, '2026-10-01', 70), erenumab('on-hold', '2026-10-15')], { ongoing: false }],
])
table('what is handed out counts from that day', META, [
  [
    'whatever its dosage says',
    [dispense(META, '2024-03-01', 30, { dosageInstruction: [dosage(100, within('2024-01-10'))] })],
    { start: '2024-03-01', weeksAtAdequateDose: null, adequate: null },
  ],
])

table('an allergy to the substance: not tolerated, of unknown reason', META, [
  [
    'confirmed',
    [allergyTo(META, verification('confirmed'))],
    { outcome: 'notTolerated', forMigraine: null, counts: 'unknown', start: null, ongoing: false },
  ],
  ['unstated', [allergyTo(META)], { trials: 1 }],
  ['resolved', [allergyTo(META, { clinicalStatus: { coding: [{ code: 'resolved' }] } })], { trials: 1, outcome: 'notTolerated' }],
  ['unconfirmed: none', [allergyTo(META, verification('unconfirmed'))], { trials: 0 }],
  ['refuted: none', [allergyTo(META, verification('refuted'))], { trials: 0 }],
  ['entered in error: none', [allergyTo(META, verification('entered-in-error'))], { trials: 0 }],
  ['inactive: none', [allergyTo(META, { clinicalStatus: { coding: [{ code: 'inactive' }] } })], { trials: 0 }],
  ['a class: none', [allergyTo('C07')], { trials: 0 }],
])
table('an allergy to a drug that is always for migraine counts', 'N02CC01', [
  ['sumatriptan', [allergyTo('N02CC01')], { outcome: 'notTolerated', forMigraine: true, counts: 'yes' }],
])

table('a drug without a code we know is listed and never dropped', null, [
  [
    'a text',
    [statement({ text: 'Topimax 50 mg' }, { effectiveDateTime: '2024-01-10' })],
    { substance: null, name: 'Topimax 50 mg', role: null, group: null, counts: 'unknown' },
  ],
  ['a code of an unknown system', [statement(coding('urn:local', '4711', 'Topimax'), {})], { name: 'Topimax' }],
  [
    'a reference that finds nothing',
    [
      {
        ...meto({ medicationReference: { reference: 'Medication/13470', display: 'Topimax 50 mg' } }),
        medicationCodeableConcept: undefined,
      },
    ],
    { name: 'Topimax 50 mg' },
  ],
  ['an ATC code that is too short', [request('C07', { authoredOn: ago(9) })], { name: 'C07' }],
  [
    'two codes that contradict',
    [
      request(
        {
          coding: [
            { system: ATC, code: 'C07AB02' },
            { system: ATC, code: 'C07AA05' },
          ],
        },
        {},
      ),
    ],
    { trials: 1 },
  ],
])
table('a drug of no concern here is not listed', 'A02BC01', [['omeprazole', [request('A02BC01', { authoredOn: ago(9) })], { trials: 0 }]])

const twice = [bounded('2022-01-10', '2022-08-10', noEffect), bounded('2024-01-10', '2024-08-10', notTolerated)]
describe('an answer on trials', () => {
  const outcomes = async (resources: Resource[], answer: object, options: Options = {}) =>
    (await evaluate(resources, { answers: { trials: { [META]: answer } }, ...options })).trials.map(
      ({ start, outcome, adequate, forMigraine: reason }: Document) => [start, outcome, adequate, reason],
    )

  test('holds for the latest, and for each whose outcome the record does not code', async () => {
    const unknown = bounded('2020-01-10', '2020-02-10')
    expect(await outcomes([unknown, ...twice], { outcome: 'effective' })).toEqual([
      ['2020-01-10', 'effective', false, true],
      ['2022-01-10', 'noEffect', true, true],
      ['2024-01-10', 'effective', true, true],
    ])
  })
  test('with start, for that one', async () =>
    expect(await outcomes(twice, { outcome: 'effective', adequate: false, forMigraine: false, start: '2022-01-10' })).toEqual([
      ['2022-01-10', 'effective', false, false],
      ['2024-01-10', 'notTolerated', true, true],
    ]))
  test('where there is none it makes one', async () =>
    expect(await outcomes([], { outcome: 'noEffect', adequate: true, forMigraine: true, start: '2015' })).toEqual([
      ['2015', 'noEffect', true, true],
    ]))
  test('with a start that no trial has, it makes one', async () =>
    expect(await outcomes([METO_FAIL], { outcome: 'notTolerated', start: '2015' })).toEqual([
      ['2015', 'notTolerated', null, null],
      ['2024-01-10', 'noEffect', true, true],
    ]))
  test('counts toward the failed', async () => {
    const { facts } = await evaluate([METO_FAIL], {
      answers: { trials: { N03AX11: { outcome: 'noEffect', adequate: true, forMigraine: true } } },
    })
    expect(facts.preventivesFailed).toMatchObject({ low: 2, high: null })
  })
  test('does not age', async () =>
    expect(await outcomes([METO_FAIL], { outcome: 'effective', by: 'A', date: '2024-08-20' })).toEqual([
      ['2024-01-10', 'effective', true, true],
    ]))
  test('says nothing of what began after it was given', async () =>
    expect(await outcomes([METO_FAIL], { outcome: 'effective', by: 'A', date: '2019-01-01' })).toContainEqual([
      '2024-01-10',
      'noEffect',
      true,
      true,
    ]))
  test('is not read before its day', async () =>
    expect(await outcomes([METO_FAIL], { outcome: 'effective', by: 'A', date: '2026-11-23' })).toEqual([
      ['2024-01-10', 'noEffect', true, true],
    ]))
  test('is told with who said it', async () => {
    const { trials } = await evaluate([METO_FAIL], {
      answers: { trials: { [META]: { outcome: 'effective', by: 'Dr A', date: '2026-11-20' } } },
    })
    expect(trials[0].evidence).toContainEqual({ by: 'Dr A', date: '2026-11-20' })
  })
  test('on a triptan the record lacks is always for migraine', async () => {
    const { trials, facts } = await evaluate([], { answers: { trials: { N02CC03: { outcome: 'noEffect' } } } })
    expect(trials[0]).toMatchObject({ forMigraine: true, counts: 'yes' })
    expect(facts.triptansFailed.low).toBe(1)
  })
  test('by the old code is on the substance', async () => {
    const { trials } = await evaluate([], { answers: { trials: { N02CX07: { outcome: 'noEffect' } } } })
    expect(trials[0].substance).toBe('N02CD01')
  })
})

const stop = (more: object = {}) =>
  statement(META, {
    effectivePeriod: { start: '2024-06-01', end: '2024-06-01' },
    extension: [
      {
        url: 'https://fhir.inera.se/StructureDefinition/se-ehds-typeOfPrescription',
        valueCoding: { system: 'https://fhir.inera.se/CodeSystem/typeofprescription', code: 'U' },
      },
      { url: 'https://fhir.inera.se/StructureDefinition/se-ehds-endOfTreatmentReason', valueCodeableConcept: sct('395009001') },
    ],
    ...more,
  })
const begun = (start: string) => statement(META, { effectivePeriod: { start }, dosage: [dosage(100)], reasonCode: [icd('G43.0')] })
table('RIV-TA’s order to stop', META, [
  [
    'ends the trial, and says why',
    [begun('2024-01-10'), stop()],
    { trials: 1, start: '2024-01-10', end: '2024-06-01', ongoing: false, outcome: 'notTolerated', weeks: 20, counts: 'yes' },
  ],
  ['never starts one: alone it is listed as ended, with its date', [stop()], { trials: 1, start: null, end: '2024-06-01', ongoing: false }],
  [
    'what began after it goes on, with an outcome of its own',
    [begun('2024-01-10'), stop(), begun('2026-01-10')],
    { trials: 2, ongoing: false, outcome: 'notTolerated' },
  ],
  [
    'by its code system alone',
    [
      begun('2024-01-10'),
      stop({ extension: [{ url: 'urn:x', valueCoding: { system: 'https://fhir.inera.se/CodeSystem/typeofprescription', code: 'U' } }] }),
    ],
    { ongoing: false, outcome: 'unknown' },
  ],
  [
    'I, a beginning, is none',
    [begun('2024-01-10'), stop({ extension: [{ url: 'https://x/typeOfPrescription', valueCode: 'I' }] })],
    { ongoing: false, end: '2024-06-01' },
  ],
  ['without a date: nobody knows when', [begun('2026-01-10'), stop({ effectivePeriod: undefined })], { ongoing: null }],
  ['on the day itself', [begun('2026-01-10'), stop({ effectivePeriod: { start: '2026-11-22' } })], { ongoing: false, end: '2026-11-22' }],
  ['on the day it began', [begun('2024-06-01'), stop()], { trials: 1, ongoing: false, end: '2024-06-01', outcome: 'notTolerated' }],
  [
    'what had ended before keeps its end',
    [statement(META, { status: 'stopped', effectivePeriod: { start: '2024-01-10', end: '2024-05-31' } }), stop()],
    { end: '2024-05-31', outcome: 'unknown' },
  ],
  [
    'what was to end later ends then',
    [statement(META, { effectivePeriod: { start: '2024-01-10', end: '2024-12-31' } }), stop()],
    { end: '2024-06-01', outcome: 'notTolerated' },
  ],
  [
    'without a date, of what had ended',
    [
      statement(META, { status: 'stopped', effectivePeriod: { start: '2024-01-10', end: '2024-05-31' } }),
      stop({ effectivePeriod: undefined }),
    ],
    { ongoing: false, end: '2024-05-31' },
  ],
  ['without any date, of an order without one', [statement(META, {}), stop()], { ongoing: null }],
  ['after the day it is not read', [begun('2026-01-10'), stop({ effectivePeriod: { start: '2026-12-01' } })], { ongoing: true }],
])

test('trials stand in order of their start, the undated last', async () => {
  const { trials } = await evaluate([request('N03AX11', { status: 'completed' }), METO_FAIL, bounded('2020-01-10', '2020-02-10')])
  expect(trials.map(({ start }: Document) => start)).toEqual(['2020-01-10', '2024-01-10', null])
})

test('names are those of the table, in the language asked for', async () => {
  const names = async (lang: 'sv' | 'en') =>
    trialOf(await evaluate([patient(), request('N06AA09', {})], { lang } as object), 'N06AA09').name
  expect([await names('sv'), await names('en')]).toEqual(['amitriptylin', 'amitriptyline'])
})
