/** What is stored, as FHIR's own definitions and the design contract (§2, §3) want it; pure, without a server. */

import { describe, expect, test } from 'vitest'
import { problemsOf } from '../../demo/fhir/validation.ts'
import { neededKinds, scopes } from '../../src/fhir/needs.ts'
import { mayCreate } from '../../src/fhir/writing/granted.ts'
import { plan } from '../../src/fhir/writing/plan.ts'
import { provenance } from '../../src/fhir/writing/provenance.ts'
import { type Context, type Writing, writtenKinds } from '../../src/fhir/writing/writing.ts'
import { rules } from '../../src/rules.ts'
import { type Document, evaluate, MIG, type Resource } from '../bundle.ts'

const context: Context = {
  patientId: 'p1',
  author: 'PractitionerRole/gp',
  software: 'Migränstöd 0',
  salt: 'salt',
  can: new Set(writtenKinds),
  revision: () => 1,
  nameOf: (fact) => rules.vocabulary.facts[fact]!.text.sv,
}
const writing: Writing = {
  kind: 'referral',
  title: 'Remiss till neurologi',
  text: 'Frågeställning: kronisk migrän?\nÅtta dagar – "värst" på morgonen 🙂',
  lang: 'sv',
  urgency: 'soon',
  to: 'neurology',
  months: { '2026-10': { headacheDays: 18, migraineDays: 9, attacks: 4 }, '2026-09': { headacheDays: 16 } },
}
const now = '2026-11-22T09:00:00.000Z'
const made = async (of: Partial<Writing> = {}, around: Partial<Context> = {}, letter: string | null = 'DocumentReference/1') =>
  (await plan({ ...writing, ...of }, { ...context, ...around })).map((item) => ({
    ...item,
    resource: item.make({ now, letter }) as Document,
  }))
const one = async (kind: string, of: Partial<Writing> = {}, around: Partial<Context> = {}, letter: string | null = 'DocumentReference/1') =>
  (await made(of, around, letter)).find((item) => item.kind === kind)?.resource

test.each([
  ['as given', {}, {}],
  ['in English, to emergency', { lang: 'en', to: 'emergency', urgency: 'immediate' }, {}],
  ['to paediatrics, author unknown', { to: 'paediatrics', urgency: 'routine' }, { author: null }],
  ['to nobody', { to: null }, {}],
  ['half a day', { months: { '2026-02': { headacheDays: 1.5, acuteMedicationDays: 0 } } }, {}],
] as [string, Partial<Writing>, Partial<Context>][])('every resource is valid FHIR R4: %s', async (_, of, around) => {
  for (const letter of ['DocumentReference/1', null])
    for (const { resource } of await made(of, around, letter))
      expect([resource.resourceType, problemsOf(resource)]).toEqual([resource.resourceType, []])
  expect(problemsOf(provenance(['ServiceRequest/1'], now, { ...context, ...around }) as Document)).toEqual([])
})

describe('the referral', () => {
  test('is a draft proposal that refers to the document, with the receiver coded where we read one', async () => {
    expect(await one('ServiceRequest')).toMatchObject({
      status: 'draft',
      intent: 'proposal',
      priority: 'urgent',
      authoredOn: now,
      requester: { reference: 'PractitionerRole/gp' },
      performerType: { coding: [{ system: 'http://snomed.info/sct', code: '394591006' }] },
      supportingInfo: [{ reference: 'DocumentReference/1' }],
    })
    expect((await one('ServiceRequest', { to: 'emergency' })).performerType).toEqual({ text: 'Akutmottagning' })
    expect((await one('ServiceRequest', { to: null })).performerType).toBeUndefined()
  })

  test.each([
    ['routine', 'routine'],
    ['soon', 'urgent'],
    ['immediate', 'stat'],
  ] as const)('%s is %s', async (urgency, priority) => {
    expect((await one('ServiceRequest', { urgency })).priority).toBe(priority)
  })

  test('holds the letter itself where there is no document', async () => {
    const request = await one('ServiceRequest', {}, {}, null)
    expect(request.note).toEqual([{ time: now, text: writing.text }])
    expect(request.supportingInfo).toBeUndefined()
  })

  test('as a draft it is no active referral when it is read again', async () => {
    const draft = (await one('ServiceRequest')) as Resource
    const drafted = await evaluate([MIG, { ...draft, id: 'r' }])
    const active = await evaluate([MIG, { ...draft, id: 'r', status: 'active' }])
    const referred = Object.keys(rules.vocabulary.facts).find((name) => rules.vocabulary.facts[name]!.kind === 'referral')!
    expect(drafted.facts[referred].status).not.toBe('known')
    expect(active.facts[referred]).toMatchObject({ status: 'known', value: true })
  })
})

test('the document holds the text byte for byte, preliminary', async () => {
  const document = await one('DocumentReference', { kind: 'document' })
  expect(document).toMatchObject({ status: 'current', docStatus: 'preliminary', type: { text: writing.title }, date: now })
  const { contentType, language, data } = document.content[0].attachment
  expect([contentType, language]).toEqual(['text/plain; charset=utf-8', 'sv'])
  expect(Buffer.from(data, 'base64').toString()).toBe(writing.text)
})

