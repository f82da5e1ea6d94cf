/** The one patient of a reading: a resource that was checked to be a Patient, and the one that was asked for. */

import { type Day, dayOf, type PartialDate } from '../core/dates.ts'
import type { Patient, Problem } from '../core/record.ts'
import { date } from './date.ts'
import { anyList, anyText, isObject, type Json } from './json.ts'
import { outcomeSays } from './outcome.ts'
import { nameOf, Unusable } from './reading.ts'

declare const checked: unique symbol
/** Made by `patientIn` alone. */
export type PatientResource = Json & { readonly [checked]: true }

/**
 * The patient in an answer, or in a file (`id` null). Throws `Unusable` with what it is instead: nothing at all, an outcome,
 * another kind of resource, another patient.
 */
export function patientIn(answer: unknown, id: string | null): PatientResource {
  if (answer === null || answer === undefined || answer === '') throw new Unusable('patientEmpty')
  if (!isObject(answer) || Object.keys(answer).length === 0) throw new Unusable('patientNoResource')
  const type = answer['resourceType']
  if (type === 'OperationOutcome') throw new Unusable('patientOutcome', outcomeSays(answer) ?? undefined)
  if (type !== 'Patient') throw new Unusable('patientOtherType', anyText(type) || '–')
  if (id !== null && answer['id'] !== id) throw new Unusable('patientOther')
  return answer as PatientResource
}

/** Before this no date of a record is one: it stands for "not known". */
export const earliest: Day = dayOf('1910-01-01')

export function patientOf(patient: PatientResource, problems: Problem[], asOf: Day): Patient {
  const resource = nameOf(patient)
  const told = (code: string, detail?: string) => problems.push({ resource, code, ...(detail ? { detail } : {}) })
  const birth = birthOf(patient, told, asOf)
  const gender = patient['gender']
  if (patient['active'] === false) told('inactivePatient')
  for (const link of anyList(patient['link']))
    if (link['type'] === 'replaced-by') told('replacedPatient', isObject(link['other']) ? anyText(link['other']['reference']) : undefined)
  const death = deathOf(patient, asOf)
  if (death) told('deceased', death.on?.text)
  return {
    id: anyText(patient['id']),
    birth,
    sex: gender === 'female' || gender === 'male' || gender === 'other' ? gender : null,
    died: death,
    evidence: [{ resource, says: birth?.text ?? '', date: null }],
  }
}

function birthOf(patient: Json, told: (code: string) => void, asOf: Day): PartialDate | null {
  const birth = date(patient['birthDate'])
  const isPossible = birth !== null && birth.first >= earliest && birth.first <= asOf
  if (!isPossible && patient['birthDate'] !== undefined) told('badBirthDate')
  return isPossible ? birth : null
}

/** A date of death decides, whatever stands beside it; one still to come is none. */
function deathOf(patient: Json, asOf: Day): Patient['died'] {
  const on = date(patient['deceasedDateTime'])
  if (on) return on.first <= asOf ? { on } : null
  return patient['deceasedBoolean'] === true || patient['deceasedDateTime'] !== undefined ? { on: null } : null
}
