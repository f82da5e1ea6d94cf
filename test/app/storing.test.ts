/** Storing in a record over real HTTP: what was sent is stored once, whatever the record answers or does not. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noFaults, type WriteFailure } from '../../demo/options.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import { type Ledger, newLedger, revised } from '../../src/app/writing/ledger.ts'
import { type Send, sender } from '../../src/app/writing/send.ts'
import { type Job, type Outcome, storeAll } from '../../src/app/writing/store.ts'
import { neededKinds, searches } from '../../src/fhir/needs.ts'
import { recordMaker } from '../../src/fhir/record.ts'
import { readServer } from '../../src/fhir/server.ts'
import { mayCreate } from '../../src/fhir/writing/granted.ts'
import { plan } from '../../src/fhir/writing/plan.ts'
import { provenance } from '../../src/fhir/writing/provenance.ts'
import { type Context, type Writing, writtenKinds } from '../../src/fhir/writing/writing.ts'
import { rules } from '../../src/rules.ts'
import { type Launched, launch } from '../demo/launch.ts'

const patientId = 'demo-01'
const everything = writtenKinds.map((kind) => `patient/${kind}.cs`).join(' ')
const read = 'launch openid fhirUser patient/*.rs'
let record: RunningRecord
let app: Launched
let ledger: Ledger

beforeAll(async () => {
  record = await startRecord({ port: 0 })
  app = await launch(record, { patient: patientId, scope: `${read} ${everything}` })
})
beforeEach(() => {
  Object.assign(record.faults, noFaults, { failures: {}, writeFailures: {} })
  record.requests.length = 0
  ledger = newLedger()
})
afterAll(() => record.close())

const referral: Writing = {
  kind: 'referral',
  title: 'Remiss till neurologi',
  text: 'Kronisk migrän, åtta dagar.',
  lang: 'sv',
  urgency: 'soon',
  to: 'neurology',
  months: { '2026-10': { headacheDays: 18, migraineDays: 9 } },
}
const diaryOnly: Writing = { ...referral, kind: 'diary', text: '' }

/** Sends as the app does. What the record holds back for good ends when it is held back, as it would when the time is out. */
function sending(base: string, of: Launched): Send {
  const send = sender(base, async () => `Bearer ${of.token.access_token}`)
  return (request, signal) => {
    const over = new AbortController()
    record.faults.unanswered = () => over.abort(new DOMException('', 'TimeoutError'))
    return send(request, AbortSignal.any([signal, over.signal]))
  }
}

type Options = { of?: Launched; base?: string; isWanted?: () => boolean }
/** A press of the button: the plan of the writing, carried out, with what became of each kind. */
async function press(writing: Writing, { of = app, base = `${record.url}/fhir`, isWanted = () => true }: Options = {}) {
  ledger.values = revised(ledger.values, writing.months)
  const context: Context = {
    patientId,
    author: 'PractitionerRole/uppdrag-gp',
    software: 'Migränstöd test',
    salt: ledger.salt,
    can: mayCreate(of.token.scope),
    revision: (month, fact) => ledger.values[`${month}/${fact}`]!.revision,
    nameOf: (fact) => rules.vocabulary.facts[fact]!.text.sv,
  }
  const job: Job = {
    items: await plan(writing, context),
    outcomes: new Map(),
    provenance: context.can.has('Provenance') ? (targets, now) => provenance(targets, now, context) : null,
    ledger,
    send: sending(base, of),
    now: () => new Date().toISOString(),
    changed: () => {},
    isWanted,
  }
  const again = async () => {
    await storeAll(job)
    return told(job)
  }
  return { first: await again(), again, job }
}
const told = ({ items, outcomes }: Job) => {
  const of = (outcome: Outcome | undefined) => (outcome?.is === 'failed' ? outcome.why : (outcome?.is ?? 'waiting'))
  return [...items.map(({ id, kind }) => `${kind} ${of(outcomes.get(id))}`), `Provenance ${of(outcomes.get('provenance'))}`]
}
/** How many of a kind carry one of these identifiers, in the record itself. */
const countOf = (kind: string, { items }: Job) => {
  const ids = items.map(({ id }) => id)
  return record.store.all(kind).filter((one) => ids.some((id) => JSON.stringify(one).includes(id))).length
}
const posts = (kind = '') => record.requests.filter(({ method, path }) => method === 'POST' && path.includes(kind)).length
const allStored = [
  'DocumentReference stored',
  'ServiceRequest stored',
  'QuestionnaireResponse stored',
  'Observation stored',
  'Observation stored',
  'Provenance stored',
]