test('a month is an Observation a value over the whole month, and one response', async () => {
  const all = await made({ kind: 'diary' })
  expect(all.map(({ kind, group }) => `${group} ${kind}`)).toEqual([
    '2026-09 QuestionnaireResponse',
    '2026-09 Observation',
    '2026-10 QuestionnaireResponse',
    '2026-10 Observation',
    '2026-10 Observation',
    '2026-10 Observation',
  ])
  expect(all[1]!.resource).toMatchObject({
    code: { coding: [{ code: 'headache-days' }], text: 'Huvudvärksdagar per månad' },
    effectivePeriod: { start: '2026-09-01', end: '2026-09-30' },
    issued: now,
    valueQuantity: { value: 16, code: '{days}/mo' },
  })
  expect(all[3]!.resource.valueQuantity.code).toBe('{attacks}/mo')
  expect(all[0]!.resource.item[0]).toEqual({ linkId: 'month', answer: [{ valueDate: '2026-09-01' }] })
})

describe('what may be created decides what is planned', () => {
  test.each([
    ['referral', 'DocumentReference ServiceRequest', 'DocumentReference ServiceRequest'],
    ['referral', 'ServiceRequest', 'ServiceRequest'],
    ['referral', 'DocumentReference', 'DocumentReference'],
    ['document', 'DocumentReference ServiceRequest', 'DocumentReference'],
    ['document', 'ServiceRequest', ''],
    ['diary', 'DocumentReference ServiceRequest Observation', 'Observation'],
    ['diary', 'QuestionnaireResponse', 'QuestionnaireResponse'],
    ['referral', '', ''],
  ] as const)('%s with %s: %s', async (kind, can, planned) => {
    const months = { '2026-10': { headacheDays: 18 } }
    const items = await made({ kind, months }, { can: new Set(can.split(' ')) as Context['can'] })
    expect(items.map((item) => item.kind).join(' ')).toBe(planned)
  })
})

describe('identity', () => {
  const ids = async (of: Partial<Writing> = {}, around: Partial<Context> = {}) => (await made(of, around)).map(({ id }) => id)

  test('the same is the same, whoever sends it and when; 32 hexadecimal digits', async () => {
    expect(await ids()).toEqual(
      await ids({ months: { '2026-09': writing.months['2026-09']!, '2026-10': { attacks: 4, migraineDays: 9, headacheDays: 18 } } }),
    )
    for (const id of await ids()) expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(await ids()).size).toBe((await ids()).length)
  })

  test.each([
    ['text', { text: 'En annan text' }, {}],
    ['title', { title: 'Remiss till barn' }, {}],
    ['patient', {}, { patientId: 'p2' }],
    ['salt', {}, { salt: 'other' }],
  ])('another %s is another document and request', async (_, of, around) => {
    const [before, after] = [await ids(), await ids(of, around)]
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  test('a value changed, and changed back, is a new one', async () => {
    const kind = 'diary'
    const once = await ids({ kind })
    const again = await ids({ kind }, { revision: (month, fact) => (month === '2026-10' && fact === 'headacheDays' ? 3 : 1) })
    expect(again.filter((id) => !once.includes(id))).toHaveLength(2)
  })
})

describe('scopes', () => {
  const needed = neededKinds(rules.guidelines, rules.vocabulary)
  const asked = (version: 1 | 2, written: typeof writtenKinds | [] = writtenKinds) => scopes(needed, 'launch', version, written).split(' ')

  test('nothing to write is asked for unless the site turns it on', () => {
    for (const version of [1, 2] as const)
      expect(asked(version, []).filter((scope) => /write|\.[a-z]*[cud][a-z]*$|messaging/.test(scope.replace(/\.read$/, '')))).toEqual([])
  })

  test('with writing: create and search, in either spelling', () => {
    for (const kind of writtenKinds) {
      expect(asked(2)).toContain(`patient/${kind}.cs`)
      expect(asked(1)).toContain(`patient/${kind}.write`)
      expect(asked(1)).toContain(`patient/${kind}.read`)
    }
    expect(asked(2)).toContain('messaging/scratchpad')
    expect(new Set(asked(1)).size).toBe(asked(1).length)
  })

  test.each([
    ['patient/ServiceRequest.cs patient/Observation.rs', 'ServiceRequest'],
    ['patient/*.write', writtenKinds.join(' ')],
    ['user/DocumentReference.cruds  patient/Observation.c', 'DocumentReference Observation'],
    ['patient/*.read user/*.rs openid', ''],
    ['patient/Provenance.*', 'Provenance'],
    ['patient/Observation.c?category=laboratory', ''],
    ['system/ServiceRequest.c patient/*.bogus', ''],
    ['', ''],
  ])('%s lets create: %s', (scope, kinds) => {
    expect([...mayCreate(scope)].join(' ')).toBe(kinds)
  })
})
