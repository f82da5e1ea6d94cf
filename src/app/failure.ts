/** Everything that can keep the app from its patient; each has a page that says what to do. */

import type { Lang } from '../core/guideline.ts'
import { Unusable } from '../fhir/reading.ts'
import { SessionEnded, statusOf } from '../fhir/server.ts'
import { unusableText } from '../outputs/words.ts'
import type { Word } from './words.ts'

export type FailureKind = 'refusedIss' | 'offline' | 'expired' | 'state' | 'noPatient' | 'otherPatient' | 'insecure' | 'denied' | 'other'

export class Failed extends Error {
  readonly kind: FailureKind
  readonly detail: string
  constructor(kind: FailureKind, detail = '') {
    super(kind)
    this.kind = kind
    this.detail = detail
  }
}

const pages: Record<FailureKind, { title: Word; do: Word; again: boolean }> = {
  refusedIss: { title: 'failRefusedIss', do: 'failRefusedIssDo', again: false },
  offline: { title: 'failOffline', do: 'failOfflineDo', again: true },
  expired: { title: 'failExpired', do: 'failExpiredDo', again: false },
  state: { title: 'failState', do: 'failStateDo', again: false },
  noPatient: { title: 'failNoPatient', do: 'failNoPatientDo', again: false },
  otherPatient: { title: 'failOtherPatient', do: 'failOtherPatientDo', again: false },
  insecure: { title: 'failInsecure', do: 'failInsecureDo', again: false },
  denied: { title: 'failDenied', do: 'failDeniedDo', again: false },
  other: { title: 'failOther', do: 'failOtherDo', again: true },
}
export const failurePage = (kind: FailureKind) => pages[kind]

/** Which page an error gets. What nobody foresaw is told as such, never as an answer. */
export function failureOf(error: unknown, lang: Lang): Failed {
  if (error instanceof Failed) return error
  if (error instanceof SessionEnded || statusOf(error) === 401) return new Failed('expired')
  if (statusOf(error) === 403) return new Failed('denied', '403')
  if (error instanceof TypeError || error instanceof DOMException) return new Failed('offline')
  return error instanceof Unusable ? new Failed('denied', unusableText(error.code, error.detail, lang)) : new Failed('other')
}
