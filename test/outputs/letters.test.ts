/** The letters of the eight stories, kept as a colleague would read them; and what holds for every letter of every patient. */

import { describe, expect, test } from 'vitest'
import { codeSets } from '../../src/core/codes.ts'
import type { Assessment } from '../../src/core/evaluate.ts'
import { isTrue } from '../../src/core/facts.ts'
import { callsForReferral } from '../../src/outputs/letter/calls.ts'
import { declined } from '../../src/outputs/letter/declined.ts'
import type { Correspondents } from '../../src/outputs/letter/head.ts'
import { type Draft, emptyDraft, plainText } from '../../src/outputs/letter/letter.ts'
import { note } from '../../src/outputs/letter/note.ts'
import { plan } from '../../src/outputs/letter/plan.ts'
import { referral } from '../../src/outputs/letter/referral.ts'
import type { Sheet } from '../../src/outputs/letter/sheet.ts'
import { letters, rules } from '../../src/rules.ts'
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
