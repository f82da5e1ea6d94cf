import type { Bundle, CapabilityStatement, Condition, OperationOutcome, Resource } from '@medplum/fhirtypes'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noFaults } from '../../demo/options.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import { type Launched, launch } from './launch.ts'

let record: RunningRecord
let eva: Launched

beforeAll(async () => {
  record = await startRecord({ port: 0 })
  eva = await launch(record, { scope: 'launch patient/*.rs patient/ServiceRequest.cu patient/Observation.cru' })
})
afterEach(() => {
  Object.assign(record.faults, noFaults, { failures: {} })
})
afterAll(() => record.close())

async function bundle(app: Launched, path: string, headers?: Record<string, string>): Promise<Bundle> {
  const answer = await app.get(path, headers)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Bundle
}

const ids = (found: Bundle): (string | undefined)[] => (found.entry ?? []).map((entry) => entry.resource?.id)

describe('who may read what', () => {
  it('asks for a token', async () => {
    const answer = await fetch(`${record.url}/fhir/Condition?patient=demo-01`)
    expect(answer.status).toBe(401)
    expect(((await answer.json()) as OperationOutcome).issue?.[0]?.code).toBe('login')
  })

  it('never gives another patient away', async () => {
    expect((await eva.get('Patient/demo-02')).status).toBe(404)
    expect((await eva.get('Condition?patient=demo-02')).status).toBe(403)
    const all = await bundle(eva, 'Condition')
    expect(all.entry?.every((entry) => JSON.stringify(entry.resource).includes('Patient/demo-01'))).toBe(true)
  })

  it.each(['patient/Condition.rs', 'patient/Condition.read'])('keeps to %s', async (scope) => {
    const app = await launch(record, { scope: `launch openid fhirUser ${scope}` })
    expect((await bundle(app, 'Condition?patient=demo-01')).total).toBe(2)
    const refused = await app.get('Observation?patient=demo-01')
    expect(refused.status).toBe(403)
    expect(((await refused.json()) as OperationOutcome).resourceType).toBe('OperationOutcome')
    expect((await app.send('POST', 'Condition', {})).status).toBe(403)
    expect((await app.get('PractitionerRole/uppdrag-gp')).status).toBe(200)
    expect((await app.get('Practitioner/sjukskoterska')).status).toBe(404)
  })

  it('shows what names the patient by number only to that patient’s app, and to no other', async () => {
    const ingrid = await launch(record, { patient: 'demo-25' })
    const { resourceType, id } = byNumber()[0]!
    expect((await ingrid.get(`${resourceType}/${id}`)).status).toBe(200)
    expect((await bundle(ingrid, `Condition?_id=${id}`)).total).toBe(1)
    expect((await eva.get(`${resourceType}/${id}`)).status).toBe(404)
    expect((await bundle(eva, `Condition?_id=${id}`)).total).toBe(0)
    expect((await eva.get(`Condition?patient:identifier=${numberOf(byNumber()[0]!)}`)).status).toBe(403)
  })
})

/** The conditions of the demo patients that name their patient by number only. */
const byNumber = (): Condition[] =>
  (record.store.all('Condition') as Condition[]).filter(({ subject }) => subject?.reference === undefined && subject?.identifier)
const numberOf = ({ subject }: Condition): string => `${subject?.identifier?.system}|${subject?.identifier?.value}`

