/** The part of oidc-provider that the record uses; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface Grant {
    jti: string
    addOIDCScope(scope: string): void
    rejectOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export interface Session {
    accountId?: string
    loginAccount(details: { accountId: string }): void
    persist(): Promise<unknown>
  }

  export interface AccessToken {
    accountId: string
    grantId: string
    scope?: string
    isExpired: boolean
  }

  export interface OidcContext {
    req: IncomingMessage
    query: Record<string, string | string[] | undefined>
    status: number
    body: unknown
    type: string
    oidc?: {
      route: string
      params: Record<string, string | undefined>
      body?: Record<string, string | undefined>
      session: Session
      client: { clientId: string }
      provider: Provider
      result?: { consent?: { grantId?: string } }
      entities: { Grant?: Grant; AccessToken?: AccessToken }
    }
  }

  export interface Interaction {
    uid: string
    params: Record<string, string | undefined>
    session?: { accountId?: string }
  }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    Grant: { new (of: { accountId: string; clientId: string }): Grant; find(id: string): Promise<Grant | undefined> }
    AccessToken: { find(token: string): Promise<AccessToken | undefined> }
    Session: { get(context: { req: IncomingMessage; res: ServerResponse }): Promise<Session> }
    use(middleware: (context: OidcContext, next: () => Promise<void>) => Promise<void>): void
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
    createContext(request: IncomingMessage, response: ServerResponse): OidcContext
  }

  export const errors: {
    InvalidRequest: new (description: string) => Error
    InvalidTarget: new (description: string) => Error
  }
}
