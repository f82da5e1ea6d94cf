/** A text or a diary that the clinician decided to store, and what must be known around it. */

import type { FhirResource } from 'fhir/r4'

export const writtenKinds = ['DocumentReference', 'ServiceRequest', 'Observation', 'QuestionnaireResponse', 'Provenance'] as const
export type WrittenKind = (typeof writtenKinds)[number]

/** Days and attacks by fact, for each month by its name `2026-10`. */
export type Months = Readonly<Record<string, Readonly<Record<string, number>>>>

export type Writing = {
  /** A referral is a document and a draft request; `diary` has no text of its own. */
  kind: 'referral' | 'document' | 'diary'
  title: string
  /** Plain text, exactly as it is shown and copied. */
  text: string
  lang: 'sv' | 'en'
  urgency: 'routine' | 'soon' | 'immediate'
  to: 'neurology' | 'paediatrics' | 'emergency' | null
  months: Months
}

export type Context = {
  patientId: string
  /** Reference to who is signed in, where the record says it. */
  author: string | null
  /** Name and version of this program. */
  software: string
  /** Random: without it nobody can guess from an identifier what was stored. */
  salt: string
  /** What the record lets this launch create. */
  can: ReadonlySet<WrittenKind>
  /** How often the value of a month was changed and stored before: 18, 17 and 18 again are three. */
  revision: (month: string, fact: string) => number
  /** A fact's name in words. */
  nameOf: (fact: string) => string
}

/** One resource to store. It is made when it is sent: it may refer to what was stored before it. */
export type Item = {
  /** Its identifier's value, by which it is found again. */
  id: string
  kind: WrittenKind
  /** What belongs together for a reader: the letter, the referral, or a month of the diary. */
  group: string
  /** The search that finds it, and it alone. */
  search: string
  make: (around: { now: string; letter: string | null }) => FhirResource
}