describe('whose is it: patient and subject find what servers find', () => {
  it('what names the patient by number only is found by that number, and not by the patient', async () => {
    const ingrid = await launch(record, { patient: 'demo-25' })
    const count = byNumber().length
    expect(count).toBeGreaterThan(0)
    const named = await bundle(ingrid, 'Condition?patient=demo-25&_count=500')
    expect(named.total).toBe(100 - count)
    expect(named.entry?.every(({ resource }) => (resource as Condition).subject?.reference === 'Patient/demo-25')).toBe(true)
    for (const name of ['patient', 'subject'])
      expect((await bundle(ingrid, `Condition?${name}:identifier=${encodeURIComponent(numberOf(byNumber()[0]!))}`)).total).toBe(count)
    expect((await bundle(ingrid, `Condition?patient:identifier=${encodeURIComponent('http://other.example|1')}`)).total).toBe(0)
  })

  it.each([
    ['relative', 'Patient/demo-09', 1],
    ['absolute', '{base}/Patient/demo-09', 1],
    ['of a version', 'Patient/demo-09/_history/1', 1],
    ['at another server', 'https://other.example/fhir/Patient/demo-09', 0],
    ['conditional', 'Patient?identifier=http://electronichealth.se/identifier/personnummer|1', 0],
  ])('a reference that is %s', async (_, reference, total) => {
    const app = await launch(record, { patient: 'demo-09', scope: 'launch user/*.rs' })
    const base = `${record.url}/fhir`
    record.store.put({
      resourceType: 'Procedure',
      id: 'named',
      status: 'completed',
      subject: { reference: reference.replace('{base}', base) },
    } as Parameters<typeof record.store.put>[0])
    for (const query of ['patient=demo-09', 'patient=Patient/demo-09', `subject=${base}/Patient/demo-09`, 'subject:Patient=demo-09'])
      expect([query, (await bundle(app, `Procedure?${query}&_id=named`)).total]).toEqual([query, total])
    expect((await bundle(app, 'Procedure?patient=demo-08&_id=named')).total).toBe(0)
    expect((await bundle(app, 'Procedure?patient=https://other.example/fhir/Patient/demo-09&_id=named')).total).toBe(0)
  })
})

