/** How cost grows with a record of one kind: eight times as many should cost about eight times as much, never sixty-four. */

import { evaluator } from '../src/core/evaluate.ts'
import { noAnswers } from '../src/core/facts.ts'
import { readBundle } from '../src/fhir/bundle.ts'
import { recordMaker } from '../src/fhir/record.ts'
import { rules } from '../src/rules.ts'

const asOf = '2026-11-22'
const day = (ago: number): string => new Date(Date.parse(asOf) - ago * 86_400_000).toISOString().slice(0, 10)
const own = { subject: { reference: 'Patient/p' } }
const atc = (code: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }] })

/** Many of one substance, of one drug that is only referred to, or of entries that nobody can use. */
const kinds: Record<string, (i: number) => object> = {
  'dispenses of one drug': (i) => ({
    resourceType: 'MedicationDispense',
    status: 'completed',
    ...own,
    medicationCodeableConcept: atc('C07AB02'),
    whenHandedOver: day(i % 4000),
    daysSupply: { value: 30, code: 'd' },
  }),
  'prescriptions of one drug': (i) => ({
    resourceType: 'MedicationRequest',
    status: i % 3 ? 'completed' : 'active',
    intent: 'order',
    ...own,
    medicationCodeableConcept: atc('C07AB02'),
    authoredOn: day(i % 9000),
  }),
  'doses of one drug': (i) => ({
    resourceType: 'MedicationAdministration',
    status: 'completed',
    ...own,
    medicationCodeableConcept: atc('N02CD01'),
    effectiveDateTime: day(i % 4000),
    dosage: { dose: { value: 70, unit: 'mg' } },
  }),
  'references that find nothing': (i) => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    ...own,
    medicationReference: { reference: `Medication/m${i}` },
    authoredOn: day(i % 9000),
  }),
  'entries that cannot be used': (i) => ({ resourceType: 'Observation', status: 'final', code: {}, effectiveDateTime: day(i % 4000) }),
}

const bundleOf = (make: (i: number) => object, count: number) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1981-03-02' } },
    ...Array.from({ length: count }, (_, i) => ({ resource: { id: `r${i}`, ...make(i) } })),
  ],
})

const few = 1000
const times = 8

export async function growth(): Promise<string[]> {
  const evaluate = evaluator(rules, asOf, null)
  const makeRecord = recordMaker(rules)
  const cost = async (bundle: unknown): Promise<number> => {
    const before = process.cpuUsage()
    await evaluate(makeRecord(readBundle(bundle), asOf), { answers: noAnswers, role: 'gp' })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const lines: string[] = []
  for (const [name, make] of Object.entries(kinds)) {
    await cost(bundleOf(make, few))
    const [small, large] = [await cost(bundleOf(make, few)), await cost(bundleOf(make, few * times))]
    lines.push(
      `${name.padEnd(28)} ${few}: ${small.toFixed(0).padStart(4)} ms, ${few * times}: ${large.toFixed(0).padStart(5)} ms: ${(large / small).toFixed(1)} x for ${times} x as many`,
    )
  }
  return lines
}
