/** What was not read, or could not be used, in the texts: told where it matters, never silence that proves, never more than it is. */

import { describe, expect, test } from 'vitest'
import { codeSets } from '../../src/core/codes.ts'
import type { Assessment } from '../../src/core/evaluate.ts'
import { unknown } from '../../src/core/facts.ts'
import { kinds } from '../../src/core/record.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import type { Reading } from '../../src/fhir/reading.ts'
import { hasHeadache } from '../../src/outputs/headache.ts'
import { emptyDraft, plainText } from '../../src/outputs/letter/letter.ts'
import { note } from '../../src/outputs/letter/note.ts'
import { referral } from '../../src/outputs/letter/referral.ts'
import { questions } from '../../src/outputs/questions.ts'
import { readInWords } from '../../src/outputs/reading.ts'
import { summary } from '../../src/outputs/summary.ts'
import { reasonText, theKindWords } from '../../src/outputs/terms.ts'
import { valueText } from '../../src/outputs/values.ts'
import { whyText } from '../../src/outputs/whyCounts.ts'
import { letters, rules } from '../../src/rules.ts'
import {
  ago,
  allergyTo,
  assessmentOf,
  bundleOf,
  CHRONIC,
  condition,
  icd,
  METO_FAIL,
  MIG,
  month,
  P,
  patient,
  pressure,
  type Resource,
  request,
  statement,
} from '../bundle.ts'

const strange = { clinicalStatus: { coding: [{ code: 'aktiv' }] } }
const reading = (resources: (Resource | null)[]): Reading => readBundle(bundleOf([P, ...resources] as Resource[]))
const judged = (resources: (Resource | null)[], change: (of: Reading) => Reading = (of) => of): Promise<Assessment> =>
  assessmentOf(change(reading(resources)))
const shown =
  (part: string) =>
  (of: Reading): Reading => ({ ...of, kinds: { ...of.kinds, Condition: { ...of.kinds.Condition, shows: part } } })
const refused = (of: Reading): Reading => ({
  ...of,
  kinds: { ...of.kinds, Condition: { ...of.kinds.Condition, status: 'failed', reason: 'refused', resources: [] } },
})
const notKept = (of: Reading): Reading => ({
  ...of,
  kinds: { ...of.kinds, Condition: { ...of.kinds.Condition, status: 'notAsked', reason: 'not kept', notKept: true, resources: [] } },
})

describe('in one line', () => {
  const rows: [string, (Resource | null)[], string[], string | null, ((of: Reading) => Reading)?][] = [
    ['all read and used', [MIG, METO_FAIL], [], null],
    ['an entry that no fact asks for is told by the table alone', [condition('Z00.0', strange)], [], null],
    ['one of a kind', [condition('G43.0', strange)], ['Läst i delar: diagnoser (1 kunde inte användas)'], null],
    [
      'several of two kinds',
      [condition('G43.0', strange), condition({}), request('C07AB02', { status: 'klar' })],
      ['Läst i delar: diagnoser (2 kunde inte användas), ordinationer (1 kunde inte användas)'],
      null,
    ],
    [
      'what is no resource stands in every ledger and is one',
      [null, null],
      ['2 poster går inte att läsa och kan vara vad som helst'],
      null,
    ],
    [
      'both',
      [null, condition('G43.0', strange)],
      ['Läst i delar: diagnoser (1 kunde inte användas)', '1 post går inte att läsa och kan vara vad som helst'],
      null,
    ],
    [
      'a part by the site’s word',
      [MIG],
      ['Läst i delar: diagnoser (journalen visar bara: aktiva graviditeter)'],
      null,
      shown('aktiva graviditeter'),
    ],
    ['refused', [MIG], ['Kunde inte läsas: diagnoser (Nekad åtkomst)'], null, refused],
    ['a kind that the record does not keep is no failure', [], [], null, notKept],
    [
      'dated later',
      [request('C07AB02', { authoredOn: '2026-12-01' }), month('2026-12', 'headache-days', 5)],
      [],
      '2 uppgifter är daterade senare än 2026-11-22',
    ],
  ]
  test.each(rows)('%s', async (_, resources, open, later, change) => {
    const { record, asOf } = await judged(resources, change)
    expect(readInWords(record, asOf, 'sv')).toEqual({ open, later })
    for (const said of readInWords(record, asOf, 'en').open) expect(said).not.toMatch(/[{}]|undefined|kunde|Läst/)
  })

  test('each reason of several in its own words', () =>
    expect(reasonText('cut short; withheld', 'sv')).toBe('Avkortad: allt kom inte med; Något hålls tillbaka'))
  test('every kind has words for a sentence', () => {
    for (const kind of kinds) expect(theKindWords[kind].sv).toMatch(/na\b|n\b/)
  })
})