describe('search', () => {
  it.each([
    ['Observation?patient=demo-01&code=8480-6', 0],
    ['Observation?patient=Patient/demo-01&code=http://loinc.org|85354-9', 1],
    ['Observation?subject=Patient/demo-01&code=85354-9,hit-6', 2],
    ['Observation?subject:Patient=demo-01&code=https://migranstod.example/fhir/CodeSystem/headache-diary|', 13],
    ['Observation?patient=demo-01&combo-code=8480-6', 1],
    ['Observation?patient=demo-01&combo-code=http://loinc.org|85354-9', 1],
    ['Observation?patient=demo-01&combo-code=http://loinc.org|8480-6,http://loinc.org|8462-4,hit-6', 2],
    ['Observation?patient=demo-01&combo-code=http://loinc.org|1-1', 0],
    ['MedicationRequest?patient=demo-01&status=active', 1],
    ['MedicationRequest?patient=demo-01&status:not=active', 2],
    ['MedicationRequest?patient=demo-01&code=http://www.whocc.no/atc|N02CC01', 1],
    ['Condition?patient=demo-01&category=problem-list-item&clinical-status=active', 2],
    ['Condition?patient=demo-01&code=G43.0', 1],
    ['Condition?patient=demo-01&code:not=G43.0', 1],
    ['Condition?_id=demo-01-c1', 1],
    ['Condition?patient=demo-01&onset-date:missing=true', 1],
    ['Observation?patient=demo-01&date=gt2100-01-01', 0],
    ['Observation?patient=demo-01&date=ge2000-01-01&category=vital-signs', 1],
    ['Observation?patient=demo-01&_lastUpdated=ge2020', 14],
    ['AllergyIntolerance?patient=demo-01', 1],
    ['Patient?_id=demo-01', 1],
  ])('%s finds %i', async (path, total) => {
    expect((await bundle(eva, path)).total).toBe(total)
  })

  it('takes a form as well', async () => {
    const answer = await fetch(`${record.url}/fhir/MedicationRequest/_search`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${eva.token.access_token}` },
      body: new URLSearchParams({ patient: 'demo-01', status: 'active' }),
    })
    expect(await answer.json()).toMatchObject({ total: 1, type: 'searchset' })
  })

  it('refuses what it does not know, or ignores and tells it where that was asked for', async () => {
    const strict = await eva.get('Condition?patient=demo-01&shoe-size=42')
    expect(strict.status).toBe(400)
    expect(((await strict.json()) as OperationOutcome).issue?.[0]?.diagnostics).toContain('shoe-size')
    const lenient = await bundle(eva, 'Condition?patient=demo-01&shoe-size=42', { Prefer: 'handling=lenient' })
    expect(lenient.total).toBe(2)
    expect(lenient.entry?.at(-1)).toMatchObject({ search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome' } })
  })

  it('pages with opaque links that hold for the same launch only', async () => {
    let found = await bundle(eva, 'Observation?patient=demo-01&_count=5')
    const seen = [...ids(found)]
    const first = linkOf(found)
    expect(first).not.toMatch(/patient|Observation/)
    for (let next = first; next; next = linkOf(found)) {
      found = await bundle(eva, next)
      seen.push(...ids(found))
    }
    expect(new Set(seen).size).toBe(found.total)
    expect((await (await launch(record)).get(first ?? '')).status).toBe(404)
  })

  it('includes what a match refers to', async () => {
    const hanna = await launch(record, { patient: 'demo-29' })
    const found = await bundle(hanna, 'MedicationRequest?patient=demo-29&_include=MedicationRequest:medication')
    expect(found.total).toBe(2)
    const included = found.entry?.filter((entry) => entry.search?.mode === 'include')
    expect(included?.map((entry) => entry.resource?.resourceType)).toEqual(['Medication', 'Medication'])
    expect((await hanna.get('MedicationRequest?patient=demo-29&_include=MedicationRequest:nothing')).status).toBe(400)
    const without = await launch(record, { patient: 'demo-29', scope: 'launch patient/MedicationRequest.rs' })
    expect((await bundle(without, 'MedicationRequest?patient=demo-29&_include=MedicationRequest:medication')).entry).toHaveLength(2)
  })

  it('is as the CapabilityStatement says', async () => {
    const statement = (await (await fetch(`${record.url}/fhir/metadata`)).json()) as CapabilityStatement
    const resources = statement.rest?.[0]?.resource ?? []
    expect(resources.length).toBe(19)
    const user = await launch(record, { scope: 'launch user/*.rs' })
    for (const { type, searchParam } of resources) {
      const values = { token: 'a|b', date: '2020', string: 'a', uri: 'a:b', reference: 'Patient/none' } as Record<string, string>
      const query = (searchParam ?? []).map(({ name, type: kind }) => `${name}=${values[kind ?? '']}`)
      expect((await user.get(`${type}?${query.join('&')}`)).status, type).toBe(200)
    }
  })
})

describe('writing', () => {
  const referral = (): Resource & { id?: string } => ({
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    subject: { reference: 'Patient/demo-01' },
    identifier: [{ system: 'urn:test', value: 'one' }],
  })

  it('creates, reads back, updates by version, and lets nobody overwrite blindly', async () => {
    const created = await eva.send('POST', 'ServiceRequest', referral())
    expect(created.status).toBe(201)
    const stored = (await created.json()) as Resource & { id: string }
    expect(created.headers.get('location')).toBe(`${record.url}/fhir/ServiceRequest/${stored.id}`)
    const etag = created.headers.get('etag') ?? ''
    const changed = await eva.send('PUT', `ServiceRequest/${stored.id}`, { ...stored, status: 'active' }, { 'If-Match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).toBe('W/"2"')
    expect((await eva.send('PUT', `ServiceRequest/${stored.id}`, stored, { 'If-Match': etag })).status).toBe(412)
    expect((await bundle(eva, `ServiceRequest?_id=${stored.id}&status=active`)).total).toBe(1)
  })

  it('creates only once what says so', async () => {
    const header = { 'If-None-Exist': 'identifier=urn:test|two' }
    const body = { ...referral(), identifier: [{ system: 'urn:test', value: 'two' }] }
    expect((await eva.send('POST', 'ServiceRequest', body, header)).status).toBe(201)
    expect((await eva.send('POST', 'ServiceRequest', body, header)).status).toBe(200)
  })

  it.each([
    ['a wrong required code', { status: 'perhaps' }],
    ['a missing required element', { intent: undefined }],
    ['an unknown element', { shoeSize: 42 }],
  ])('refuses %s', async (_what, change) => {
    const answer = await eva.send('POST', 'ServiceRequest', { ...referral(), ...change })
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as OperationOutcome).issue?.length).toBeGreaterThan(1)
  })

  it('refuses what is not granted, not this patient, or not to be written', async () => {
    expect((await eva.send('POST', 'Condition', { resourceType: 'Condition' })).status).toBe(403)
    expect((await eva.send('POST', 'ServiceRequest', { ...referral(), subject: { reference: 'Patient/demo-02' } })).status).toBe(403)
    expect((await eva.send('PUT', 'ServiceRequest/none', { ...referral(), id: 'none' })).status).toBe(404)
    expect((await eva.send('POST', 'ServiceRequest', 'no resource')).status).toBe(400)
  })
})

describe('servers that differ', () => {
  it.each([
    [403, 403],
    [404, 404],
    [500, 500],
    ['unknownParameter', 400],
    ['html', 200],
    ['empty', 200],
  ] as const)('%s is answered with %i', async (failure, status) => {
    record.faults.failures = { Condition: failure }
    expect((await eva.get('Condition?patient=demo-01')).status).toBe(status)
    expect((await eva.get('Observation?patient=demo-01')).status).toBe(200)
  })

  it('can hang', async () => {
    record.faults.failures = { Condition: 'timeout' }
    const hangs = new Promise((resolve) => Object.assign(record.faults, { unanswered: () => resolve('hangs') }))
    const hanging = eva.get('Condition?patient=demo-01').then(() => 'answered')
    await expect(Promise.race([hanging.catch(() => 'closed'), hangs])).resolves.toBe('hangs')
    expect((await eva.get('Observation?patient=demo-01')).status).toBe(200)
    expect(await Promise.race([hanging.catch(() => 'closed'), Promise.resolve('hangs')])).toBe('hangs')
  })

  it('can lack includes and searches by code, page small, and write links their own way', async () => {
    Object.assign(record.faults, { include: false, codeSearch: false, pageSize: 2, nextLinks: 'relative' })
    expect((await eva.get('MedicationRequest?patient=demo-01&_include=MedicationRequest:medication')).status).toBe(400)
    expect((await eva.get('Observation?patient=demo-01&code=85354-9')).status).toBe(400)
    expect(linkOf(await bundle(eva, 'Observation?patient=demo-01&_count=100'))).toMatch(/^\/fhir\?_page=/)
    record.faults.nextLinks = 'otherOrigin'
    expect(linkOf(await bundle(eva, 'Observation?patient=demo-01'))).toMatch(/^http:\/\/internal\.invalid/)
  })

  it('can lack searches by combo-code, and by date', async () => {
    const [combined, dated] = ['Observation?patient=demo-01&combo-code=8480-6', 'Observation?patient=demo-01&date=ge2000-01-01']
    record.faults.comboCodeSearch = false
    expect([(await eva.get(combined)).status, (await eva.get(dated)).status]).toEqual([400, 200])
    Object.assign(record.faults, { comboCodeSearch: true, dateSearch: false })
    expect([(await eva.get(combined)).status, (await eva.get(dated)).status]).toEqual([200, 400])
  })

  it('can be slow, and is watched', async () => {
    record.faults.delay = 60
    record.requests.length = 0
    await eva.get('Patient/demo-01')
    expect(record.requests).toMatchObject([{ method: 'GET', path: '/fhir/Patient/demo-01', status: 200 }])
    expect(record.requests[0]?.milliseconds).toBeGreaterThan(50)
  })
})

const linkOf = (found: Bundle): string | undefined => found.link?.find((link) => link.relation === 'next')?.url
