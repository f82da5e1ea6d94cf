/** Reading from a server over real HTTP: what servers are known to do (contract §6; field faults A7, A10 to A13, E3). */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as settled } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { kinds } from '../../src/core/record.ts'
import { neededKinds, scopes, searches } from '../../src/fhir/needs.ts'
import { type Ask, follow, readServer, SessionEnded, TooLarge } from '../../src/fhir/server.ts'
import { rules } from '../../src/rules.ts'
import { ATC, asOfDay, coding, condition, type Document, documentOf, METO_FAIL, MIG, P, type Resource, request, short } from '../bundle.ts'

type Answer = (path: string, request: IncomingMessage, response: ServerResponse) => object | string | number | undefined
const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A number is a status; nothing is an answer that the handler gave itself, or never. */
async function listen(answer: Answer): Promise<{ base: string; asked: string[]; tokens: (string | undefined)[] }> {
  const asked: string[] = []
  const tokens: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    tokens.push(request.headers.authorization)
    const body = answer(request.url!.replace(/^\/fhir\//, ''), request, response)
    if (body === undefined) return
    response.statusCode = typeof body === 'number' ? body : 200
    response.setHeader('Content-Type', typeof body === 'string' ? 'text/html' : 'application/fhir+json')
    response.end(typeof body === 'object' ? JSON.stringify(body) : typeof body === 'string' ? body : '{}')
  })
  open.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`, asked, tokens }
}

const asks = (base: string): Ask => {
  return async (path, signal) => {
    const response = await fetch(/^https?:/.test(path) ? path : `${base}/${path}`, { signal, headers: { Authorization: 'Bearer secret' } })
    if (!response.ok) throw Object.assign(new Error(response.statusText), { status: response.status })
    return response.json()
  }
}
const bundle = (resources: (Resource | undefined)[], next?: string, more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(next ? { link: [{ relation: 'next', url: next }] } : {}),
  entry: resources.filter(Boolean).map((resource) => ({ resource })),
  ...more,
})
const needed = neededKinds(rules.guidelines, rules.vocabulary)
const wanted = searches(needed, rules, 'p1', asOfDay)
/** A server that has the patient, and nothing but what `answer` gives. */
const serve = (answer: Answer) => listen((path, ...rest) => answer(path, ...rest) ?? (path.startsWith('Patient/') ? P : bundle([])))
const read = (base: string, site: { sameServer?: string[]; notKept?: (typeof kinds)[number][] } = {}) =>
  readServer(asks(base), 'p1', wanted, { base, notKept: site.notKept ?? [], sameServer: site.sameServer ?? [] })
const document = async (...of: Parameters<typeof read>): Promise<Document> => documentOf(await read(...of))
const stroke = condition('I63.9', { id: 'stroke' })

test('one wave of searches, and nothing is asked twice', async () => {
  const { base, asked } = await serve(() => undefined)
  const { read: ended, facts } = await document(base)
  expect(asked).toHaveLength(needed.length + 1)
  expect(new Set(asked.map((path) => path.replace(/\?.*/, '').replace('/fhir/', '')))).toEqual(new Set(['Patient/p1', ...needed]))
  for (const kind of needed) expect([kind, ended[kind].status, ended[kind].count]).toEqual([kind, 'complete', 0])
  expect(short(facts.valproateOngoing)).toBe(false)
})

const secondPage = async (link: (base: string) => string) => {
  const paths: string[] = []
  const { base } = await serve((path, { headers }) => {
    if (!path.startsWith('Condition')) return undefined
    paths.push(path)
    return path.includes('_p=2') ? bundle([stroke]) : bundle([MIG], link(`http://${headers.host}/fhir`))
  })
  return { ...(await document(base)), paths }
}
test.each<[string, (base: string) => string]>([
  ['a bare path', () => '/fhir/Condition?_p=2&code=http://www.whocc.no/atc%7CN02CC01'],
  ['relative to the server', () => 'Condition?_p=2'],
  ['absolute', (base) => `${base}/Condition?_p=2`],
  ['percent-encoded', (base) => `${base}/Condition?_p=2&x=%22a%7Cb%22+c`],
  ['6 kB long', (base) => `${base}/Condition?_p=2&token=${'a'.repeat(6000)}`],
])('every page is followed: %s', async (_, link) => {
  const { read: ended, facts, paths } = await secondPage(link)
  expect([ended.Condition.status, ended.Condition.count, short(facts.cerebrovascularDisease)]).toEqual(['complete', 2, true])
  expect(paths[1]).toBe(link('http://x/fhir').replace(/^.*\/fhir\//, ''))
})

test('the port of the scheme is the same origin; a link that is none ends the kind', () => {
  const site = { base: 'https://ehr.example/fhir', sameServer: [] }
  expect(follow('https://ehr.example:443/fhir?_getpages=1', site)).toBe('https://ehr.example:443/fhir?_getpages=1')
  expect(follow('https://ehr.example:443:443/fhir?_getpages=1', site)).toBeNull()
  expect(follow('http://ehr.example/fhir?_getpages=1', site)).toBeNull()
  expect(follow('https://ehr.example.evil.test/fhir?x', site)).toBeNull()
  expect(follow('//evil.test/fhir', site)).toBeNull()
})

test('a next link to another origin: never sent the token; the kind is failed, cut short', async () => {
  const other = await listen(() => bundle([stroke]))
  const { base } = await serve((path) => (path.startsWith('Condition') ? bundle([MIG], `${other.base}/Condition?_p=2`) : undefined))
  const { read: ended, facts } = await document(base)
  expect(other.asked).toEqual([])
  expect(ended.Condition).toMatchObject({ status: 'failed', reason: 'cut short', count: 1 })
  expect([facts.migraine, facts.cerebrovascularDisease].map(short)).toEqual([true, 'notRead'])
})
test('… unless the site names that address as the record’s own: then it is asked for at the record’s', async () => {
  const other = await listen(() => bundle([stroke]))
  const { base } = await serve((path) =>
    path.startsWith('Condition') ? (path.includes('_p=2') ? bundle([stroke]) : bundle([MIG], `${other.base}/Condition?_p=2`)) : undefined,
  )
  const { read: ended } = await document(base, { sameServer: [other.base] })
  expect([other.asked, ended.Condition.status, ended.Condition.count]).toEqual([[], 'complete', 2])
  expect(follow('http://inner.evil/x', { base, sameServer: ['http://inner'] })).toBeNull()
})

const paged = (total: object) => (path: string) =>
  path.startsWith('Condition')
    ? path.includes('_p=2')
      ? bundle(
          [3, 4, 5].map((n) => ({ ...MIG, id: `c${n}` })),
          undefined,
          total,
        )
      : bundle(
          [1, 2, 3].map((n) => ({ ...MIG, id: `c${n}` })),
          'Condition?_p=2',
          total,
        )
    : undefined
test.each([
  ['six: one is missing', { total: 6 }, 'failed'],
  ['five: all are there', { total: 5 }, 'complete'],
  ['none', {}, 'complete'],
  ['too small', { total: 2 }, 'complete'],
])('pages that repeat an entry; total %s', async (_, total, status) => {
  const { base } = await serve(paged(total))
  const { read: ended } = await document(base)
  expect([ended.Condition.status, ended.Condition.count]).toEqual([status, 5])
})

test('400 for an unknown parameter: asked once more with what every server knows', async () => {
  const { base, asked } = await serve((path) =>
    /_include|code=/.test(path) ? 400 : path.startsWith('MedicationRequest') ? bundle([METO_FAIL]) : undefined,
  )
  const { read: ended, facts } = await document(base)
  expect(needed.map((kind) => ended[kind].status)).toEqual(needed.map(() => 'complete'))
  expect([short(facts.preventivesFailed), asked.filter((path) => path.includes('/MedicationRequest')).length]).toEqual(['1..?', 2])
})

const failures = { Condition: 403, MedicationStatement: 404, Observation: 500 } as const
test('each kind fails on its own, with its reason; what the others say stands', async () => {
  const { base } = await serve(
    (path) =>
      failures[path.split('?')[0] as keyof typeof failures] ??
      (path.startsWith('QuestionnaireResponse') ? '<html>login</html>' : undefined),
  )
  const { read: ended, facts } = await document(base)
  const of = (kind: string) => [ended[kind].status, ended[kind].reason]
  expect(['Condition', 'MedicationStatement', 'Observation', 'QuestionnaireResponse', 'MedicationRequest'].map(of)).toEqual([
    ['failed', 'refused'],
    ['failed', 'not supported'],
    ['failed', 'failed'],
    ['failed', 'failed'],
    ['complete', undefined],
  ])
  expect([facts.migraine, facts.valproateOngoing, facts.headacheDays].map(short)).toEqual(Array(3).fill('notRead'))
})

test('a failure on a later page keeps what was read', async () => {
  const { base } = await serve((path) =>
    path.startsWith('Condition') ? (path.includes('_p=2') ? 404 : bundle([MIG], 'Condition?_p=2')) : undefined,
  )
  const { read: ended, facts } = await document(base)
  expect(ended.Condition).toMatchObject({ status: 'failed', reason: 'cut short', count: 1 })
  expect(short(facts.migraine)).toBe(true)
})

test('a kind that does not answer in time: failed after ten seconds, the rest stands', async () => {
  const { base } = await serve(() => undefined)
  let answered = 0
  const slow: Ask = async (path, signal) => {
    if (path.startsWith('Condition')) return new Promise(() => signal)
    const answer = await asks(base)(path, signal)
    answered++
    return answer
  }
  // The clock of the reader alone is moved on, when all else has come.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let isRead = false
    const reading = readServer(slow, 'p1', wanted, { base, notKept: [], sameServer: [] }).finally(() => {
      isRead = true
    })
    while (answered < needed.length) await settled()
    await vi.advanceTimersByTimeAsync(9_999)
    await settled()
    expect(isRead, 'before the time is out').toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    const { kinds: ended } = await reading
    expect([ended.Condition.status, ended.Condition.reason, ended.Observation.status]).toEqual(['failed', 'timed out', 'complete'])
  } finally {
    vi.useRealTimers()
  }
})

test('OperationOutcome in a searchset, and in its place', async () => {
  const outcome = (severity: string) => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity, code: 'x', diagnostics: 'said the server' }],
  })
  const { base } = await serve((path) =>
    path.startsWith('Condition')
      ? bundle([outcome('error'), MIG])
      : path.startsWith('Procedure')
        ? outcome('error')
        : path.startsWith('Observation')
          ? bundle([outcome('warning')])
          : undefined,
  )
  const { read: ended } = await document(base)
  expect([ended.Condition, ended.Procedure, ended.Observation].map(({ status, reason, count }) => [status, reason, count])).toEqual([
    ['failed', 'said the server', 1],
    ['failed', 'said the server', 0],
    ['complete', 'said the server', 0],
  ])
})

