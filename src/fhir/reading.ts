/** What was read about one patient, before anything is made of it: resources a kind, and how each reading ended. */

import type { Kind, Problem, Read } from '../core/record.ts'
import { type Json, list } from './json.ts'

/** Why a kind was not read to its end. The words are stable: they stand in `read.<kind>.reason`. */
export type Failure = 'refused' | 'not supported' | 'timed out' | 'cut short' | 'withheld' | 'failed' | 'offline'

export type KindReading = {
  status: Read['status']
  reason: string | null
  /** The site says that its record does not keep this kind: no obstacle to what silence proves. */
  notKept?: boolean
  resources: readonly Json[]
}

export type Reading = {
  patient: Json
  kinds: Readonly<Record<Kind, KindReading>>
  /** Finds what a reference points to; null where it finds nothing. */
  find: (reference: string, type: string) => Json | null
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

export const nameOf = (resource: Json): string => `${resource['resourceType']}/${typeof resource['id'] === 'string' ? resource['id'] : '?'}`

/** What a reference of a resource names: something it contains, else something that was read. */
export function targetOf(resource: Json, reference: unknown, type: string, find: Reading['find']): Json | null {
  if (typeof reference !== 'string') return null
  const inside = reference.startsWith('#') ? list(resource['contained']).find(({ id }) => `#${id}` === reference) : undefined
  if (inside) return inside['resourceType'] === type ? inside : null
  return find(reference, type)
}
