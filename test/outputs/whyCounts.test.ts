import { describe, expect, test } from 'vitest'
import { isListed } from '../../src/core/trials.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { whyCounts, whyText } from '../../src/outputs/whyCounts.ts'
import { rules } from '../../src/rules.ts'
import { assessmentOf, bundleOf, course, dosage, forMigraine, given, noEffect, notTolerated, type Resource, request } from '../bundle.ts'

const metoprolol = 'C07AB02'
const drug = (more: object, code = metoprolol) => ({
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'stopped',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  authoredOn: '2024-01-10',
  medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code }] },
  reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: 'G43.0' }] }],
  dosageInstruction: [
    {
      timing: { repeat: { boundsPeriod: { start: '2024-01-10', end: '2024-08-10' }, frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 100, unit: 'mg' } }],
    },
  ],
  ...more,
})
const ended = (code: string) => ({ statusReason: { coding: [{ system: 'http://snomed.info/sct', code }] } })

/** The clause beside a trial: why it counts, does not, or is unknown. */
describe('why', () => {
  test.each([
    ['no effect at full dose', drug(ended('395007004')), 'yes', 'noEffectEnough'],
    ['not tolerated', drug(ended('395009001')), 'yes', 'notTolerated'],
    ['contraindicated', drug(ended('395008009')), 'unknown', 'contraindicatedOnly'],
    ['no outcome', drug({}), 'unknown', 'outcomeMissing'],
    ['no reason', drug({ ...ended('395007004'), reasonCode: [] }), 'unknown', 'reasonMissing'],
    [
      'another reason',
      drug({ ...ended('395007004'), reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-se', code: 'I10.9' }] }] }),
      'no',
      'otherReason',
    ],
    [
      'too low a dose',
      drug({
        ...ended('395007004'),
        dosageInstruction: [
          {
            timing: { repeat: { boundsPeriod: { start: '2024-01-10', end: '2024-08-10' }, frequency: 1, period: 1, periodUnit: 'd' } },
            doseAndRate: [{ doseQuantity: { value: 25, unit: 'mg' } }],
          },
        ],
      }),
      'no',
      'noEffectShort',
    ],
    ['dose not known', drug({ ...ended('395007004'), dosageInstruction: [] }), 'unknown', 'lengthMissing'],
    ['ongoing', drug({ status: 'active', authoredOn: '2026-10-01', dosageInstruction: [] }), 'no', 'stillOngoing'],
    ['a drug to ask about', drug(ended('395007004'), 'N06AA04'), 'unknown', 'askDrug'],
    ['a drug that never counts', drug(ended('395007004'), 'N02CX02'), 'no', 'neverCounts'],
    ['no code', drug({ medicationCodeableConcept: { text: 'Topimax' } }), 'unknown', 'uncoded'],
  ] as const)('%s: %s', async (_, resource, counts, why) => {
    const { trials } = await assessmentOf(readBundle(bundleOf([resource])))
    const trial = trials.find(isListed)!
    expect({ counts: trial.counts, why: whyCounts(trial, rules.drugs) }).toEqual({ counts, why })
  })
})

/** The clause carries the trial's own numbers, and the drug table's for what is needed. */
describe('in words', () => {
  const at = (mg: number, from: string, to: string, more: object = noEffect) => course(metoprolol, from, to, mg, more)
  const answer = (more: object) => ({ trials: { [metoprolol]: { by: 'A', date: '2026-11-20', ...more } } })
  const botulinum = (units: number, ...days: string[]) => days.map((on) => given('M03AX01', on, units, forMigraine, 'U'))
  const rows: [string, Resource[], string, object?][] = [
    ['at one dose', [at(100, '2024-01-10', '2024-05-01')], '16 veckor på 100 mg, ingen effekt'],
    [
      'titrated: weeks at the full dose alone',
      [at(50, '2024-01-10', '2024-02-09'), at(100, '2024-02-10', '2024-06-01')],
      '16 veckor på 100 mg, ingen effekt',
    ],
    [
      'at several full doses',
      [at(100, '2024-01-10', '2024-03-09'), at(200, '2024-03-10', '2024-06-01')],
      '20 veckor på minst 100 mg, ingen effekt',
    ],
    ['the dose not reached', [course('C09CA06', '2025-02-03', '2025-06-12', 8, noEffect)], 'dosen nådde 8 mg av minst 16 mg'],
    ['too short', [at(100, '2024-01-10', '2024-02-20')], '6 av minst 8 veckor i verksam dos'],
    ['days only', [at(100, '2024-01-10', '2024-01-12')], 'mindre än en vecka i verksam dos, minst 8 krävs'],
    ['not tolerated', [at(25, '2024-01-10', '2024-01-20', notTolerated)], 'tålde inte, oavsett dos och längd'],
    ['ongoing', [request(metoprolol, { authoredOn: '2026-10-01', ...forMigraine })], 'pågår sedan 2026-10-01, utfall inte angivet'],
    [
      'neither dose nor length',
      [request(metoprolol, { status: 'stopped', authoredOn: '2024-01-10', ...forMigraine, ...noEffect })],
      'dos eller längd saknas',
    ],
    [
      'dose, but no length',
      [request(metoprolol, { status: 'stopped', authoredOn: '2024-01-10', ...forMigraine, ...noEffect, dosageInstruction: [dosage(100)] })],
      '100 mg, men längd saknas',
    ],
    ['length, but no dose', [course(metoprolol, '2024-01-10', '2024-05-01', null, noEffect)], '16 veckor, men dos saknas'],
    [
      'added by the user, full dose by the user',
      [],
      'ingen effekt, full dos i minst 8 veckor enligt dig',
      answer({ outcome: 'noEffect', adequate: true, forMigraine: true }),
    ],
    [
      'added by the user, not full dose',
      [],
      'inte full dos i minst 8 veckor, enligt dig',
      answer({ outcome: 'noEffect', adequate: false, forMigraine: true }),
    ],
    ['added by the user, dose not said', [], 'dos eller längd saknas', answer({ outcome: 'noEffect', forMigraine: true })],
    [
      'ended for another reason',
      [at(100, '2024-01-10', '2024-05-01', {})],
      'slutade av annan orsak, effekten är okänd',
      answer({ outcome: 'other' }),
    ],
    ['never for migraine', [at(100, '2024-01-10', '2024-05-01')], 'gavs för något annat än migrän', answer({ forMigraine: false })],
    [
      'one round of botulinum toxin',
      botulinum(155, '2026-01-10'),
      '1 av minst 2 omgångar',
      { trials: { M03AX01: { by: 'A', date: '2026-11-20', outcome: 'noEffect' } } },
    ],
    [
      'two rounds',
      botulinum(155, '2026-01-10', '2026-04-10'),
      '2 omgångar om minst 155 E, ingen effekt',
      { trials: { M03AX01: { by: 'A', date: '2026-11-20', outcome: 'noEffect' } } },
    ],
  ]
  test.each(rows)('%s', async (_, resources, expected, answers) => {
    const { trials } = await assessmentOf(readBundle(bundleOf(resources)), answers ? { answers } : {})
    expect(whyText(trials.find(isListed)!, rules.drugs, 'sv')).toBe(expected)
  })

  test('no gap is left open in any of these, in English either', async () => {
    for (const [, resources, , answers] of rows) {
      const { trials } = await assessmentOf(readBundle(bundleOf(resources)), answers ? { answers } : {})
      expect(whyText(trials.find(isListed)!, rules.drugs, 'en')).not.toMatch(/undefined|[{}]/)
    }
  })
})
