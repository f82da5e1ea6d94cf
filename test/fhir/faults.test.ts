/**
 * Small records that once broke the program, with what is right: each stands for a whole kind of fault, whose own table is in
 * the test of that kind. They are read as files, as they came.
 */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Document, evaluateBundle, short, trialOf, verdict } from '../bundle.ts'

const content = (name: string): object => JSON.parse(readFileSync(new URL(`../fixtures/faults/${name}.json`, import.meta.url), 'utf8'))
const told = ({ problems }: Document, resource: string): boolean =>
  problems.some((one: { resource: string }) => one.resource.startsWith(resource))

/** The recommendation's verdict; the criterion's where none has that name. */
const advice = (document: Document, key: string): string => {
  const [guideline, id] = key.split('/')
  const found = document.guidelines.find((one: { id: string }) => one.id === guideline)
  return [...found.recommendations, ...found.criteria].find((one: { id: string }) => one.id === id).verdict
}

type Row = [
  name: string,
  right: {
    facts?: Record<string, unknown>
    /** Facts that must not be known as this. */
    never?: Record<string, unknown>
    trials?: object[]
    verdicts?: Record<string, string>
    told?: string[]
    level?: object
    missing?: string[]
  },
]

const rows: Row[] = [
  [
    'refuted-said-in-the-second-coding',
    { never: { cerebrovascularDisease: true }, verdicts: { 'drug-safety/triptanWithCardiovascularDisease': 'unknown' } },
  ],
  [
    'start-1900-01-01-is-no-start',
    { facts: { preventivesFailedProven: 0 }, trials: [{ start: null, weeks: null }], told: ['MedicationRequest'] },
  ],
  ['a-drug-begun-before-birth-proves-nothing-by-its-length', { facts: { preventivesFailedProven: 0 }, told: ['MedicationRequest'] }],
  [
    'start-0001-01-01-end-9999-12-31',
    {
      facts: { preventiveOngoing: true },
      trials: [
        { substance: 'C07AB02', weeks: 7 },
        { substance: 'C09CA06', start: null },
      ],
    },
  ],
  ['birth-date-0001-01-01', { facts: { age: 'notRecorded' }, told: ['Patient/p1'] }],
  ['a-bundle-inside-the-bundle', { facts: { valproateOngoing: true } }],
  [
    'entries-without-id-and-with-one-and-the-same-fullurl',
    { facts: { migraine: true, cerebrovascularDisease: true, triptanOngoing: true }, told: ['Bundle.entry'] },
  ],
  ['a-resource-that-stands-in-the-entry-itself', { facts: { migraine: true, valproateOngoing: 'notRead' }, told: ['Bundle.entry'] }],
  ['a-host-in-capitals', { facts: { migraine: true, triptanOngoing: true } }],
  [
    'a-procedure-that-was-not-done-stu3',
    { facts: { botulinumRounds: 0 }, verdicts: { 'botulinum-toxin/threeRoundsGiven': 'notMet' }, told: ['Procedure'] },
  ],
  ['a-dose-that-was-not-given', { facts: { botulinumRounds: 0 } }],
  ['a-pregnancy-of-2015-dated-by-asserteddate-stu3', { never: { pregnant: true, pregnancyProven: true }, told: ['Condition'] }],
  [
    'a-prescription-as-medicationorder-dstu2',
    { facts: { valproateOngoing: 'notRead', triptanOngoing: 'notRead' }, told: ['MedicationOrder'] },
  ],
  [
    'a-drug-without-a-status',
    { facts: { valproateOngoing: 'notRecorded' }, trials: [{ substance: 'N03AG01', ongoing: null }], told: ['MedicationStatement/s1'] },
  ],
  ['a-product-that-names-only-its-ingredient', { trials: [{ name: 'Topiramat' }] }],
  ['a-coding-with-nothing-but-an-extension', { facts: { valproateOngoing: 'notRead' }, trials: [{ substance: null, ongoing: null }] }],
  ['a-month-that-ends-where-the-next-begins', { facts: { headacheDays: 18, headacheMonths: '3..?' } }],
  ['a-month-with-plain-dates', { facts: { headacheDays: 18, headacheMonths: '3..?' } }],
  ['three-months-in-one-questionnaire', { facts: { headacheDays: 18, headacheMonths: '3..?' } }],
  ['a-code-called-constructor', { facts: { migraine: true } }],
  ['a-patient-who-has-died', { level: { level: 'unknown', because: [], mayChangeTo: [] }, missing: [], told: ['Patient'] }],
  ['a-stroke-by-snomed-ct', { facts: { cerebrovascularDisease: true } }],
  ['a-drug-whose-patient-is-masked', { facts: { triptanOngoing: 'notRecorded' }, told: ['MedicationRequest'] }],
  [
    'pressure-under-a-panel-of-another-code',
    { facts: { systolic: 190, uncontrolledHypertension: true }, verdicts: { 'drug-safety/triptanWithUncontrolledHypertension': 'met' } },
  ],
  [
    'refills-that-nobody-says-were-fetched',
    { facts: { preventivesFailedProven: 0 }, trials: [{ weeks: null, weeksAtAdequateDose: null }] },
  ],
  ['a-prescription-for-one-day', { facts: { preventivesFailedProven: 1 }, trials: [{ weeks: 0 }] }],
  ['only-the-year-of-birth', { facts: { age: '17..18' } }],
  [
    'one-reading-that-two-resources-tell',
    {
      facts: { systolic: 165 },
      never: { uncontrolledHypertension: true },
      verdicts: { 'drug-safety/triptanWithUncontrolledHypertension': 'unknown' },
    },
  ],
  ['two-readings-a-day-apart', { facts: { uncontrolledHypertension: true } }],
  ['an-end-before-the-start', { trials: [{ end: null, adequate: null, counts: 'unknown' }], told: ['MedicationRequest'] }],
  ['a-dose-of-0', { trials: [{ maxDailyDose: null, counts: 'unknown' }], told: ['MedicationRequest'] }],
  ['succinate-95-mg-is-tartrate-100-mg', { trials: [{ maxDailyDose: { value: 100, unit: 'mg' }, adequate: true }] }],
  ['a-round-given-from-two-vials', { facts: { botulinumRounds: 3, advancedTreatmentDose: 155 } }],
  [
    'a-modifier-extension-that-we-do-not-know-on-a-diagnosis',
    {
      never: { cerebrovascularDisease: true },
      verdicts: { 'drug-safety/triptanWithCardiovascularDisease': 'unknown' },
      told: ['Condition'],
    },
  ],
  [
    'an-active-prescription-without-an-end-and-a-statement-that-it-ended',
    { facts: { valproateOngoing: true, preventiveOngoing: 'notRecorded' }, trials: [{ ongoing: null }] },
  ],
  [
    'active-order-hidden-later',
    { facts: { valproateOngoing: true }, verdicts: { 'drug-safety/valproateWithChildbearingPotential': 'met' } },
  ],
  [
    'active-order-hidden-same-day',
    {
      facts: { triptanOngoing: true },
      trials: [{ ongoing: true }],
      verdicts: { 'drug-safety/triptanWithCardiovascularDisease': 'met' },
      level: { urgency: 'soon' },
    },
  ],
  [
    'botulinum-of-unknown-reason',
    { facts: { botulinumRounds: 'notRecorded' }, verdicts: { 'botulinum-toxin/evaluateBotulinumToxin': 'unknown' } },
  ],
  ['bounds-duration-55-days', { trials: [{ end: '2025-02-24', adequate: false }] }],
  ['conflict-by-id', { facts: { headacheDays: 'conflicting', migraineDays: 8 } }],
  ['dispense-undoes-doses', { trials: [{ substance: 'N02CD05', ongoing: true }], level: { level: 'neurology' } }],
  ['dispenses-far-apart', { trials: [{ adequate: null }, { adequate: null }] }],
  [
    'ksh97-aura',
    { facts: { migraineWithAura: true }, verdicts: { 'drug-safety/combinedContraceptiveWithAura': 'met' }, level: { urgency: 'soon' } },
  ],
  ['late-dispense-counts-as-treatment', { trials: [{ adequate: null, counts: 'unknown' }] }],
  ['prepared-not-handed-over', { facts: { betaBlockerOngoing: false }, trials: [{ ongoing: false }], told: ['MedicationDispense/d'] }],
  ['pressure-halves-by-id', { facts: { uncontrolledHypertension: true } }],
  ['procedure-without-dose', { facts: { advancedTreatmentDose: 100, botulinumRounds: 0 } }],
  ['stale-zero-weeks', { trials: [{ weeksAtAdequateDose: null, adequate: null }] }],
  ['stricter-branch-not-asked-nsaid', { verdicts: { 'drug-safety/nsaidInLatePregnancy': 'met' }, missing: ['gestationalWeek'] }],
  [
    'stricter-branch-not-asked-valproate',
    { verdicts: { 'drug-safety/valproateWithChildbearingPotential': 'met' }, missing: ['highlyEffectiveContraception'] },
  ],
  [
    'withheld-drugs-decide-more',
    {
      facts: { advancedTreatmentWeeks: 'notRead', baselineHeadacheDays: 'notRead' },
      verdicts: { 'advanced-treatment-follow-up/threeMonthsOnTreatment': 'unknown', 'tlv-cgrp-antibodies/chronicMigraine': 'unknown' },
    },
  ],
]

