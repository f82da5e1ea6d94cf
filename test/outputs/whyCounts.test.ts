import { describe, expect, test } from 'vitest'
import { isListed } from '../../src/core/trials.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { whyCounts } from '../../src/outputs/whyCounts.ts'
import { rules } from '../../src/rules.ts'
import { assessmentOf, bundleOf } from '../bundle.ts'

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
