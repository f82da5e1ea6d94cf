import { createHash, randomBytes } from 'node:crypto'
import type { RunningRecord } from '../../demo/record.ts'

/** What came of a launch, as an app would hold it. */
export interface Launched {
  readonly token: Record<string, unknown> & { access_token: string; scope: string; refresh_token?: string }
  readonly idToken: Record<string, unknown>
  /** Asks the FHIR API with the access token: an address below the base, or a whole one. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

export interface Asked {
  readonly patient?: string
  readonly role?: string
  readonly scope?: string
  readonly aud?: string
}

export const readScopes = 'launch openid fhirUser online_access patient/*.rs'

/** The address in the frame of an opened chart. */
export async function frameOf(record: RunningRecord, patient = 'demo-01', role = 'gp', headers: Record<string, string> = {}): Promise<URL> {
  const page = await (await fetch(`${record.url}/?patient=${patient}&role=${role}&tab=migranstod`, { headers })).text()
  const src = /<iframe[^>]* src="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  if (!src) throw new Error('The chart has no frame')
  return new URL(src, record.url)
}

/** The request that an app sends to the authorization endpoint. */
export function authorizeUrl(record: RunningRecord, verifier: string | undefined, more: Record<string, string | undefined>): URL {
  const url = new URL('/oidc/auth', record.url)
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url')
  const parameters = {
    response_type: 'code',
    client_id: 'migranstod',
    redirect_uri: `${record.url}/app/index.html`,
    state: 'state-1',
    aud: `${record.url}/fhir`,
    code_challenge: challenge,
    code_challenge_method: challenge && 'S256',
    ...more,
  }
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
  return url
}

/** A token request of the public client. */
export function askToken(record: RunningRecord, form: Record<string, string>): Promise<Response> {
  return fetch(`${record.url}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: 'migranstod', ...form }) })
}

/** Exchanges a code for the token and wraps it for use. */
export async function redeem(record: RunningRecord, code: string, verifier: string): Promise<Launched> {
  const answer = await askToken(record, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${record.url}/app/index.html`,
    code_verifier: verifier,
  })
  if (answer.status !== 200) throw new Error(`Token refused: ${await answer.text()}`)
  const token = (await answer.json()) as Launched['token']
  const authorization = { Authorization: `Bearer ${token.access_token}` }
  return {
    token,
    idToken: token['id_token'] ? claimsOf(String(token['id_token'])) : {},
    get: (path, headers = {}) => fetch(new URL(path, `${record.url}/fhir/`), { headers: { ...authorization, ...headers } }),
    send: (method, path, body, headers = {}) =>
      fetch(`${record.url}/fhir/${path}`, {
        method,
        body: JSON.stringify(body),
        headers: { ...authorization, 'Content-Type': 'application/fhir+json', ...headers },
      }),
  }
}

/** A whole EHR launch: open the chart, authorize with PKCE, redeem the code. */
export async function launch(record: RunningRecord, { patient, role, scope = readScopes, aud }: Asked = {}): Promise<Launched> {
  const frame = await frameOf(record, patient, role)
  const verifier = newVerifier()
  const url = authorizeUrl(record, verifier, { scope, launch: frame.searchParams.get('launch') ?? '', ...(aud ? { aud } : {}) })
  const answer = await fetch(url, { redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? url).searchParams.get('code')
  if (!code) throw new Error(`No code: ${answer.status} ${answer.headers.get('location')}`)
  return redeem(record, code, verifier)
}

export const newVerifier = (): string => randomBytes(32).toString('base64url')

const claimsOf = (jwt: string): Record<string, unknown> => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
