import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { noFaults } from '../../demo/options.ts'
import { type RunningRecord, startRecord } from '../../demo/record.ts'
import { allows } from '../../demo/signin/scopes.ts'
import { askToken, authorizeUrl, frameOf, launch, newVerifier, readScopes, redeem } from './launch.ts'

let record: RunningRecord

beforeAll(async () => {
  record = await startRecord({ port: 0 })
})
afterEach(() => {
  Object.assign(record.faults, noFaults)
})
afterAll(() => record.close())

describe('discovery', () => {
  it('tells where to sign in and what can be asked for', async () => {
    const found = await (await fetch(`${record.url}/fhir/.well-known/smart-configuration`)).json()
    expect(found).toMatchObject({
      issuer: record.url,
      authorization_endpoint: `${record.url}/oidc/auth`,
      token_endpoint: `${record.url}/oidc/token`,
      code_challenge_methods_supported: ['S256'],
    })
    expect(found.capabilities).toEqual(
      expect.arrayContaining(['launch-ehr', 'launch-standalone', 'client-public', 'permission-v1', 'permission-v2']),
    )
    const keys = await (await fetch(found.jwks_uri)).json()
    expect(keys.keys).toHaveLength(1)
    const openid = await (await fetch(`${record.url}/.well-known/openid-configuration`)).json()
    expect(openid).toMatchObject({ issuer: found.issuer, token_endpoint: found.token_endpoint, jwks_uri: found.jwks_uri })
  })
})

describe('EHR launch', () => {
  it('gives the opened patient, the user of the chosen role and a token in one redirect', async () => {
    const { token, idToken, get } = await launch(record, { patient: 'demo-03', role: 'neurologist' })
    expect(token).toMatchObject({ patient: 'demo-03', need_patient_banner: false, token_type: 'Bearer', scope: readScopes })
    expect(idToken).toMatchObject({ iss: record.url, fhirUser: `${record.url}/fhir/PractitionerRole/uppdrag-neurolog` })
    expect((await get('Patient/demo-03')).status).toBe(200)
  })

  it('does not work without PKCE, nor with the wrong verifier or the plain method', async () => {
    const handle = (await frameOf(record)).searchParams.get('launch') ?? ''
    const bare = await fetch(authorizeUrl(record, undefined, { scope: readScopes, launch: handle }), { redirect: 'manual' })
    expect(bare.headers.get('location')).toContain('error=invalid_request')
    const plain = authorizeUrl(record, undefined, {
      scope: readScopes,
      launch: handle,
      code_challenge: newVerifier(),
      code_challenge_method: 'plain',
    })
    expect((await fetch(plain, { redirect: 'manual' })).headers.get('location')).toContain('error=invalid_request')
    const good = await fetch(authorizeUrl(record, newVerifier(), { scope: readScopes, launch: handle }), { redirect: 'manual' })
    const code = new URL(good.headers.get('location') ?? '').searchParams.get('code') ?? ''
    await expect(redeem(record, code, newVerifier())).rejects.toThrow('invalid_grant')
  })

  it('refuses another aud, an unknown launch and an unregistered redirect address', async () => {
    await expect(launch(record, { aud: 'https://elsewhere.example/fhir' })).rejects.toThrow('aud')
    await launch(record, { aud: `${record.url}/fhir/` })
    const stale = await fetch(authorizeUrl(record, newVerifier(), { scope: readScopes, launch: 'never-minted' }), { redirect: 'manual' })
    expect(stale.headers.get('location')).toContain('error=invalid_request')
    const redirect = `${record.url}/app/index.html/`
    const other = await fetch(authorizeUrl(record, newVerifier(), { scope: readScopes, redirect_uri: redirect }), { redirect: 'manual' })
    expect(other.status).toBe(400)
  })

  it('keeps two launches of different people and patients apart', async () => {
    const [one, other] = await Promise.all([launch(record), launch(record, { patient: 'demo-02', role: 'nurse' })])
    expect([one.token['patient'], other.token['patient']]).toEqual(['demo-01', 'demo-02'])
    expect(one.idToken['sub']).not.toBe(other.idToken['sub'])
  })
})

