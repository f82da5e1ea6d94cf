/** Everything that can keep the app from its patient; each has a page that says what to do. */

import { Unusable } from '../fhir/reading.ts'
import { SessionEnded, statusOf } from '../fhir/server.ts'
import type { Word } from './words.ts'

export type FailureKind =
  | 'refusedIss'
  | 'offline'
  | 'expired'
  | 'state'
  | 'noPatient'
  | 'otherPatient'
  | 'insecure'
  | 'denied'
  | 'patient'
  | 'file'
  | 'other'

export class Failed extends Error {
  readonly kind: FailureKind
  readonly detail: string
  /** Of input that could not be used: which sentence of outputs/words tells it, in whichever language is then shown. */
  readonly code: string | null
  constructor(kind: FailureKind, detail = '', code: string | null = null) {
    super(kind)
    this.kind = kind
    this.detail = detail
    this.code = code
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
  patient: { title: 'failPatient', do: 'failPatientDo', again: true },
  file: { title: 'failFile', do: 'failFileDo', again: false },
  other: { title: 'failOther', do: 'failOtherDo', again: true },
}
export const failurePage = (kind: FailureKind) => pages[kind]

/** Which page an error gets. What nobody foresaw is told as such, never as an answer. */
export function failureOf(error: unknown): Failed {
  if (error instanceof Failed) return error
  if (error instanceof SessionEnded || statusOf(error) === 401) return new Failed('expired')
  if (statusOf(error) === 403) return new Failed('denied', '403')
  if (error instanceof TypeError || error instanceof DOMException) return new Failed('offline')
  if (error instanceof Unusable) return unusable(error)
  const status = statusOf(error)
  if (status === null) return new Failed('other')
  return status === 404 || status === 410
    ? new Failed('patient', '', 'patientNotFound')
    : new Failed('patient', `${status}`, 'patientStatus')
}

/** What was no patient, by what it is instead; the rest was a file. */
function unusable({ code, detail }: Unusable): Failed {
  if (code === 'patientOther') return new Failed('otherPatient')
  return new Failed(code.startsWith('patient') ? 'patient' : 'file', detail, code)
}
