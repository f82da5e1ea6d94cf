import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { errors, type OidcContext } from 'oidc-provider'
import type { Faults, Role } from '../options.ts'
import { people } from '../staff.ts'
import { memoryAdapter } from './adapter.ts'
import { type LaunchContext, Launches } from './launches.ts'
import { grantableScopes, messagingScope } from './scopes.ts'

export const clientId = 'migranstod'

/** Paths of the sign-in service; the issuer is the record's origin. */
export const signInPaths = {
  authorization: '/oidc/auth',
  token: '/oidc/token',
  jwks: '/oidc/jwks',
  interaction: '/oidc/interaction',
  configuration: '/.well-known/openid-configuration',
}

/** The sign-in service: oidc-provider with what SMART App Launch adds. */
export interface SignIn {
  readonly provider: Provider
  readonly launches: Launches
  /** The patient, the role and the scopes that an access token stands for; nothing if it is unknown or too old. */
  check(accessToken: string): Promise<{ context: LaunchContext; scopes: string[]; grantId: string } | undefined>
  /** Finishes the choice of a patient in a standalone launch. */
  grant(of: { role: Role; context: LaunchContext; scope: string; clientId: string }): Promise<string>
}

/** Sets up oidc-provider for one public client with PKCE, launch contexts and the scopes of both editions of SMART. */
export async function signInService(origin: string, redirectUris: string[], faults: Faults): Promise<SignIn> {
  const launches = new Launches()
  const known = new Set(grantableScopes())
  const opened = new WeakMap<OidcContext, LaunchContext>()

  async function grantTo(provider: Provider, client: string, accountId: string, scopes: string[], context: LaunchContext) {
    const grant = new provider.Grant({ accountId, clientId: client })
    for (const scope of scopes) if (known.has(scope)) grant.addOIDCScope(scope)
    launches.keep(await grant.save(), context)
    return grant
  }

  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(origin, {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: clientId,
        client_name: 'Migränstöd',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: redirectUris,
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: 'record-session', interaction: 'record-pick', resume: 'record-resume' },
    },
    scopes: [...known],
    claims: { openid: ['sub'], fhirUser: ['fhirUser', 'profile'], profile: ['name'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    expiresWithSession: async () => false,
    issueRefreshToken: async (_ctx: OidcContext, _client: object, source: { scopes: Set<string> }) =>
      source.scopes.has('online_access') || source.scopes.has('offline_access'),
    routes: { authorization: signInPaths.authorization, token: signInPaths.token, jwks: signInPaths.jwks },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: async (_ctx: OidcContext, interaction: { uid: string }) => `${signInPaths.interaction}/${interaction.uid}` },
    ttl: {
      AccessToken: () => faults.tokenLifetime,
      AuthorizationCode: 60,
      Grant: 24 * 3600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 12 * 3600,
      Session: 12 * 3600,
    },
    extraParams: {
      aud: (ctx: OidcContext, aud: string | undefined) => {
        if (aud?.replace(/\/$/, '') !== `${origin}/fhir`) throw new errors.InvalidRequest('aud must be the address of this FHIR server')
        restoreOfflineAccess(ctx)
      },
      launch: (ctx: OidcContext, handle: string | undefined) => {
        // Asked for both ways of launching without a handle, the user picks.
        if (!scopesAsked(ctx).includes('launch') || (!handle && scopesAsked(ctx).includes('launch/patient'))) return
        const context = launches.open(handle ?? '')
        if (!context) throw new errors.InvalidRequest('launch is unknown or too old: open the app from the record again')
        opened.set(ctx, context)
        ctx.oidc?.session.loginAccount({ accountId: context.role })
      },
    },
    loadExistingGrant: async (ctx: OidcContext) => {
      const { oidc } = ctx
      const context = opened.get(ctx)
      if (!oidc) return undefined
      if (context) return grantTo(oidc.provider, oidc.client.clientId, context.role, scopesAsked(ctx), context)
      const picked = oidc.result?.consent?.grantId
      return picked ? oidc.provider.Grant.find(picked) : undefined
    },
    findAccount: async (_ctx: OidcContext, accountId: string) => ({
      accountId,
      claims: async () => claimsOf(accountId as Role, origin, faults),
    }),
    renderError: async (ctx: OidcContext, out: { error: string; error_description?: string }) => {
      ctx.type = 'text/plain; charset=utf-8'
      ctx.body = `Inloggningen avbröts: ${out.error}. ${out.error_description ?? ''}\n`
    },
  })

  // SMART's launch context travels beside the token, on the first answer and on every refresh.
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.oidc?.route !== 'token' || ctx.status !== 200) return
    const body = ctx.body as { scope?: string }
    const context = launches.ofGrant(ctx.oidc.entities.AccessToken?.grantId)
    const scope = granted(body.scope, faults)
    const messaging = scope.includes(messagingScope) && faults.webMessaging !== 'off' && context?.messagingHandle
    ctx.body = {
      ...body,
      scope: scope.join(' '),
      ...(context ? tokenContext(context, faults) : {}),
      ...(messaging ? { smart_web_messaging_handle: messaging, smart_web_messaging_origin: origin } : {}),
    }
  })

  return {
    provider,
    launches,
    async check(accessToken) {
      const token = await provider.AccessToken.find(accessToken)
      const context = launches.ofGrant(token?.grantId)
      return token && context ? { context, scopes: granted(token.scope, faults), grantId: token.grantId } : undefined
    },
    async grant({ role, context, scope, clientId: client }) {
      return (await grantTo(provider, client, role, scope.split(' '), context)).jti
    },
  }
}

function granted(scope: string | undefined, faults: Faults): string[] {
  const scopes = (scope ?? '').split(' ').filter(Boolean)
  return faults.scopes ? faults.scopes(scopes) : scopes
}

const scopesAsked = (ctx: OidcContext): string[] => ctx.oidc?.params['scope']?.split(' ') ?? []

/** oidc-provider drops `offline_access` where no consent is asked for; a record whose user is signed in asks for none. */
function restoreOfflineAccess(ctx: OidcContext): void {
  const asked = String(ctx.query['scope'] ?? ctx.oidc?.body?.['scope'] ?? '')
  if (!ctx.oidc || !asked.split(' ').includes('offline_access')) return
  ctx.oidc.params['scope'] = [...new Set([...scopesAsked(ctx), 'offline_access'])].join(' ')
}

function tokenContext(context: LaunchContext, faults: Faults): object {
  const patient = { send: { patient: context.patient }, omit: {}, empty: { patient: '' } }[faults.patientInToken]
  return {
    ...patient,
    need_patient_banner: faults.needPatientBanner ?? context.needPatientBanner,
    ...(context.smartStyleUrl ? { smart_style_url: context.smartStyleUrl } : {}),
    ...(context.intent ? { intent: context.intent } : {}),
    ...(context.fhirContext ? { fhirContext: context.fhirContext } : {}),
  }
}

function claimsOf(role: Role, origin: string, faults: Faults): object {
  const { id, given, family } = people[role]
  const user: Record<Faults['fhirUser'], object> = {
    practitionerRole: { fhirUser: `${origin}/fhir/PractitionerRole/uppdrag-${id}` },
    practitioner: { fhirUser: `${origin}/fhir/Practitioner/${id}` },
    relative: { fhirUser: `Practitioner/${id}` },
    profileOnly: { profile: `Practitioner/${id}` },
    true: { fhirUser: true },
    none: {},
  }
  return { sub: role, name: `${given} ${family}`, ...user[faults.fhirUser] }
}