test.each(['Condition', 'Patient/', 'Medication?'])('401 on %s: the session ended, nothing is shown as whole', async (which) => {
  const { base } = await serve((path) =>
    path.startsWith(which) ? 401 : path.startsWith('MedicationRequest') ? bundle([referring('m1')]) : undefined,
  )
  await expect(read(base)).rejects.toBeInstanceOf(SessionEnded)
})

const referring = (id: string): Resource => ({
  ...request(
    {},
    { id: `r-${id}`, authoredOn: '2026-11-01', medicationReference: { reference: `Medication/${id}`, display: `drug ${id}` } },
  ),
  medicationCodeableConcept: undefined,
})
const drug = (id: string): Resource => ({ resourceType: 'Medication', id, code: coding(ATC, 'N03AX11') })

test('drugs that come with their orders need no further request', async () => {
  const { base, asked } = await serve((path) =>
    path.startsWith('MedicationRequest') ? bundle([referring('m1'), drug('m1')], undefined, { total: 1 }) : undefined,
  )
  const { facts, read: ended } = await document(base)
  expect([short(facts.topiramateOngoing), ended.MedicationRequest.status, asked.some((path) => path.includes('/Medication?'))]).toEqual([
    true,
    'complete',
    false,
  ])
})
test('without _include: one further wave, one request for all', async () => {
  const orders = Array.from({ length: 40 }, (_, n) => referring(`m${n}`))
  const { base, asked } = await serve((path) =>
    path.startsWith('MedicationRequest')
      ? bundle(orders)
      : path.startsWith('Medication?')
        ? bundle(orders.map((_, n) => drug(`m${n}`)))
        : undefined,
  )
  const { facts } = await document(base)
  expect([short(facts.topiramateOngoing), asked.filter((path) => /Medication[?/]/.test(path)).length, asked.length]).toEqual([
    true,
    1,
    needed.length + 2,
  ])
})
test('a server that cannot search drugs by id is asked for each; one that is gone stays not coded, and the kind complete', async () => {
  const { base } = await serve((path) =>
    path.startsWith('MedicationRequest')
      ? bundle([referring('m1'), referring('gone')])
      : path.startsWith('Medication?')
        ? 400
        : path === 'Medication/m1'
          ? drug('m1')
          : path.startsWith('Medication/')
            ? 404
            : undefined,
  )
  const { read: ended, trials, problems } = await document(base)
  expect(ended.MedicationRequest.status).toBe('complete')
  expect(trials.map(({ substance, name }: Document) => [substance, name]).sort()).toEqual(
    [
      ['N03AX11', 'topiramate'],
      [null, 'drug gone'],
    ].sort(),
  )
  expect(problems.length).toBeGreaterThan(0)
})

