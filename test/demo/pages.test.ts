import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import { authorizeUrl, frameOf, newVerifier, redeem } from './launch.ts'

let record: RunningRecord
let app: string

beforeAll(async () => {
  app = await mkdtemp(join(tmpdir(), 'app-'))
  await writeFile(join(app, 'index.html'), '<!doctype html><title>App</title>')
  await writeFile(join(app, 'index-abcd1234.js'), '')
  record = await startRecord({ port: 0, app, region: 'AB' })
})
afterAll(async () => {
  await record.close()
  await rm(app, { recursive: true })
})

const text = async (path: string): Promise<string> => (await fetch(record.url + path)).text()

describe('the record', () => {
  it('lists its patients and names none in the title', async () => {
    const page = await text('/?patient=demo-01')
    expect(page).toContain('Wikström, Maja')
    expect(/<title>(.*)<\/title>/.exec(page)?.[1]).toBe('Demojournal')
  })

  it('starts the app in a frame with a fresh launch each time', async () => {
    const [one, other] = [await frameOf(record), await frameOf(record)]
    expect(one.searchParams.get('iss')).toBe(`${record.url}/fhir`)
    expect(one.searchParams.get('launch')).not.toBe(other.searchParams.get('launch'))
    expect(await text('/?patient=demo-01&role=gp&tab=migranstod')).toContain('title="Migränstöd"')
  })

  it('tells the app its look, once the browser has told it', async () => {
    const verifier = newVerifier()
    const frame = await frameOf(record, 'demo-01', 'gp', { Cookie: 'record-theme=dark' })
    const url = authorizeUrl(record, verifier, { scope: 'launch openid', launch: frame.searchParams.get('launch') ?? '' })
    const back = await fetch(url, { redirect: 'manual' })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { token } = await redeem(record, code, verifier)
    const style = await (await fetch(String(token['smart_style_url']))).json()
    expect(style).toMatchObject({ color_background: '#1b2227' })
  })

  it.each([
    ['lakemedel', 'Metoprolol 100 mg depottablett'],
    ['diagnoser', 'G43.0'],
    ['matvarden', 'Huvudvärksdagar'],
    ['remisser', 'Inget antecknat'],
    ['oversikt', 'kronisk migrän'],
  ])('shows the tab %s', async (tab, content) => {
    expect(await text(`/?patient=demo-01&tab=${tab}`)).toContain(content)
  })

  it('hides who is protected', async () => {
    const page = await text('/?patient=demo-21&tab=oversikt')
    expect(page).toContain('Sekretessmarkering')
    expect(page).not.toMatch(/Holmgren|Påhittade gatan/)
  })

  it('escapes what it shows', async () => {
    expect(await text('/?patient=demo-01&role=%22%3E%3Cscript%3E&tab=%3Cscript%3E')).not.toContain('"><script>')
  })
})

describe('the app', () => {
  it('is served under a strict policy with settings of this record', async () => {
    const page = await fetch(`${record.url}/app/`)
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect((await fetch(`${record.url}/app/index-abcd1234.js`)).headers.get('cache-control')).toContain('immutable')
    const settings = await (await fetch(`${record.url}/app/site.json`)).json()
    expect(settings).toEqual({ clientId: 'migranstod', iss: [`${record.url}/fhir`], region: 'AB', scopeVersion: 2, write: false })
  })

  it('gives nothing outside its folder, and says so where it is not built', async () => {
    expect((await fetch(`${record.url}/app/..%2f..%2fetc%2fpasswd`)).status).toBe(404)
    const launch = await fetch(`${record.url}/app/launch.html`)
    expect(launch.status).toBe(503)
    expect(await launch.text()).toContain('inte byggd')
  })
})