describe('a value that is open because of an entry', () => {
  const entry = { resource: 'Condition/1', says: 'Migrän', date: null, unusable: true } as const
  test('says so, and never that the record holds nothing', async () => {
    const { facts } = await judged([condition('G43.0', strange)])
    expect(valueText(facts['migraine']!, rules.vocabulary.facts['migraine'], 'sv')).toBe('en uppgift kunde inte användas')
    expect(valueText(unknown('outdated', [entry]), undefined, 'sv')).toBe('för gammal uppgift')
    expect(valueText({ status: 'between', low: 2, high: null, evidence: [entry] }, undefined, 'sv')).toBe(
      'minst 2, en uppgift kunde inte användas',
    )
    expect(valueText({ status: 'known', value: true, evidence: [entry] }, undefined, 'sv')).toBe('ja')
  })
  test('and so does its trial', async () => {
    const { trials } = await judged([MIG, request('C07AB02', { status: 'klar' })])
    expect(whyText(trials.find(({ substance }) => substance === 'C07AB02')!, rules.drugs, 'sv')).toBe(
      'uppgiften i journalen kunde inte användas',
    )
  })
})

const who = {
  person: { name: 'Test', number: null, birthDate: null, gender: null, isProtected: false },
  showsProtected: false,
  sender: null,
  readAt: '2026-11-22',
}
const text = (of: Assessment, write: typeof referral, lang: 'sv' | 'en' = 'sv') =>
  plainText(write({ of, rules, sets: codeSets(rules.codes), table: letters, draft: emptyDraft, lang }, who))

describe('letters conclude nothing from silence on what could not be used', () => {
  const one = '1 uppgift i journalen kunde inte användas'
  const rows: [string, (Resource | null)[], string, RegExp, ((of: Reading) => Reading)?][] = [
    ['a headache diagnosis', [condition('G43.0', strange)], `Diagnoser: ${one}`, /Huvudvärksdiagnos: ej angivet/],
    ['another diagnosis', [MIG, condition('J45.9', strange)], `Diagnoser: ${one}`, /Inga andra diagnoser/],
    ['a diagnosis without a code', [condition({})], `Diagnoser: ${one}`, /Inga andra diagnoser/],
    [
      'a part by the site’s word',
      [MIG],
      'Diagnoser: journalen visar bara en del (aktiva graviditeter)',
      /Inga andra diagnoser/,
      shown('aktiva graviditeter'),
    ],
    [
      'a preventive',
      [MIG, request('C07AB02', { status: 'klar' })],
      'Metoprolol: uppgiften i journalen kunde inte användas.',
      /Ingen förebyggande behandling/,
    ],
    [
      'a drug without a code',
      [MIG, statement({})],
      `Läkemedel: ${one}`,
      /Ingen förebyggande behandling|Ingen anfallsbehandling i|Inga andra pågående/,
    ],
    ['another drug', [MIG, statement('C10AA05', { status: 'klar' })], '(kunde inte användas)', /Inga andra pågående|oklart om det pågår/],
    ['an allergy', [MIG, allergyTo('J01CE02', strange)], `Överkänslighet: ${one}`, /Ingen överkänslighet/],
    ['a pressure', [MIG, pressure(120, 80, ago(3), { status: 'klar' })], `Blodtryck: ${one}`, /Blodtryck: ej angivet/],
    [
      'a later pressure than the one that is told',
      [MIG, pressure(120, 80, ago(9)), pressure(180, 110, ago(3), { status: 'klar' })],
      `Blodtryck: ${one}`,
      /180/,
    ],
    ['an entry that is nothing', [MIG, null], `Överkänslighet: ${one}`, /Ingen överkänslighet|Inga andra/],
  ]
  test.each(rows)('%s', async (_, resources, says, not, change) => {
    const referred = text(await judged(resources, change), referral)
    expect(referred).toContain(says)
    expect(referred).not.toMatch(not)
    expect(referred.split('\n').length).toBeLessThanOrEqual(35)
  })

  test('what concerns another part does not touch this one', async () => {
    const referred = text(
      await judged([MIG, month('2026-10', 'headache-days', 9, { status: 'klar' }), pressure(120, 80, ago(3))]),
      referral,
    )
    expect(referred).toContain('Blodtryck 120/80 mmHg')
    expect(referred).not.toContain('Blodtryck: ')
    expect(referred).toContain(`Huvudvärksdagar per månad: ${one}`)
  })

  test('the text for the journal names the kinds, and what may be of any kind once', async () => {
    const said = text(await judged([MIG, condition('J45.9', strange), null]), note)
    expect(said).toContain(`Diagnoser: ${one}`)
    expect(said).toContain(`Journalen: ${one}`)
    expect(said).not.toContain('Remisser: ')
    expect(text(await judged([MIG], shown('x')), note, 'en')).toContain('Diagnoses: the record shows only a part (x)')
  })
})