/** The patient as our own reader sees them after the writing. */
async function readAgain() {
  const ask = async (path: string, signal: AbortSignal) => {
    const answer = await fetch(/^http/.test(path) ? path : `${record.url}/fhir/${path}`, {
      signal,
      headers: { Authorization: `Bearer ${app.token.access_token}` },
    })
    if (!answer.ok) throw Object.assign(new Error(), { status: answer.status })
    return answer.json()
  }
  const wanted = searches(neededKinds(rules.guidelines, rules.vocabulary), rules, patientId, '2099-01-01')
  const reading = await readServer(ask, patientId, wanted, { base: `${record.url}/fhir`, notKept: [], sameServer: [] })
  return recordMaker(rules)(reading, '2099-01-01')
}

test('round trip: everything is stored once, and our own reader reads the same months and no active referral', async () => {
  const before = await readAgain()
  const months = { '2025-01': { headacheDays: 18, migraineDays: 9, attacks: 4 }, '2025-02': { headacheDays: 16, triptanDays: 0 } }
  const { first, job } = await press({ ...referral, months })
  expect(first.every((line) => line.endsWith('stored'))).toBe(true)
  const after = await readAgain()
  const found = after.months.filter(({ issued }) => issued !== null && !before.months.some((old) => old.issued === issued))
  const seen = new Set(
    found.map(({ first, code, low, high }) => `${new Date(first * 86_400_000).toISOString().slice(0, 7)} ${code} ${low} ${high}`),
  )
  expect([...seen].sort()).toEqual([
    '2025-01 attacks 4 4',
    '2025-01 headache-days 18 18',
    '2025-01 migraine-days 9 9',
    '2025-02 headache-days 16 16',
    '2025-02 triptan-days 0 0',
  ])
  expect(found).toHaveLength(10)
  expect(after.referrals).toEqual(before.referrals)
  expect(after.problems).toEqual(before.problems)
  const [request] = record.store.all('ServiceRequest').filter((one) => JSON.stringify(one).includes(job.items[1]!.id))
  const document = job.outcomes.get(job.items[0]!.id)
  expect(request).toMatchObject({ supportingInfo: [{ reference: document?.is === 'stored' ? document.reference : '' }] })
  const made = record.store.all('Provenance').at(-1)
  expect(made).toMatchObject({ agent: [{ who: { reference: 'PractitionerRole/uppdrag-gp' } }, { who: { display: 'Migränstöd test' } }] })
  expect((made as { target?: unknown[] }).target).toHaveLength(job.items.length)
})

test('the same again within the launch sends nothing; a changed text is a new one', async () => {
  await press(referral)
  const before = posts()
  expect((await press(referral)).first).toEqual(allStored)
  expect(posts()).toBe(before)
  await press({ ...referral, text: 'En rad till.' })
  expect(posts()).toBe(before + 3)
})

test('18, then 17, then 18 again: the record ends with 18', async () => {
  for (const headacheDays of [18, 17, 18]) {
    await press({ ...diaryOnly, months: { '2025-03': { headacheDays } } })
    const now = Date.now()
    await expect.poll(Date.now, { interval: 1 }).toBeGreaterThan(now)
  }
  const march = (await readAgain()).months.filter(({ first }) => new Date(first * 86_400_000).toISOString().startsWith('2025-03'))
  expect(march).toHaveLength(6)
  expect(march.reduce((a, b) => (b.issued! > a.issued! ? b : a)).low).toBe(18)
})

