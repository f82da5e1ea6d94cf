/** What was read about one patient, before anything is made of it: resources a kind, and how each reading ended. */

import type { Kind, Problem } from '../core/record.ts'
import type { Index } from './index.ts'
import { anyList, anyText, type Json } from './json.ts'
import type { PatientResource } from './patient.ts'

/** Why a kind was not read to its end. The words are stable: they stand in `read.<kind>.reason`. */
export type Failure =
  | 'refused'
  | 'not supported'
  | 'timed out'
  | 'cut short'
  | 'withheld'
  | 'failed'
  | 'offline'
  | 'too deep'
  | 'too large'
  | 'another type'
  | 'another patient'

/** How asking for one kind ended, whatever its entries turn out to be. */
export type KindReading = {
  status: 'complete' | 'failed' | 'notAsked'
  reason: string | null
  /** The site says that its record does not keep this kind: no obstacle to what silence proves. */
  notKept?: boolean
  /** The site says what part of this kind its record shows: silence proves nothing. */
  shows?: string
  resources: readonly Json[]
}

/** An entry that is no resource. `kind`: what it was an answer about; null where it may be of any kind. */
export type Strange = { resource: string; code: string; detail?: string; kind: Kind | null }

export type Reading = Pick<Index, 'find' | 'address' | 'addressesOf'> & {
  patient: PatientResource
  kinds: Readonly<Record<Kind, KindReading>>
  strange: readonly Strange[]
  problems: readonly Problem[]
}

/** Input that nothing can be made of. `code` names the sentence in outputs/words. */
export class Unusable extends Error {
  readonly code: string
  readonly detail: string | undefined
  constructor(code: string, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
    this.detail = detail
  }
}

export const nameOf = (resource: Json): string => `${anyText(resource['resourceType']) || '?'}/${anyText(resource['id']) || '?'}`

/** What a reference of a resource names: something it contains, else something that was read. */
export function targetOf(resource: Json, reference: unknown, type: string, find: Reading['find']): Json | null {
  if (typeof reference !== 'string') return null
  if (!reference.startsWith('#')) return find(resource, reference, type)
  const inside = anyList(resource['contained']).find(({ id }) => `#${anyText(id)}` === reference)
  // Some senders point to a sibling as if it were contained.
  if (!inside) return find(resource, `${type}/${reference.slice(1)}`, type)
  return inside['resourceType'] === type ? inside : null
}
