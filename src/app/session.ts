/** The launch that this window belongs to: its token, its patient, who is signed in, and the answers given in it. */

import type Client from 'fhirclient/lib/Client'
import type { Role } from '../core/derive/chart.ts'
import { type Answers, noAnswers } from '../core/facts.ts'
import type { Ask } from '../fhir/server.ts'
import { type Draft, emptyDraft } from '../outputs/letter/letter.ts'
import { Failed } from './failure.ts'
import type { Offered } from './messaging.ts'
import { FHIR } from './smart.ts'
import { type Send, sender } from './writing/send.ts'

export type Session = {
  base: string
  patientId: string
  ask: Ask
  send: Send
  /** What was granted, as the record spells it. */
  scope: string
  /** Where the record offers SMART Web Messaging. */
  messaging: Offered | null
  needsBanner: boolean
  intent: string | null
  fromReferral: boolean
  styleUrl: string | null
  fhirUser: string | null
}

/** Finishes the launch. Only the state named in the address counts: storage may be shared with other windows. */
export async function openSession(): Promise<Session> {
  if (!window.isSecureContext) throw new Failed('insecure')
  FHIR.oauth2.settings.fullSessionStorageSupport = false
  const query = new URLSearchParams(location.search)
  if (query.has('error')) throw new Failed('denied', query.get('error_description') ?? query.get('error') ?? '')
  if (!query.has('state') || !sessionStorage.getItem(query.get('state')!)) throw new Failed('state')
  const client = await FHIR.oauth2.ready().catch((error: unknown) => {
    throw error instanceof TypeError
      ? new Failed('offline')
      : new Failed('denied', error instanceof Error ? error.message.split('\n')[0] : '')
  })
  const token = client.state.tokenResponse as Record<string, unknown> | undefined
  if (!token?.['access_token']) throw new Failed('state')
  const patientId = token['patient']
  if (typeof patientId !== 'string' || patientId === '') throw new Failed('noPatient')
  const context = Array.isArray(token['fhirContext']) ? (token['fhirContext'] as Record<string, unknown>[]) : []
  return {
    base: client.state.serverUrl,
    patientId,
    ask: (path, signal) => ask(client, path, signal),
    send: sender(client.state.serverUrl, (signal) => client.refreshIfNeeded({ signal }).then(() => client.getAuthorizationHeader())),
    scope: typeof token['scope'] === 'string' ? token['scope'] : (client.state.scope ?? ''),
    messaging: offeredIn(token),
    needsBanner: token['need_patient_banner'] !== false,
    intent: typeof token['intent'] === 'string' ? token['intent'] : null,
    fromReferral: context.some((one) => String(one['reference'] ?? '').startsWith('ServiceRequest/')),
    styleUrl: typeof token['smart_style_url'] === 'string' ? token['smart_style_url'] : null,
    fhirUser: userOf(client),
  }
}

/** What names no type that fhirclient reads comes as it was sent. */
async function ask(client: Client, path: string, signal: AbortSignal): Promise<unknown> {
  const answer: unknown = await client.request({ url: path, signal }, { pageLimit: 1, flat: false })
  return answer instanceof Response && !answer.bodyUsed ? answer.text() : answer
}

function offeredIn(token: Record<string, unknown>): Offered | null {
  const { smart_web_messaging_handle: handle, smart_web_messaging_origin: origin } = token
  return typeof handle === 'string' && typeof origin === 'string' ? { handle, origin } : null
}

/** `fhirUser`, or the older `profile`; whatever is no reference is nobody. */
function userOf(client: Client): string | null {
  const claims = client.getIdToken() as Record<string, unknown> | null
  const user = claims?.['fhirUser'] ?? claims?.['profile']
  return typeof user === 'string' ? (/(?:Practitioner|PractitionerRole)\/[A-Za-z0-9.-]+$/.exec(user)?.[0] ?? null) : null
}

/** Stored answers are this launch's patient's and user's alone; another's are thrown away. */
const storedAnswers = 'migranstod.answers'
type Stored = { base: string; patientId: string; fhirUser: string | null } & Kept
/** `dismissed`: suggestions put aside. They are no answers: nothing is derived from them. */
export type Kept = { answers: Answers; role: Role | null; dismissed: readonly string[]; draft: Draft }

type Whose = Pick<Session, 'base' | 'patientId' | 'fhirUser'>

export function restore({ base, patientId, fhirUser }: Whose): Kept {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storedAnswers) ?? 'null') as Stored | null
    if (stored?.base === base && stored.patientId === patientId && (stored.fhirUser ?? null) === fhirUser) return stored
  } catch {
    // Unreadable storage is thrown away below: answers are never guessed.
  }
  sessionStorage.removeItem(storedAnswers)
  return { answers: noAnswers, role: null, dismissed: [], draft: emptyDraft }
}

export const keep = ({ base, patientId, fhirUser }: Whose, kept: Kept): void =>
  sessionStorage.setItem(storedAnswers, JSON.stringify({ base, patientId, fhirUser, ...kept } satisfies Stored))