describe.each([true, false])('a record that obeys If-None-Exist: %s', (conditionalCreate) => {
  test.each([...writtenKinds])('%s stored but never answered: trying again stores nothing twice', async (kind) => {
    record.faults.conditionalCreate = conditionalCreate
    record.faults.writeFailures = { [kind]: 'storedWithoutAnswer' }
    const provenances = record.store.all('Provenance').length
    const { first, again, job } = await press({ ...referral, months: { '2026-10': { headacheDays: 18 } } })
    expect(first).toContain(`${kind} timeout`)
    // The record goes on failing: what is stored already is found, not sent again.
    await again()
    record.faults.writeFailures = {}
    expect((await again()).every((line) => line.endsWith('stored'))).toBe(true)
    for (const one of ['DocumentReference', 'ServiceRequest', 'Observation', 'QuestionnaireResponse'])
      expect([one, countOf(one, job)]).toEqual([one, 1])
    expect(record.store.all('Provenance').length - provenances).toBe(1)
  })

  test('lost without an answer and not stored: trying again stores it', async () => {
    record.faults.conditionalCreate = conditionalCreate
    record.faults.writeFailures = { ServiceRequest: 'timeout' }
    const { first, again, job } = await press({ ...referral, months: {} })
    expect(first).toEqual(['DocumentReference stored', 'ServiceRequest timeout', 'Provenance waiting'])
    record.faults.writeFailures = {}
    expect(await again()).toEqual(['DocumentReference stored', 'ServiceRequest stored', 'Provenance stored'])
    expect([countOf('DocumentReference', job), countOf('ServiceRequest', job)]).toEqual([1, 1])
  })

  test('a new plan of the same text after no answer, as after a reload, stores nothing twice', async () => {
    record.faults.conditionalCreate = conditionalCreate
    record.faults.writeFailures = { DocumentReference: 'storedWithoutAnswer' }
    await press({ ...referral, months: {} })
    record.faults.writeFailures = {}
    const { first, job } = await press({ ...referral, months: {} })
    expect(first.every((line) => line.endsWith('stored'))).toBe(true)
    expect(countOf('DocumentReference', job)).toBe(1)
  })
})

test('an answer is awaited for as long as the app has patience, and no longer', async () => {
  const { job } = await press({ ...referral, months: {} }, { isWanted: () => false })
  record.faults.writeFailures = { DocumentReference: 'timeout' }
  const send = sender(`${record.url}/fhir`, async () => `Bearer ${app.token.access_token}`)
  await storeAll({ ...job, send, isWanted: () => true, timeout: 300 })
  expect(told(job)[0]).toBe('DocumentReference timeout')
})

describe('each failure is told beside what it concerns, and the rest is stored', () => {
  test.each([
    [403, 'refused'],
    [404, 'refused'],
    [405, 'refused'],
    [422, 'refused'],
    [409, 'conflict'],
    [412, 'conflict'],
    [500, 'failed'],
  ] as [WriteFailure, string][])('Observation %s: %s, with the words of the record', async (failure, why) => {
    record.faults.writeFailures = { Observation: failure }
    const { first, again, job } = await press(referral)
    expect(first).toEqual(allStored.map((line) => (line.startsWith('Observation') ? `Observation ${why}` : line)))
    const outcome = job.outcomes.get(job.items[3]!.id)
    expect(outcome).toMatchObject({ status: failure, says: `The record answers ${failure} to a new Observation` })
    const before = posts()
    record.faults.writeFailures = {}
    expect(await again()).toEqual(allStored)
    expect(posts() - before).toBe(3)
    expect(countOf('Observation', job)).toBe(2)
  })

  test('the session ended: nothing more is sent', async () => {
    record.faults.writeFailures = { ServiceRequest: 401 }
    expect((await press(referral)).first.slice(0, 3)).toEqual([
      'DocumentReference stored',
      'ServiceRequest ended',
      'QuestionnaireResponse waiting',
    ])
  })

  test('no contact: nothing more is sent, and trying again stores all of it', async () => {
    const { first, job } = await press(referral, { base: 'http://127.0.0.1:9/fhir' })
    expect(first.slice(0, 2)).toEqual(['DocumentReference offline', 'ServiceRequest waiting'])
    await storeAll({ ...job, send: sending(`${record.url}/fhir`, app) })
    expect(told(job)).toEqual(allStored)
  })

  test('closed while it runs: nothing more is sent', async () => {
    let left = 2
    expect((await press(referral, { isWanted: () => left-- > 0 })).first.slice(0, 3)).toEqual([
      'DocumentReference stored',
      'ServiceRequest stored',
      'QuestionnaireResponse waiting',
    ])
  })
})