describe('questions', () => {
  const asked = async (resources: (Resource | null)[], change?: (of: Reading) => Reading) => {
    const { asked, further } = questions(await judged([MIG, ...CHRONIC, METO_FAIL, ...resources], change), rules)
    return [...asked, ...further].map((one) => ('fact' in one ? one.fact : one.kind))
  }
  const countable = 'preventiveHistoryComplete'
  test('the history can close the count where all was read and used', async () => expect(await asked([])).toContain(countable))
  test.each<[string, (Resource | null)[]]>([
    ['a drug whose code cannot be read', [statement({})]],
    ['an allergy that cannot be read', [allergyTo({}, strange)]],
  ])('not with %s: then the number is asked', async (_, resources) => {
    const open = await asked(resources)
    expect(open).not.toContain(countable)
    expect(open.some((name) => name.startsWith('preventives'))).toBe(true)
  })
  test('nor with an entry that may be anything', async () => expect(await asked([null])).not.toContain(countable))
})

describe('whether the record has to do with headache', () => {
  test.each<[string, (Resource | null)[], boolean, ((of: Reading) => Reading)?]>([
    ['nothing of it', [condition('J45.9')], false],
    ['an unusable diagnosis of something else', [condition('J45.9', strange)], false],
    ['an unusable diagnosis of migraine', [condition('G43.0', strange)], true],
    ['a diagnosis without a code', [condition({})], true],
    ['an entry that is nothing', [null], true],
    ['an unusable diary', [month('2026-10', 'headache-days', 9, { status: 'klar' })], true],
    ['diagnoses shown in part', [], true, shown('x')],
    ['diagnoses refused', [], true, refused],
    ['diagnoses not kept', [], true, notKept],
  ])('%s: %j', async (_, resources, has, change) => {
    expect(hasHeadache(await judged(resources, change))).toBe(has)
  })
})

describe('as text, of somebody who has died', () => {
  const died = async (more: object, lang: 'sv' | 'en') =>
    summary(await assessmentOf(readBundle(bundleOf([patient(more), MIG, ...CHRONIC, METO_FAIL, condition('G43.1', strange)]))), rules, lang)
  test('that alone, when, and what was not read', async () => {
    expect(await died({ deceasedDateTime: '2026-03-01' }, 'sv')).toBe(
      'Patienten är avliden (avled 2026-03-01). Inga råd ges.\nLäst i delar: diagnoser (1 kunde inte användas).',
    )
    expect(await died({ deceasedBoolean: true }, 'en')).toBe(
      'The patient has died. No advice is given.\nRead in part: diagnoses (1 could not be used).',
    )
  })
})

test('as text, what was not read is told', async () => {
  const said = summary(await judged([condition({ ...icd('G43.0') }, strange)]), rules, 'sv')
  expect(said).toContain('Läst i delar: diagnoser (1 kunde inte användas).')
})
