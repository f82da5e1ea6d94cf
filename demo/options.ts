/** What a record can be started with, and what tests can make it do wrong. */

export const roles = ['gp', 'neurologist', 'nurse'] as const
export type Role = (typeof roles)[number]

/** How a whole kind of resource can fail. `unknownParameter` is the 400 that strict servers give to a parameter they do not know. */
export type Failure = 403 | 404 | 500 | 'timeout' | 'empty' | 'html' | 'unknownParameter'

/** How a create can fail. `storedWithoutAnswer` stores the resource and never says so: the worst of them. */
export type WriteFailure = 401 | 403 | 404 | 405 | 409 | 412 | 422 | 500 | 'timeout' | 'storedWithoutAnswer'

/** Whether the record's window takes SMART Web Messages: not offered at all, never answered, refused, or a draft that is laid without an answer. */
type WebMessaging = 'on' | 'off' | 'silent' | 'refuses' | 'laidWithoutAnswer'

/** What `fhirUser` looks like in the id_token: vendors differ, and some send only the older `profile` claim. */
type FhirUserStyle = 'practitionerRole' | 'practitioner' | 'relative' | 'profileOnly' | 'true' | 'none'

/** Ways in which real servers and sign-in services differ or fail. All can be changed while the record runs. */
export interface Faults {
  /** Milliseconds that every answer is held back. */
  delay: number
  /** Resource types whose reads and searches fail. */
  failures: { [resourceType: string]: Failure }
  /** Resource types whose creation fails. */
  writeFailures: { [resourceType: string]: WriteFailure }
  /** Told of each request that is never answered, once all that the record does with it is done. */
  unanswered: (() => void) | undefined
  /** `false`: `If-None-Exist` is ignored, and every create makes a new resource. */
  conditionalCreate: boolean
  webMessaging: WebMessaging
  /** Resources on a page at most, whatever `_count` asks for; 0 leaves it to the client. */
  pageSize: number
  /** `false`: `_include` is answered with 400. */
  include: boolean
  /** `false`: searching by `code` is answered with 400. */
  codeSearch: boolean
  /** `false`: searching by `combo-code` is answered with 400. */
  comboCodeSearch: boolean
  /** `false`: searching by `date` is answered with 400. */
  dateSearch: boolean
  /** How next links are written: as they should be, as bare paths, or to a host that nobody reaches. */
  nextLinks: 'absolute' | 'relative' | 'otherOrigin'
  /** Changes every searchset before it is sent. */
  rewriteSearchset: ((bundle: object, resourceType: string) => object) | undefined
  /** Changes the scopes that are granted: drop, split, respell, add. */
  scopes: ((granted: string[]) => string[]) | undefined
  /** Seconds that an access token holds. */
  tokenLifetime: number
  /** `omit` leaves `patient` out of the token response, `empty` sends an empty string. */
  patientInToken: 'send' | 'omit' | 'empty'
  fhirUser: FhirUserStyle
  /** Overrides what the record says about its own patient banner (default: shown in its chart, none in a standalone launch). */
  needPatientBanner: boolean | undefined
  /** Overrides the address of the style sheet sent with the token; `null` sends none. */
  smartStyleUrl: string | null | undefined
  intent: string | undefined
  fhirContext: object[] | undefined
  /** `false`: error answers of the FHIR API lack their CORS headers, as behind some gateways. */
  corsOnErrors: boolean
}

export const noFaults: Faults = {
  delay: 0,
  failures: {},
  writeFailures: {},
  unanswered: undefined,
  conditionalCreate: true,
  webMessaging: 'on',
  pageSize: 0,
  include: true,
  codeSearch: true,
  comboCodeSearch: true,
  dateSearch: true,
  nextLinks: 'absolute',
  rewriteSearchset: undefined,
  scopes: undefined,
  tokenLifetime: 600,
  patientInToken: 'send',
  fhirUser: 'practitionerRole',
  needPatientBanner: undefined,
  smartStyleUrl: undefined,
  intent: undefined,
  fhirContext: undefined,
  corsOnErrors: true,
}

export interface RecordOptions {
  /** 0 takes any free port. */
  port?: number
  host?: string
  /** Folder of the built app. */
  app?: string
  /** The address that browsers see, where a proxy stands before the record. */
  origin?: string
  /** The region that the app's settings name (ISO 3166-2:SE without `SE-`). */
  region?: string
  /** Today, for dates that roll: `YYYY-MM-DD`. */
  today?: string
  /** Redirect addresses of the app beside its own; always compared letter by letter. */
  redirectUris?: string[]
  /** Whether the app may ask for write scopes, told in its settings. */
  write?: boolean
  faults?: Partial<Faults>
}

/** One answered request; kept for tests, never printed. */
export interface LoggedRequest {
  method: string
  path: string
  status: number
  start: number
  milliseconds: number
}
