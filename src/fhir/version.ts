/** Shapes that FHIR R4 does not have: a resource of DSTU2, STU3 or R5 is told and never read by guess. */

import type { Kind } from '../core/record.ts'
import { anyList, isObject, type Json } from './json.ts'

/** Elements of other versions, by kind; each means something that R4 says otherwise, or not at all. */
const elements: Readonly<Record<Kind, readonly string[]>> = {
  Condition: ['assertedDate', 'dateRecorded', 'dateAsserted', 'context', 'participant'],
  MedicationRequest: [
    'medication',
    'reason',
    'context',
    'definition',
    'prescriber',
    'dateWritten',
    'effectiveDosePeriod',
    'informationSource',
    'reported',
    'device',
  ],
  MedicationStatement: [
    'medication',
    'reason',
    'taken',
    'notTaken',
    'wasNotTaken',
    'reasonNotTaken',
    'adherence',
    'encounter',
    'relatedClinicalInformation',
  ],
  MedicationDispense: ['medication', 'notDone', 'notPerformedReason', 'encounter', 'recorded', 'dispenser'],
  MedicationAdministration: [
    'medication',
    'reason',
    'notGiven',
    'wasNotGiven',
    'reasonNotGiven',
    'prescription',
    'encounter',
    'isSubPotent',
    'effectiveTimeDateTime',
    'effectiveTimePeriod',
    'occurenceDateTime',
    'occurencePeriod',
    'occurrenceDateTime',
    'occurrencePeriod',
  ],
  Procedure: [
    'notDone',
    'notPerformed',
    'notDoneReason',
    'reasonNotPerformed',
    'definition',
    'context',
    'occurrenceDateTime',
    'occurrencePeriod',
    'recorded',
    'focus',
    'reason',
    'used',
  ],
  Observation: ['context', 'comments', 'comment', 'related', 'reliability', 'triggeredBy', 'appliesDateTime', 'appliesPeriod'],
  QuestionnaireResponse: ['parent', 'context', 'group'],
  AllergyIntolerance: ['assertedDate', 'substance', 'lastOccurence', 'status', 'participant'],
  ServiceRequest: ['context', 'definition', 'reason'],
}

const olderDose: readonly string[] = ['doseQuantity', 'doseRange', 'rateRatio', 'rateQuantity', 'quantityQuantity']

export function isOtherVersion(resource: Json, kind: Kind): boolean {
  if (elements[kind].some((key) => key in resource)) return true
  // DSTU2 says `patient` where R4 says `subject`; R4 itself only of an allergy.
  if (kind !== 'AllergyIntolerance' && 'patient' in resource && !('subject' in resource)) return true
  // Older versions say their statuses in a bare word, and doses in the line itself; R5 has new words.
  if (['clinicalStatus', 'verificationStatus'].some((key) => typeof resource[key] === 'string')) return true
  if (kind === 'MedicationStatement' && (resource['status'] === 'recorded' || resource['status'] === 'draft')) return true
  if (kind === 'QuestionnaireResponse' && isObject(resource['questionnaire'])) return true
  if (isObject(resource['code']) && 'concept' in resource['code']) return true
  const requester = resource['requester']
  if (isObject(requester) && 'agent' in requester) return true
  return ['dosageInstruction', 'dosage'].some((key) => anyList(resource[key]).some((line) => olderDose.some((one) => one in line)))
}