test('a kind that the record does not keep is not asked for, and is no obstacle', async () => {
  const { base, asked } = await serve(() => undefined)
  const { read: ended, facts } = await document(base, {
    notKept: ['MedicationStatement', 'MedicationDispense', 'MedicationAdministration'],
  })
  expect(asked.some((path) => path.includes('MedicationStatement'))).toBe(false)
  expect([ended.MedicationStatement.status, short(facts.valproateOngoing)]).toEqual(['notAsked', false])
})
test('… but if it keeps neither prescriptions nor statements, silence proves nothing', async () => {
  const { base } = await serve(() => undefined)
  const { facts } = await document(base, { notKept: ['MedicationStatement', 'MedicationRequest'] })
  expect(facts.valproateOngoing.status).toBe('unknown')
})

test('resources of another patient among the answers are not used', async () => {
  const { base } = await serve((path) =>
    path.startsWith('Condition') ? bundle([{ ...stroke, subject: { reference: 'Patient/p2' } }]) : undefined,
  )
  const { facts, problems } = await document(base)
  expect([short(facts.cerebrovascularDisease), problems.length]).toEqual(['notRead', 1])
})

test('the token goes to the record alone, with every request', async () => {
  const { base, tokens } = await serve(() => undefined)
  await read(base)
  expect(new Set(tokens)).toEqual(new Set(['Bearer secret']))
})

