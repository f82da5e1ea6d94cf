/** What FHIR R4 lets a resource say of its own standing, and what follows: it counts, it is left out by a rule, or it cannot be used. */

import type { Kind } from '../core/record.ts'
import { anyList, anyText, isAbsent, isObject, type Json } from './json.ts'

/** Why an entry is left out: each is a rule of the design contract §1.1. */
export type Rule =
  | 'enteredInError'
  | 'draft'
  | 'cancelled'
  | 'refuted'
  | 'notFinal'
  | 'notDone'
  | 'notActive'
  | 'proposal'
  | 'later'
  | 'anotherPatient'
  | 'otherQuestionnaire'

/** A word that counts stands for itself; null leaves it out by no rule but its own (`not-taken`). */
type Words = ReadonlyMap<string, Rule | 'counts'>
const words = (counts: string, leftOut: Partial<Record<Rule, string>>): Words =>
  new Map<string, Rule | 'counts'>([
    ...counts.split(' ').map((word): [string, 'counts'] => [word, 'counts']),
    ...Object.entries(leftOut).flatMap(([rule, of]) => of.split(' ').map((word): [string, Rule] => [word, rule as Rule])),
  ])

const statuses: Readonly<Record<Exclude<Kind, 'Condition' | 'AllergyIntolerance'>, Words>> = {
  MedicationRequest: words('active on-hold completed stopped unknown', {
    enteredInError: 'entered-in-error',
    draft: 'draft',
    cancelled: 'cancelled',
  }),
  MedicationStatement: words('active on-hold completed stopped unknown not-taken', {
    enteredInError: 'entered-in-error',
    draft: 'intended',
  }),
  MedicationDispense: words('completed unknown', {
    enteredInError: 'entered-in-error',
    notDone: 'preparation in-progress on-hold stopped declined',
    cancelled: 'cancelled',
  }),
  MedicationAdministration: words('completed unknown', {
    enteredInError: 'entered-in-error',
    notDone: 'not-done in-progress on-hold stopped',
  }),
  Procedure: words('completed unknown', {
    enteredInError: 'entered-in-error',
    notDone: 'not-done preparation in-progress on-hold stopped',
  }),
  Observation: words('final amended corrected', {
    enteredInError: 'entered-in-error',
    cancelled: 'cancelled',
    notFinal: 'registered preliminary unknown',
  }),
  QuestionnaireResponse: words('completed amended', { enteredInError: 'entered-in-error', notFinal: 'in-progress stopped' }),
  ServiceRequest: words('active', {
    enteredInError: 'entered-in-error',
    draft: 'draft',
    cancelled: 'revoked',
    notActive: 'on-hold completed unknown',
  }),
}

/** `status` as it counts, trimmed. */
export type Standing = { is: 'counts'; status: string } | { is: 'leftOut'; rule: Rule } | { is: 'unusable'; code: string; detail?: string }
const unusable = (code: string, detail?: string): Standing => ({ is: 'unusable', code, ...(detail ? { detail } : {}) })

export function standingOf(resource: Json, kind: Kind): Standing {
  if (kind === 'Condition' || kind === 'AllergyIntolerance') return byConcepts(resource, kind)
  const given = resource['status']
  const status = anyText(given).trim()
  if (status === '') return unusable('noStatus')
  const found = statuses[kind].get(status)
  if (!found) return unusable('unknownStatus', status)
  if (found !== 'counts') return { is: 'leftOut', rule: found }
  return kind === 'MedicationRequest' && anyText(resource['intent']).trim() === 'proposal'
    ? { is: 'leftOut', rule: 'proposal' }
    : { is: 'counts', status }
}

const clinical: Readonly<Record<'Condition' | 'AllergyIntolerance', readonly string[]>> = {
  Condition: ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'],
  AllergyIntolerance: ['active', 'inactive', 'resolved'],
}
const verified: Readonly<Record<'Condition' | 'AllergyIntolerance', readonly string[]>> = {
  Condition: ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error'],
  AllergyIntolerance: ['unconfirmed', 'presumed', 'confirmed', 'refuted', 'entered-in-error'],
}

function byConcepts(resource: Json, kind: 'Condition' | 'AllergyIntolerance'): Standing {
  const verification = wordOf(resource['verificationStatus'], verificationSystem, verified[kind])
  if (verification === 'entered-in-error') return { is: 'leftOut', rule: 'enteredInError' }
  if (verification === 'refuted') return { is: 'leftOut', rule: 'refuted' }
  const status = wordOf(resource['clinicalStatus'], clinicalSystem, clinical[kind])
  if (verification === unknownWord || status === unknownWord) return unusable('unknownStatus')
  if (kind === 'AllergyIntolerance' && status === 'inactive') return { is: 'leftOut', rule: 'notActive' }
  return { is: 'counts', status: status ?? '' }
}

/** `provisional` and the like count, told as suspected. */
export const verificationOf = (resource: Json, kind: 'Condition' | 'AllergyIntolerance'): string | null =>
  wordOf(resource['verificationStatus'], verificationSystem, verified[kind])

const unknownWord = '?'
/** The standard's own systems, of R4 and of the version before; a version or a slash at their end says nothing more. */
const clinicalSystem = /^https?:\/\/(terminology\.)?hl7\.org\/.*-clinical(\|.*)?\/?$/
const verificationSystem = /^https?:\/\/(terminology\.)?hl7\.org\/.*(-ver-status|-verification)(\|.*)?\/?$/

/**
 * The word that the standard's own system gives, wherever it stands among the codings; else one without a system. Null where
 * nothing is said; `?` for a word that the standard does not know.
 */
function wordOf(concept: unknown, system: RegExp, allowed: readonly string[]): string | null {
  if (concept === undefined || concept === null || isAbsent(concept)) return null
  if (!isObject(concept)) return unknownWord
  const codings = anyList(concept['coding'])
  const own = codings.filter((one) => system.test(anyText(one['system']).trim()))
  const bare = codings.filter((one) => anyText(one['system']).trim() === '')
  const said = new Set((own.length > 0 ? own : bare).map(({ code }) => anyText(code).trim()))
  const [word] = said
  if (said.size === 1 && allowed.includes(word!)) return word!
  return codings.length === 0 && concept['text'] === undefined ? null : unknownWord
}