describe('no document may be stored: the letter goes into the referral', () => {
  test.each([403, 404, 405] as const)('refused with %s when it is tried', async (failure) => {
    record.faults.writeFailures = { DocumentReference: failure }
    const { first, job } = await press({ ...referral, months: {} })
    expect(first).toEqual(['DocumentReference instead', 'ServiceRequest stored', 'Provenance stored'])
    const [request] = record.store.all('ServiceRequest').filter((one) => JSON.stringify(one).includes(job.items[1]!.id))
    expect(request).toMatchObject({ note: [{ text: referral.text }] })
  })

  test('no scope for it', async () => {
    const of = await launch(record, { patient: patientId, scope: `${read} patient/ServiceRequest.cs` })
    const { first, job } = await press(referral, { of })
    expect(first).toEqual(['ServiceRequest stored', 'Provenance waiting'])
    expect(countOf('ServiceRequest', job)).toBe(1)
  })

  test('a document that is not valid here holds the referral back: it would refer to nothing', async () => {
    record.faults.writeFailures = { DocumentReference: 422 }
    expect((await press({ ...referral, months: {} })).first).toEqual([
      'DocumentReference refused',
      'ServiceRequest waiting',
      'Provenance waiting',
    ])
  })
})

describe('nothing is sent again while it is unknown whether it is stored', () => {
  test.each([
    ['the search is refused', () => Object.assign(record.faults, { failures: { ServiceRequest: 403 } })],
    ['the search answers with a page', () => Object.assign(record.faults, { failures: { ServiceRequest: 'html' } })],
    ['the search is never answered', () => Object.assign(record.faults, { failures: { ServiceRequest: 'timeout' } })],
    [
      'the search ignores the identifier',
      () =>
        Object.assign(record.faults, {
          rewriteSearchset: () => ({
            resourceType: 'Bundle',
            type: 'searchset',
            entry: [{ resource: { resourceType: 'ServiceRequest', id: 'another' } }],
          }),
        }),
    ],
  ])('%s', async (_, fail) => {
    record.faults.writeFailures = { ServiceRequest: 'timeout' }
    const { again } = await press({ ...referral, months: {} })
    fail()
    record.faults.writeFailures = {}
    await expect.poll(() => posts('ServiceRequest')).toBe(1)
    expect((await again())[1]).toBe('ServiceRequest unsure')
    expect(posts('ServiceRequest')).toBe(1)
  })

  test('a create answered with another resource is not taken for ours', async () => {
    const { job } = await press({ ...referral, months: {} }, { isWanted: () => false })
    const other = { resourceType: 'DocumentReference', id: 'another' }
    await storeAll({
      ...job,
      isWanted: () => true,
      send: async ({ method }) => ({ status: 200, location: null, body: method === 'POST' ? other : { resourceType: 'Bundle' } }),
    })
    expect(told(job)[0]).toBe('DocumentReference unsure')
  })
})

test('version 1 scopes are enough to store and to find again', async () => {
  const scope = writtenKinds.map((kind) => `patient/${kind}.write patient/${kind}.read`).join(' ')
  const of = await launch(record, { patient: patientId, scope: `launch openid ${scope}` })
  record.faults.writeFailures = { DocumentReference: 'storedWithoutAnswer' }
  const { again } = await press(referral, { of })
  record.faults.writeFailures = {}
  expect(await again()).toEqual(allStored)
})
