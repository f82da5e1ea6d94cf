/** The letters of the eight stories, kept as a colleague would read them; and what holds for every letter of every patient. */

import { describe, expect, test } from 'vitest'
import { codeSets } from '../../src/core/codes.ts'
import type { Assessment } from '../../src/core/evaluate.ts'
import { isTrue } from '../../src/core/facts.ts'
import { readBundle } from '../../src/fhir/bundle.ts'
import { callsForReferral } from '../../src/outputs/letter/calls.ts'
import { declined } from '../../src/outputs/letter/declined.ts'
import type { Correspondents } from '../../src/outputs/letter/head.ts'
import { type Draft, emptyDraft, plainText } from '../../src/outputs/letter/letter.ts'
import { note } from '../../src/outputs/letter/note.ts'
import { plan } from '../../src/outputs/letter/plan.ts'
import { referral } from '../../src/outputs/letter/referral.ts'
import type { Sheet } from '../../src/outputs/letter/sheet.ts'
import { letters, rules } from '../../src/rules.ts'
import {
  ago,
  allergyTo,
  assessmentOf,
  bundleOf,
  clinical,
  condition,
  forMigraine,
  given,
  MIG,
  P,
  pressure,
  type Resource,
  request,
  statement,
  verification,
} from '../bundle.ts'
import { demo, told } from './everyPatient.ts'
import { sheetOf, stories } from './stories.ts'

describe.each(stories)('$name', (story) => {
  test.each([
    ['referral', referral],
    ['declined', declined],
    ['note', note],
    ['plan', plan],
  ] as const)('%s, in Swedish', async (kind, write) => {
    const { sheet, who } = await sheetOf(story, 'sv')
    await expect(`${plainText(write(sheet, who))}\n`).toMatchFileSnapshot(`letters/${story.name}.${kind}.txt`)
  })
})

const writers = { referral, declined, note, plan }
const everyone = [...demo, ...told]
const who: Correspondents = {
  person: { name: 'Test Testsson', number: null, birthDate: null, gender: null, isProtected: false },
  showsProtected: false,
  sender: null,
  readAt: '2026-11-25 09:14',
}
const sheet = (of: Assessment, lang: 'sv' | 'en', draft: Draft = emptyDraft): Sheet => ({
  of,
  rules,
  sets: codeSets(rules.codes),
  table: letters,
  draft,
  lang,
})

describe.each(everyone.map((patient) => [patient.name, patient] as const))('%s', (_, patient) => {
  test.each(['sv', 'en'] as const)(
    'every letter is whole (%s): no brace, no code word, no empty line, and its text is what its lines say',
    async (lang) => {
      const of = await patient.judge(patient.given)
      for (const write of Object.values(writers)) {
        const letter = write(sheet(of, lang), who)
        const text = plainText(letter)
        expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object|Invalid|primaryCare|notMet| {2}|\.\.(?!\.)/)
        for (const { lines, title } of letter.sections) {
          expect(title).not.toBe('')
          for (const one of lines) expect(text).toContain(one.text.replace(/\.$/, ''))
        }
      }
    },
  )

  test('a referral has 35 lines at most, and each line is from somebody', async () => {
    const letter = referral(sheet(await patient.judge(patient.given), 'sv'), who)
    expect(plainText(letter).split('\n').length).toBeLessThanOrEqual(35)
    for (const line of letter.sections.flatMap(({ lines }) => lines))
      if (line.origin === 'missing') expect(line.text).toMatch(/ej angivet|ej frågat|kunde inte läsas|ej angivet\.$|Utfall/)
      else expect(line.gap).toBeUndefined()
  })
})

test('what could not be read is said so, and nothing is concluded from its silence', async () => {
  const patient = told.find(({ name }) => name === 'medication-search-refused')!
  const text = plainText(referral(sheet(await patient.judge(patient.given), 'sv'), who))
  expect(text).toContain('Läkemedel: kunde inte läsas ur journalen')
  expect(text).not.toMatch(/Ingen förebyggande behandling i journalen|Inga andra pågående läkemedel|Ingen anfallsbehandling i journalen/)
})

test('a protected identity is not written out until it is shown', async () => {
  const of = await demo[0]!.judge(demo[0]!.given)
  const person = {
    name: 'Hemlig Person',
    number: { value: '19800101-2384', kind: 'personnummer' as const },
    birthDate: null,
    gender: null,
    isProtected: true,
  }
  for (const write of Object.values(writers)) {
    expect(plainText(write(sheet(of, 'sv'), { ...who, person }))).not.toMatch(/Hemlig|19800101/)
    expect(plainText(write(sheet(of, 'sv'), { ...who, person, showsProtected: true }))).toContain('Hemlig Person')
  }
})