describe('SMART Web Messaging', () => {
  const scope = 'launch messaging/scratchpad'

  it('is offered with the handle of the frame that the app stands in, to who asks for it', async () => {
    const { token } = await launch(record, { scope })
    expect(token['smart_web_messaging_origin']).toBe(record.url)
    expect(token['smart_web_messaging_handle']).toMatch(/^[0-9a-f-]{36}$/)
    expect((await launch(record)).token).not.toHaveProperty('smart_web_messaging_handle')
    const page = await (await fetch(`${record.url}/?patient=demo-01&tab=migranstod`)).text()
    expect(/data-handle="([^"]+)"/.exec(page)?.[1]).not.toBe(token['smart_web_messaging_handle'])
  })

  it('can be turned off', async () => {
    record.faults.webMessaging = 'off'
    expect((await launch(record, { scope })).token).not.toHaveProperty('smart_web_messaging_handle')
  })
})

describe('standalone launch', () => {
  it('lets the user pick the patient', async () => {
    const verifier = newVerifier()
    const started = await fetch(authorizeUrl(record, verifier, { scope: 'launch/patient openid fhirUser patient/*.rs' }), {
      redirect: 'manual',
    })
    let jar = cookies(started)
    const page = await fetch(new URL(started.headers.get('location') ?? '', record.url), { headers: { Cookie: jar } })
    expect(await page.text()).toContain('Lindqvist, Eva')
    const picked = await fetch(page.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: jar },
      body: new URLSearchParams({ role: 'nurse', patient: 'demo-05' }),
    })
    jar = [jar, cookies(picked)].filter(Boolean).join('; ')
    const back = await fetch(picked.headers.get('location') ?? '', { redirect: 'manual', headers: { Cookie: jar } })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { token, idToken } = await redeem(record, code, verifier)
    expect(token).toMatchObject({ patient: 'demo-05', need_patient_banner: true })
    expect(idToken['fhirUser']).toContain('sjukskoterska')
  })
})

describe('tokens', () => {
  it('are refreshed with the same context, once per refresh token', async () => {
    const { token } = await launch(record, { scope: 'launch openid offline_access patient/Condition.rs' })
    expect(token.scope).toContain('offline_access')
    const form = { grant_type: 'refresh_token', refresh_token: token.refresh_token ?? '' }
    const second = await askToken(record, form)
    expect(await second.json()).toMatchObject({ patient: 'demo-01', scope: token.scope })
    expect((await askToken(record, form)).status).toBe(400)
  })

  it('are not refreshed unless that was asked for', async () => {
    expect((await launch(record, { scope: 'launch patient/Condition.rs' })).token.refresh_token).toBeUndefined()
  })

  it('expire', async () => {
    record.faults.tokenLifetime = 1
    const { get, token } = await launch(record)
    expect(token['expires_in']).toBe(1)
    expect((await get('Patient/demo-01')).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_100 })
    try {
      expect((await get('Patient/demo-01')).status).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })

  it('can come without patient, with other scopes and other users', async () => {
    Object.assign(record.faults, {
      patientInToken: 'omit',
      fhirUser: 'profileOnly',
      needPatientBanner: true,
      smartStyleUrl: 'https://style.example/',
    })
    record.faults.scopes = (scopes) =>
      scopes.flatMap((scope) => (scope === 'patient/*.rs' ? ['patient/Condition.r', 'patient/*.bogus'] : [scope]))
    const { token, idToken, get } = await launch(record)
    expect(token).not.toHaveProperty('patient')
    expect(token).toMatchObject({ need_patient_banner: true, smart_style_url: 'https://style.example/' })
    expect(token.scope).toContain('patient/Condition.r patient/*.bogus')
    expect(idToken).toMatchObject({ profile: 'Practitioner/gp' })
    expect((await get('Condition?patient=demo-01')).status).toBe(403)
  })
})

describe('scopes', () => {
  it.each([
    ['patient/Condition.read', 'r', 'patient'],
    ['patient/Condition.read', 'c', undefined],
    ['patient/Condition.write', 'u', 'patient'],
    ['patient/Condition.write', 's', undefined],
    ['patient/Condition.rs', 's', 'patient'],
    ['patient/Condition.r', 's', undefined],
    ['patient/*.cruds', 'c', 'patient'],
    ['user/Condition.rs', 'r', 'user'],
    ['patient/Observation.rs', 'r', undefined],
    ['patient/Condition.sr', 'r', undefined],
    ['system/Condition.rs', 'r', undefined],
  ] as const)('%s and %s: %s', (scope, deed, level) => {
    expect(allows([scope], 'Condition', deed)).toBe(level)
  })
})

const cookies = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
