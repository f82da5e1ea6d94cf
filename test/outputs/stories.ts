/** The eight stories of a GP's half minute, on the demo record as of one day: who, and what is answered. */

import { demoPatients } from '../../demo/patients.ts'
import { codeSets } from '../../src/core/codes.ts'
import { type Assessment, evaluator } from '../../src/core/evaluate.ts'
import { type Answers, noAnswers } from '../../src/core/facts.ts'
import type { Value } from '../../src/core/guideline.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { personOf } from '../../src/fhir/person.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import type { Correspondents } from '../../src/outputs/letter/head.ts'
import { type Draft, emptyDraft } from '../../src/outputs/letter/letter.ts'
import type { Sheet } from '../../src/outputs/letter/sheet.ts'
import { letters, rules } from '../../src/rules.ts'

const asOf = '2026-11-25'
const patients = demoPatients(asOf)
const makeRecord = recordMaker(rules)
const noFlags = Object.fromEntries(
  Object.entries(rules.vocabulary.facts)
    .filter(([, { redFlag }]) => redFlag)
    .map(([name]) => [name, false]),
)

export type Story = { name: string; patient: string; facts?: Record<string, Value>; texts?: Record<string, string> }
export const stories: readonly Story[] = [
  {
    name: 'chronic-migraine-ready-for-referral',
    patient: 'eva-lindqvist',
    facts: { ...noFlags, acuteMedicationDays: 8 },
    texts: {
      impact: 'Borta från arbetet två till tre dagar i månaden.',
      investigation: 'Ingen gjord.',
      social: 'Lärare, heltid. Ingen sjukskrivning.',
    },
  },
  { name: 'one-preventive-short', patient: 'hanna-ceder', facts: noFlags },
  { name: 'overuse', patient: 'jonas-rydell', facts: noFlags },
  { name: 'red-flag', patient: 'nadia-rahimi', facts: { thunderclapOnset: true } },
  { name: 'pregnant-on-topiramate', patient: 'fatima-ali', facts: noFlags },
  { name: 'unknown-everything', patient: 'kim-sandberg' },
  { name: 'sixteen-years', patient: 'alva-svensson', facts: noFlags },
  { name: 'already-referred', patient: 'tove-falk', facts: noFlags },
]

export async function sheetOf(
  { patient, facts = {}, texts = {} }: Story,
  lang: 'sv' | 'en',
): Promise<{ sheet: Sheet; who: Correspondents; of: Assessment }> {
  const { bundle, expected } = patients.find(({ slug }) => slug === patient)!
  const reading = readBundle(bundle)
  const answers: Answers = {
    ...noAnswers,
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, by: 'user', date: asOf }])),
  }
  const of = await evaluator(rules, asOf, expected.region)(makeRecord(reading, asOf), { answers, role: expected.role })
  const draft: Draft = { ...emptyDraft, texts }
  const who: Correspondents = {
    person: personOf(reading.patient),
    showsProtected: false,
    sender: 'Karin Dahl, Hälsocentralen Björken',
    readAt: `${asOf} 09:14`,
  }
  return { sheet: { of, rules, sets: codeSets(rules.codes), table: letters, draft, lang }, who, of }
}
