import { signInPaths } from './provider.ts'
import { grantableScopes } from './scopes.ts'

/** The SMART configuration of the FHIR server: where to sign in and what this record can do. */
export function smartConfiguration(origin: string): object {
  return {
    issuer: origin,
    jwks_uri: origin + signInPaths.jwks,
    authorization_endpoint: origin + signInPaths.authorization,
    token_endpoint: origin + signInPaths.token,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: grantableScopes().filter((scope) => !/\.[a-z*]{2,}$/.test(scope) || /\.(rs|read)$/.test(scope)),
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'context-ehr-patient',
      'context-standalone-patient',
      'context-banner',
      'context-style',
      'permission-patient',
      'permission-user',
      'permission-offline',
      'permission-online',
      'permission-v1',
      'permission-v2',
      'sso-openid-connect',
    ],
  }
}
