/** What is given by injection at intervals is told per administration and interval, in every text of every patient; never per day. */

import { describe, expect, test } from 'vitest'
import { codeSets } from '../../src/core/codes.ts'
import type { Assessment } from '../../src/core/evaluate.ts'
import { isListed } from '../../src/core/trials.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { dosesReached, intervalText } from '../../src/outputs/dose.ts'
import { declined } from '../../src/outputs/letter/declined.ts'
import { emptyDraft, plainText } from '../../src/outputs/letter/letter.ts'
import { note } from '../../src/outputs/letter/note.ts'
import { plan } from '../../src/outputs/letter/plan.ts'
import { referral } from '../../src/outputs/letter/referral.ts'
import { summary } from '../../src/outputs/summary.ts'
import { factText } from '../../src/outputs/values.ts'
import { whyText } from '../../src/outputs/whyCounts.ts'
import { letters, rules } from '../../src/rules.ts'
import { ago, assessmentOf, bundleOf, dosage, forMigraine, given, MIG, type Resource, request } from '../bundle.ts'
import { demo, told } from './everyPatient.ts'

const { substances } = rules.drugs
const atIntervals = Object.values(substances).filter(({ interval }) => interval)

test.each([
  [{ days: 28 }, 70, 'var 28:e dag', 'every 28 days'],
  [{ days: 21 }, 70, 'var 21:a dag', 'every 21 days'],
  [{ days: 84 }, 155, 'var 12:e vecka', 'every 12 weeks'],
  [{ days: 90 }, 155, 'var 90:e dag', 'every 90 days'],
  [{ months: 1 }, 120, 'en gång i månaden', 'once a month'],
  [{ months: 3 }, 675, 'var 3:e månad', 'every 3 months'],
] as const)('%j', (interval, dose, sv, en) => {
  expect(intervalText({ ...interval, certainty: 'sourced' }, dose, 'sv')).toBe(sv)
  expect(intervalText({ ...interval, certainty: 'sourced' }, dose, 'en')).toBe(en)
})

const erenumab = (more: object = {}) =>
  request('N02CD01', { authoredOn: ago(20), ...forMigraine, dosageInstruction: [dosage(70, { period: 28 })], ...more })
const rows: [string, Resource[], string, string][] = [
  ['erenumab, ordered', [erenumab()], 'N02CD01', '70 mg var 28:e dag'],
  ['erenumab, given', [erenumab(), given('N02CD01', ago(3), 140, forMigraine)], 'N02CD01', '140 mg var 28:e dag'],
  [
    'erenumab, from two syringes',
    [given('N02CD01', ago(3), 70, forMigraine), given('N02CD01', ago(3), 70.5, forMigraine)],
    'N02CD01',
    '140,5 mg var 28:e dag',
  ],
  ['fremanezumab each month', [given('N02CD03', ago(3), 225, forMigraine)], 'N02CD03', '225 mg en gång i månaden'],
  ['fremanezumab each quarter', [given('N02CD03', ago(3), 675, forMigraine)], 'N02CD03', '675 mg var 3:e månad'],
  ['botulinum toxin', [given('M03AX01', ago(3), 155, forMigraine, 'U')], 'M03AX01', '155 E var 12:e vecka'],
]
test.each(rows)('%s', async (_, resources, substance, expected) => {
  const { trials } = await assessmentOf(readBundle(bundleOf([MIG, ...resources])))
  expect(dosesReached(trials.find((one) => one.substance === substance)!, rules.drugs, 'sv')).toBe(expected)
})

test('of no known dose, nothing is said of the interval either', async () => {
  const { trials } = await assessmentOf(readBundle(bundleOf([MIG, given('N02CD03', ago(3), null, forMigraine)])))
  expect(dosesReached(trials.find(isListed)!, rules.drugs, 'sv')).toBeNull()
})

test('the dose of an advanced treatment carries its own unit', async () => {
  const said = async (resources: Resource[], lang: 'sv' | 'en') =>
    factText(await assessmentOf(readBundle(bundleOf([MIG, ...resources]))), 'advancedTreatmentDose', rules, lang)
  const botulinum = [given('M03AX01', ago(3), 155, forMigraine, 'U')]
  expect(await said(botulinum, 'sv')).toBe('Dos av avancerad behandling: 155 E')
  expect(await said(botulinum, 'en')).toBe('Dose of advanced treatment: 155 U')
  expect(await said([given('N02CD01', ago(3), 140, forMigraine)], 'sv')).toBe('Dos av avancerad behandling: 140 mg')
})

const aDay = /per dag|per dygn|om dagen|dagligen|\/dag|\/d\b|a day|per day|daily/i
const who = {
  person: { name: 'Test', number: null, birthDate: null, gender: null, isProtected: false },
  showsProtected: false,
  sender: null,
  readAt: '2026-11-25',
}

/** Everything that is said of a patient, sentence by sentence. */
function sentences(of: Assessment, lang: 'sv' | 'en'): string[] {
  const sheet = { of, rules, sets: codeSets(rules.codes), table: letters, draft: emptyDraft, lang }
  const texts = [
    ...[referral, declined, note, plan].map((write) => plainText(write(sheet, who))),
    summary(of, rules, lang),
    ...Object.keys(of.facts).map((name) => factText(of, name, rules, lang)),
    ...of.trials.filter(isListed).map((trial) => {
      const name = substances[trial.substance ?? '']?.name[lang] ?? trial.written
      return `${name} ${dosesReached(trial, rules.drugs, lang)} ${whyText(trial, rules.drugs, lang)}`
    }),
  ]
  return texts.flatMap((text) => text.split(/[\n;]|\. /))
}

describe.each(['sv', 'en'] as const)('%s', (lang) => {
  test.each([...demo, ...told].map((patient) => [patient.name, patient] as const))('%s', async (_, patient) => {
    const of = await patient.judge(patient.given)
    const names = atIntervals.map(({ name }) => name[lang].toLowerCase())
    const perDay = sentences(of, lang).filter((one) => aDay.test(one) && names.some((name) => one.toLowerCase().includes(name)))
    expect(perDay).toEqual([])
  })
})
