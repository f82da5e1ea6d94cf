/** What can be seen of a resource whatever becomes of it: whether it says what it is about, when, and whether content was taken away. */

import type { Day, PartialDate } from '../core/dates.ts'
import type { Kind } from '../core/record.ts'
import { date } from './date.ts'
import { anyList, anyText, isMasked, isObject, type Json } from './json.ts'

/** What a resource is about: words alone are shown and never decide, but nothing at all cannot be understood. */
export function hasCode(resource: Json, kind: Kind): boolean {
  const isNamed = (of: unknown): boolean =>
    isObject(of) &&
    (anyText(of['text']).trim() !== '' ||
      anyList(of['coding']).some((one) => anyText(one['code']).trim() !== '' || anyText(one['display']).trim() !== '') ||
      isMasked(of))
  switch (kind) {
    case 'Condition':
    case 'Procedure':
      return isNamed(resource['code'])
    case 'Observation':
      return isNamed(resource['code']) || anyList(resource['component']).some((one) => isNamed(one['code']))
    case 'AllergyIntolerance':
      return isNamed(resource['code']) || anyList(resource['reaction']).some((one) => isNamed(one['substance']))
    case 'QuestionnaireResponse':
    case 'ServiceRequest':
      // What these are about stands in other places.
      return true
    default:
      return isNamed(resource['medicationCodeableConcept']) || isObject(resource['medicationReference'])
  }
}

/** What says when a resource, or what it tells of, began. */
const moments: readonly string[] = [
  ...['recordedDate', 'onsetDateTime', 'authoredOn', 'effectiveDateTime', 'effectiveInstant', 'issued', 'dateAsserted'],
  ...['whenHandedOver', 'whenPrepared', 'performedDateTime', 'authored'],
]
const spans: readonly string[] = ['onsetPeriod', 'effectivePeriod', 'performedPeriod']

/** Dates before the patient's birth, or before records were kept, stand for "not known": as written. */
export function impossibleDates(resource: Json, floor: Day): string[] {
  const starts = spans.map((key) => (isObject(resource[key]) ? resource[key]['start'] : undefined))
  return [...moments.map((key) => resource[key]), ...starts].flatMap((one) => {
    const on = date(one)
    return on && on.last < floor ? [on.text] : []
  })
}

/** The days that an observation covers; of anything else the day it is dated by. */
export function spanOf(resource: Json, kind: Kind, on: PartialDate | null): PartialDate | null {
  if (kind !== 'Observation' || !isObject(resource['effectivePeriod'])) return on
  const [start, end] = [date(resource['effectivePeriod']['start']), date(resource['effectivePeriod']['end'])]
  return start && end && end.last >= start.first ? { text: start.text, first: start.first, last: end.last } : on
}

/** The day a resource is about, or was written; no day before the floor is one. */
export function dated(resource: Json, kind: Kind, floor: Day): PartialDate | null {
  const at = (key: string): PartialDate | null => {
    const on = date(resource[key])
    return on && on.last >= floor ? on : null
  }
  const span = (key: string) => {
    const of = resource[key]
    const on = isObject(of) ? date(of['start']) : null
    return on && on.last >= floor ? on : null
  }
  switch (kind) {
    case 'Condition':
      return at('recordedDate') ?? at('onsetDateTime') ?? span('onsetPeriod')
    case 'MedicationRequest':
      return at('authoredOn') ?? boundsStart(resource, floor)
    case 'MedicationStatement':
      return span('effectivePeriod') ?? at('effectiveDateTime') ?? at('dateAsserted')
    case 'MedicationDispense':
      return at('whenHandedOver') ?? at('whenPrepared')
    case 'MedicationAdministration':
    case 'Observation':
      return at('effectiveDateTime') ?? at('effectiveInstant') ?? span('effectivePeriod') ?? at('issued')
    case 'Procedure':
      return at('performedDateTime') ?? span('performedPeriod')
    case 'QuestionnaireResponse':
      return at('authored')
    case 'AllergyIntolerance':
      return at('recordedDate') ?? at('onsetDateTime')
    case 'ServiceRequest':
      return at('authoredOn')
  }
}

function boundsStart(resource: Json, floor: Day): PartialDate | null {
  for (const line of anyList(resource['dosageInstruction'])) {
    const repeat = isObject(line['timing']) ? line['timing']['repeat'] : undefined
    const bounds = isObject(repeat) ? repeat['boundsPeriod'] : undefined
    const start = isObject(bounds) ? date(bounds['start']) : null
    if (start && start.last >= floor) return start
  }
  return null
}

/** A label that says the content was taken away before it was sent. */
export const isRedacted = (resource: Json): boolean =>
  isObject(resource['meta']) &&
  anyList(resource['meta']['security']).some(({ code }) => code === 'REDACTED' || code === 'MASKED' || code === 'masked')

/** The code or the patient was taken away. */
export const isMaskedAnywhere = (resource: Json): boolean =>
  ['code', 'medicationCodeableConcept', 'medicationReference'].some((key) => isMasked(resource[key]))
