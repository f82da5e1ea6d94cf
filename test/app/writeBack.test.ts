/** The state around writing: nothing is sent before the press, never for another patient, once however often it is pressed. */

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { noFaults } from '../../demo/options.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import type { Session } from '../../src/app/session.ts'
import { sender } from '../../src/app/writing/send.ts'
import { WriteBack } from '../../src/app/writing/writeBack.ts'
import { type Writing, writtenKinds } from '../../src/fhir/writing/writing.ts'
import { launch } from '../demo/launch.ts'

const patientId = 'demo-01'
let record: RunningRecord
let session: Session

/** Node has no storage of a tab; this is one. */
function tabStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

beforeAll(async () => {
  record = await startRecord({ port: 0 })
  const writes = writtenKinds.map((kind) => `patient/${kind}.cs`).join(' ')
  const { token } = await launch(record, { patient: patientId, scope: `launch openid fhirUser patient/*.rs ${writes}` })
  const base = `${record.url}/fhir`
  const authorization = { Authorization: `Bearer ${token.access_token}` }
  session = {
    base,
    patientId,
    ask: async (path, signal) => (await fetch(`${base}/${path}`, { signal, headers: authorization })).json(),
    send: sender(base, async () => authorization.Authorization),
    scope: token.scope,
    messaging: null,
    needsBanner: false,
    intent: null,
    fromReferral: false,
    styleUrl: null,
    fhirUser: 'PractitionerRole/uppdrag-gp',
  }
})
beforeEach(() => {
  vi.stubGlobal('sessionStorage', tabStorage())
  Object.assign(record.faults, noFaults, { failures: {}, writeFailures: {} })
  record.requests.length = 0
})
afterAll(() => {
  vi.unstubAllGlobals()
  return record.close()
})

const writing: Writing = {
  kind: 'referral',
  title: 'Remiss till neurologi',
  text: 'Kronisk migrän.',
  lang: 'sv',
  urgency: 'routine',
  to: 'neurology',
  months: {},
}
const opened = (patient: string | null = patientId, mayWrite = true) => {
  const writes = new WriteBack(
    () => patient,
    () => {},
  )
  writes.connect(session, mayWrite)
  return writes
}
const posts = () => record.requests.filter(({ method }) => method === 'POST')
const stored = (writes: WriteBack) => [...(writes.shown.review?.outcomes.values() ?? [])].map(({ is }) => is)

test('a preview sends nothing; a press stores; a second press at the same time stores nothing more', async () => {
  const writes = opened()
  await writes.review({ ...writing, text: 'En dubbeltryckning.' })
  await expect.poll(() => writes.shown.review?.author).toBe('Karin Almgren')
  expect(posts()).toEqual([])
  await Promise.all([writes.store(), writes.store()])
  await writes.store()
  expect(stored(writes)).toEqual(['stored', 'stored', 'stored'])
  expect(posts()).toHaveLength(3)
})

test.each([['demo-02'], [null]])('another patient on the screen (%s): nothing is offered, nothing is sent', async (patient) => {
  const writes = opened(patient)
  await writes.review(writing)
  await writes.store()
  expect(Object.values(writes.shown.can)).toEqual([false, false, false])
  expect(writes.shown.review).toBeNull()
  expect(posts()).toEqual([])
})

test('the site has not turned writing on: nothing is offered, whatever the token lets', () => {
  expect(Object.values(opened(patientId, false).shown.can)).toEqual([false, false, false])
})

test('the patient changes while it is stored: what is left is not sent', async () => {
  let patient = patientId
  const writes = new WriteBack(
    () => patient,
    () => {
      const outcomes = [...(writes.shown.review?.outcomes.values() ?? [])]
      if (outcomes.some(({ is }) => is === 'stored')) patient = 'demo-02'
    },
  )
  writes.connect(session, true)
  await writes.review({ ...writing, text: 'Ett byte.' })
  await writes.store()
  expect(posts().map(({ path }) => path)).toEqual(['/fhir/DocumentReference'])
})

test('months that go on, and values that cannot be, are left out and named', async () => {
  const writes = opened()
  await writes.review({
    ...writing,
    kind: 'diary',
    months: {
      '2025-01': { headacheDays: 18, migraineDays: 9 },
      '2025-02': { headacheDays: 29 },
      '2025-03': { headacheDays: 5, migraineDays: 9 },
      '2099-01': { headacheDays: 3 },
    },
  })
  expect(writes.shown.review?.writing.months).toEqual({ '2025-01': { headacheDays: 18, migraineDays: 9 } })
  expect(writes.shown.review?.leftOut).toEqual(['2025-02', '2025-03', '2099-01'])
})

test('the session ends while it is stored: all of it is under review again after the next launch, and stored once', async () => {
  const before = opened()
  await before.review({ ...writing, text: 'Utgången inloggning.' })
  record.faults.writeFailures = { ServiceRequest: 401 }
  await before.store()
  expect(stored(before)).toEqual(['stored', 'failed'])
  record.faults.writeFailures = {}
  const after = opened()
  await expect.poll(() => after.shown.review?.writing.text).toBe('Utgången inloggning.')
  await after.store()
  expect(stored(after)).toEqual(['stored', 'stored', 'stored'])
  expect(posts().filter(({ path }) => path === '/fhir/DocumentReference')).toHaveLength(1)
})

test('closed: the text is gone, what is stored is remembered', async () => {
  const writes = opened()
  await writes.review({ ...writing, text: 'Stängd.' })
  await writes.store()
  writes.cancel()
  expect(opened().shown.review).toBeNull()
  expect(JSON.stringify(sessionStorage.getItem('migranstod.writing'))).not.toContain('Stängd')
  await writes.review({ ...writing, text: 'Stängd.' })
  expect(stored(writes)).toEqual(['stored', 'stored', 'stored'])
})

test('closed while an answer is awaited, and reviewed again at once: a press does not run beside the first', async () => {
  const writes = opened()
  const again = { ...writing, text: 'Otålig.' }
  record.faults.conditionalCreate = false
  record.faults.delay = 150
  await writes.review(again)
  const first = writes.store()
  writes.cancel()
  await writes.review(again)
  await writes.store()
  await first
  record.faults.delay = 0
  await writes.review(again)
  await writes.store()
  expect(stored(writes)).toEqual(['stored', 'stored', 'stored'])
  expect(
    record.store.all('DocumentReference').filter((one) => JSON.stringify(one).includes(Buffer.from(again.text).toString('base64'))),
  ).toHaveLength(1)
})

test('what one user wrote is never shown to another', async () => {
  await opened().review({ ...writing, text: 'Bara min.' })
  const other = new WriteBack(
    () => patientId,
    () => {},
  )
  other.connect({ ...session, fhirUser: 'Practitioner/other' }, true)
  expect(other.shown.review).toBeNull()
  expect(JSON.stringify(sessionStorage.getItem('migranstod.writing'))).not.toContain('Bara min')
})