test('the list of needs serves searches and scopes alike', () => {
  expect(kinds.filter((kind) => needed.includes(kind))).toEqual(needed)
  expect(needed).toEqual(
    expect.arrayContaining(['Condition', 'MedicationRequest', 'Observation', 'AllergyIntolerance', 'ServiceRequest', 'Procedure']),
  )
  for (const kind of needed) {
    expect(scopes(needed, 'launch', 2)).toContain(`patient/${kind}.rs`)
    expect(scopes(needed, 'launch', 1)).toContain(`patient/${kind}.read`)
  }
  expect(scopes(needed, 'launch', 2)).not.toMatch(/\*|write|\.c/)
  for (const { ways } of searches(needed, rules, 'å/1', asOfDay))
    for (const query of ways.flat()) expect(query).toContain('patient=%C3%A5%2F1')
})

test.each<[string, unknown, string]>([
  ['null', null, 'failed'],
  ['a list', [], 'failed'],
  ['a number', 7, 'failed'],
  ['a text', 'x', 'failed'],
  ['an empty object', {}, 'another type'],
  ['one resource', MIG, 'another type'],
  ['an outcome', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', diagnostics: 'Nej' }] }, 'Nej'],
  ['a Bundle of another type', { ...bundle([MIG]), type: 'collection' }, 'another type'],
  ['a Bundle of history', { ...bundle([MIG]), type: 'history' }, 'another type'],
  ['resources of another kind', bundle([request('C07AB02')]), 'another type'],
  ['another patient', bundle([{ ...P, id: 'p2' }]), 'another type'],
  ['a next link that is no text', bundle([MIG], undefined, { link: [{ relation: 'next', url: 7 }] }), 'cut short'],
  ['a next link in capitals, to nowhere', bundle([MIG], undefined, { link: [{ relation: 'NEXT' }] }), 'cut short'],
  ['links that are no list', bundle([MIG], undefined, { link: {} }), 'cut short'],
  ['an outcome of a severity nobody knows', bundle([MIG, { resourceType: 'OperationOutcome', issue: [{ severity: 'severe' }] }]), 'failed'],
  ['an outcome without an issue', bundle([MIG, { resourceType: 'OperationOutcome' }]), 'failed'],
])('a search answered with %s has failed; silence on it proves nothing', async (_, answer, reason) => {
  const ask: Ask = async (path) => (path.startsWith('Patient/') ? P : path.startsWith('Condition') ? answer : bundle([]))
  const reading = await readServer(ask, 'p1', wanted, { base: 'https://ehr.example/fhir', notKept: [], sameServer: [] })
  const found = await documentOf(reading)
  expect(found.read.Condition).toMatchObject({ status: 'failed', reason })
  expect(short(found.facts.cardiovascularDisease)).toBe('notRead')
  expect(found.drugs.find(({ substance }: Document) => substance === 'N02CC01').verdict).toBe('cannotJudge')
})

test.each<[string, unknown]>([
  ['an entry of null', [null]],
  ['a number', [7]],
  ['an entry without resource', [{ fullUrl: 'x' }]],
  ['a resource of a type that does not exist', [{ resource: { resourceType: 'Conditions', id: 'x' } }]],
])('%s in a search: the kind that was asked for is open, no other', async (_, entry) => {
  const ask: Ask = async (path) =>
    path.startsWith('Patient/')
      ? P
      : path.startsWith('MedicationRequest')
        ? { resourceType: 'Bundle', type: 'searchset', entry }
        : bundle([])
  const { read, facts } = await documentOf(
    await readServer(ask, 'p1', wanted, { base: 'https://ehr.example/fhir', notKept: [], sameServer: [] }),
  )
  expect([read.MedicationRequest.status, read.Condition.status]).toEqual(['partial', 'complete'])
  expect(short(facts.valproateOngoing)).toBe('notRead')
})

test('an answer too large to be read fails its kind', async () => {
  const ask: Ask = async (path) => {
    if (path.startsWith('Condition')) throw new TooLarge()
    return path.startsWith('Patient/') ? P : bundle([])
  }
  const { read } = await documentOf(await readServer(ask, 'p1', wanted, { base: 'https://ehr.example/fhir', notKept: [], sameServer: [] }))
  expect(read.Condition).toMatchObject({ status: 'failed', reason: 'too large' })
})

test('a record that shows a part of a kind only: what is shown counts, silence proves nothing', async () => {
  const pregnancy = condition(coding('http://snomed.info/sct', '118185001'), { recordedDate: '2026-10-01' })
  const ask: Ask = async (path) => (path.startsWith('Patient/') ? P : path.startsWith('Condition') ? bundle([pregnancy]) : bundle([]))
  const shows = { Condition: 'bara aktiva graviditeter', MedicationRequest: 'dosdispenserade läkemedel' }
  const site = { base: 'https://ehr.example/fhir', notKept: [], sameServer: [], shows }
  const { read, facts, drugs } = await documentOf(await readServer(ask, 'p1', wanted, site))
  expect(read.Condition).toMatchObject({ status: 'partial', count: 1, reason: shows.Condition })
  expect([facts.pregnant, facts.cardiovascularDisease, facts.valproateOngoing, facts.preventivesFailedProven].map(short)).toEqual([
    true,
    'notRead',
    'notRead',
    0,
  ])
  expect(drugs.find(({ substance }: Document) => substance === 'N02CC01').verdict).toBe('cannotJudge')
})