describe('records that broke the program', () => {
  test.each(rows)('%s', async (name, right) => {
    const document = await evaluateBundle(content(name))
    const facts = (names: object) => Object.fromEntries(Object.keys(names).map((fact) => [fact, short(document.facts[fact])]))
    expect(facts(right.facts ?? {})).toEqual(right.facts ?? {})
    for (const [fact, value] of Object.entries(right.never ?? {})) expect(short(document.facts[fact]), fact).not.toBe(value)
    if (right.trials) expect(document.trials).toMatchObject(right.trials)
    for (const [key, is] of Object.entries(right.verdicts ?? {})) expect(advice(document, key), key).toBe(is)
    for (const resource of right.told ?? []) expect(told(document, resource), resource).toBe(true)
    if (right.level) expect(document.careLevel).toMatchObject(right.level)
    if (right.missing) expect(document.missing).toEqual(right.missing.length === 0 ? [] : expect.arrayContaining(right.missing))
  })

  test('sumatriptan is not "not ruled out" by silence: a disease that turns up is no contradiction', async () => {
    const answers = content('ruled-out-by-silence.answers')
    const document = await evaluateBundle(content('ruled-out-by-silence'), { answers })
    expect(verdict(document, 'tlv-triptans/sumatriptanTabletsTried')).toBe('unknown')
    const known = { ...answers, cardiovascularDisease: { value: true, by: 'GP', date: '2026-11-22' } }
    expect(verdict(await evaluateBundle(content('ruled-out-by-silence'), { answers: known }), 'tlv-triptans/sumatriptanTabletsTried')).toBe(
      'met',
    )
  })

  test('what the present erenumab causes does not colour eptinezumab', async () => {
    const { drugs } = await evaluateBundle(content('latex-colours-eptinezumab'), { answers: content('latex-colours-eptinezumab.answers') })
    const of = (substance: string) => drugs.find((one: Document) => one.substance === substance).verdict
    expect([of('N02CD05'), of('N02CD01')]).toEqual(['nothingFound', 'caution'])
  })

  test('a prescription that stands and a short course beside it: both trials are shown', async () => {
    const document = await evaluateBundle(content('active-order-hidden-later'))
    expect(trialOf(document, 'N03AG01')).toMatchObject({ ongoing: false, end: '2026-06-21' })
  })
})