describe('lines in other words', () => {
  const change = async (draft: (id: string, text: string) => Draft) => {
    const of = await demo[0]!.judge(demo[0]!.given)
    const line = referral(sheet(of, 'sv'), who).sections[0]!.lines[0]!
    return { before: line, letter: referral(sheet(of, 'sv', draft(line.id, line.text)), who) }
  }
  test('replace the line in the text, marked as the sender’s', async () => {
    const { before, letter } = await change((id, of) => ({ texts: {}, edits: { [id]: { of, to: 'Önskar råd om behandling.' } } }))
    expect(plainText(letter)).toContain('Önskar råd om behandling. *')
    expect(plainText(letter)).not.toContain(before.text)
    expect(letter.sections[0]!.lines[0]).toMatchObject({ origin: 'user', edited: { was: before.text, isStale: false } })
  })
  test('an emptied line is not in the text, but can be given back', async () => {
    const { before, letter } = await change((id, of) => ({ texts: {}, edits: { [id]: { of, to: '' } } }))
    expect(plainText(letter)).not.toContain(before.text)
    expect(letter.sections[0]!.lines[0]!.edited!.was).toBe(before.text)
  })
  test('that rest on what has changed since are told as such', async () => {
    const { letter } = await change((id) => ({ texts: {}, edits: { [id]: { of: 'what it said then', to: 'mine' } } }))
    expect(letter.sections[0]!.lines[0]!.edited!.isStale).toBe(true)
  })
  test('a line of the user’s own stands last', async () => {
    const of = await demo[0]!.judge(demo[0]!.given)
    const letter = referral(sheet(of, 'sv', { edits: {}, texts: { 'own referral-sv': 'Patienten nås på telefon.' } }), who)
    expect(letter.sections.at(-1)!.lines[0]!.text).toBe('Patienten nås på telefon.')
    expect(plainText(letter)).toContain('Patienten nås på telefon. *')
  })
})

test('who is treated there already is referred by no text', async () => {
  for (const patient of everyone) {
    const of = await patient.judge(patient.given)
    if (!isTrue(of.facts['advancedTreatmentOngoing']) || of.careLevel.level === 'emergency') continue
    expect(callsForReferral(of), patient.name).toBe(false)
    expect(plainText(plan(sheet(of, 'sv'), who)), patient.name).not.toContain('Vi skickar en remiss')
    expect(plainText(note(sheet(of, 'sv'), who)), patient.name).not.toMatch(/Råd:[\s\S]*Remittera[\s\S]*Kriterier:/)
  }
})

test('drugs without a code are told where none with a code is found', async () => {
  const stig = demo.find(({ name }) => name === 'stig-hedlund')!
  const text = plainText(referral(sheet(await stig.judge(stig.given), 'sv'), who))
  expect(text).toContain('Ingen förebyggande behandling mot migrän i journalen. Läkemedel utan känd kod finns, se nedan.')
  expect(text).toContain('(utan känd kod)')
})

/** Each row: what the record holds, what the referral says of it, what it does not say. */
const rows: [says: string, resources: Resource[], says: (string | RegExp)[], not: RegExp][] = [
  [
    'a pressure below a limit',
    [
      pressure(
        { valueQuantity: { value: 120, comparator: '<', unit: 'mmHg' } },
        { valueQuantity: { value: 80, comparator: '<', unit: 'mmHg' } },
        ago(10),
      ),
    ],
    ['Blodtryck ≤ 119/≤ 79 mmHg'],
    /40\/40/,
  ],
  ['a pressure of long ago', [pressure(128, 82, '2011-03-01')], ['Blodtryck 128/82 mmHg (2011-03-01, äldre uppgift)'], /x{9}/],
  [
    'asthma, once resolved, now active',
    [condition('J45.9', { ...clinical('resolved'), recordedDate: '2005-01-01' }), condition('J45.9', { recordedDate: '2024-01-01' })],
    [/\(?J45\.9\)?/],
    /tidigare/,
  ],
  [
    'migraine, first suspected, then confirmed',
    [
      condition('G43.0', { ...verification('provisional'), recordedDate: '2019-01-01' }),
      condition('G43.0', { recordedDate: '2022-01-01' }),
    ],
    ['registrerad 2019-01-01'],
    /misstänkt/,
  ],
  ['an antibody by the dose', [MIG, given('N02CD01', ago(20), 140, forMigraine)], ['Erenumab 140 mg var 28:e dag'], /per dag/],
  ['a paused drug', [MIG, request('C10AA05', { status: 'on-hold' })], [/\(pausad\)/], /Inga andra pågående läkemedel/],
  [
    'a drug whose standing is unknown',
    [MIG, statement('B01AA03', { status: 'unknown' })],
    [/oklart om det pågår/],
    /Inga andra pågående läkemedel/,
  ],
  ['an allergy is no trial', [MIG, allergyTo('C07AB02')], ['Metoprolol: överkänslighet registrerad.'], /Tolererades inte/],
]
test.each(rows)('the referral tells %s', async (_, resources, says, not) => {
  const of = await assessmentOf(readBundle(bundleOf([P, ...resources])))
  const text = plainText(referral(sheet(of, 'sv'), who))
  for (const one of says) expect(text).toMatch(typeof one === 'string' ? new RegExp(one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')) : one)
  expect(text).not.toMatch(not)
})

test('a drug that is unsafe makes the visit urgent, not the referral; a red flag makes both', async () => {
  const linn = demo.find(({ name }) => name === 'linn-hagg')!
  const of = await linn.judge(linn.given)
  expect(of.careLevel.urgency).toBe('soon')
  expect(referral(sheet(of, 'sv'), who).title).toContain('Utan förtur')
  const bo = demo.find(({ name }) => name === 'bo-sandell')!
  expect(referral(sheet(await bo.judge(bo.given), 'sv'), who).title).toContain('Skyndsamt')
})
