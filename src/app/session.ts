/** The launch that this window belongs to: its token, its patient, who is signed in, and the answers given in it. */

import type Client from 'fhirclient/lib/Client'
import { keptAnswers } from '../core/answers.ts'
import type { Role } from '../core/derive/chart.ts'
import type { Rules } from '../core/evaluate.ts'
import { type Answers, noAnswers } from '../core/facts.ts'
import type { Problem } from '../core/record.ts'
import { anyList, anyText, isObject, type Json, limits, texts } from '../fhir/json.ts'
import { type Ask, TooLarge } from '../fhir/server.ts'
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
  const context = anyList(token['fhirContext'])
  return {
    base: client.state.serverUrl,
    patientId,
    ask: (path, signal) => ask(client, path, signal),
    send: sender(client.state.serverUrl, (signal) => client.refreshIfNeeded({ signal }).then(() => client.getAuthorizationHeader())),
    scope: typeof token['scope'] === 'string' ? token['scope'] : (client.state.scope ?? ''),
    messaging: offeredIn(token),
    needsBanner: token['need_patient_banner'] !== false,
    intent: typeof token['intent'] === 'string' ? token['intent'] : null,
    fromReferral: context.some((one) => anyText(one['reference']).startsWith('ServiceRequest/')),
    styleUrl: typeof token['smart_style_url'] === 'string' ? token['smart_style_url'] : null,
    fhirUser: userOf(client),
  }
}

/** What names no type that fhirclient reads comes as it was sent. */
async function ask(client: Client, path: string, signal: AbortSignal): Promise<unknown> {
  const { body, response } = await client.request<CombinedFetchResult>(
    { url: path, signal, includeResponse: true },
    { pageLimit: 1, flat: false },
  )
  if (Number(response.headers.get('Content-Length')) > limits.bytes) throw new TooLarge()
  return body === undefined && !response.bodyUsed ? response.text() : body
}
type CombinedFetchResult = { body: unknown; response: Response }

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
/** `dismissed`: suggestions put aside. They are no answers: nothing is derived from them. */
export type Kept = { answers: Answers; role: Role | null; dismissed: readonly string[]; draft: Draft }
type Stored = { base: string; patientId: string; fhirUser: string | null } & Kept

type Whose = Pick<Session, 'base' | 'patientId' | 'fhirUser'>
const nothingKept: Kept = { answers: noAnswers, role: null, dismissed: [], draft: emptyDraft }

/** What this launch kept; whatever else stands there, of somebody else or of an older version, is thrown away, and told where it was ours. */
export function restore(
  { base, patientId, fhirUser }: Whose,
  { vocabulary, drugs }: Pick<Rules, 'vocabulary' | 'drugs'>,
): Kept & { problems: Problem[] } {
  const stored = storedValue()
  if (!isObject(stored) || stored['base'] !== base || stored['patientId'] !== patientId || (stored['fhirUser'] ?? null) !== fhirUser) {
    sessionStorage.removeItem(storedAnswers)
    return { ...nothingKept, problems: [] }
  }
  const { draft } = stored
  return {
    ...keptAnswers(stored['answers'], vocabulary, drugs),
    role: roles.find((one) => one === stored['role']) ?? null,
    dismissed: texts(stored['dismissed']),
    draft: isObject(draft) ? draftIn(draft) : emptyDraft,
  }
}
/** The words and changed lines of a letter that are still what they were. */
function draftIn({ texts, edits }: Json): Draft {
  const entries = (of: unknown) => (isObject(of) ? Object.entries(of) : [])
  const isEdit = (one: unknown) => isObject(one) && typeof one['of'] === 'string' && typeof one['to'] === 'string'
  return {
    texts: Object.fromEntries(entries(texts).filter(([, text]) => typeof text === 'string')) as Draft['texts'],
    edits: Object.fromEntries(entries(edits).filter(([, edit]) => isEdit(edit))) as Draft['edits'],
  }
}
const roles: readonly Role[] = ['gp', 'neurologist', 'nurse']

function storedValue(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(storedAnswers) ?? 'null')
  } catch {
    // No JSON is nothing of ours: answers are never guessed.
    return undefined
  }
}

export const keep = ({ base, patientId, fhirUser }: Whose, kept: Kept): void =>
  sessionStorage.setItem(storedAnswers, JSON.stringify({ base, patientId, fhirUser, ...kept } satisfies Stored))
