import type { Reference, Resource } from '@medplum/fhirtypes'

/** The kinds of resource this record keeps; `write` says whether an app with the scope may create and update them. */
const kinds = {
  Patient: { write: false },
  Practitioner: { write: false },
  PractitionerRole: { write: false },
  Organization: { write: false },
  Condition: { write: true },
  MedicationRequest: { write: true },
  MedicationStatement: { write: true },
  MedicationDispense: { write: false },
  MedicationAdministration: { write: true },
  Medication: { write: false },
  Observation: { write: true },
  AllergyIntolerance: { write: true },
  Procedure: { write: true },
  ServiceRequest: { write: true },
  QuestionnaireResponse: { write: true },
  Questionnaire: { write: false },
  DocumentReference: { write: true },
  Provenance: { write: true },
  EpisodeOfCare: { write: false },
} as const

export type ServedType = keyof typeof kinds
export type Served = Extract<Resource, { resourceType: ServedType }> & { id: string }

export const servedTypes = Object.keys(kinds) as ServedType[]

export const isServed = (type: string): type is ServedType => Object.hasOwn(kinds, type)

export const isWritable = (type: ServedType): boolean => kinds[type].write

/** Kinds that belong to no patient: whoever may read the kind may read all of them. */
const shared: ReadonlySet<string> = new Set(['Practitioner', 'PractitionerRole', 'Organization', 'Medication', 'Questionnaire'])

export const isShared = (type: string): boolean => shared.has(type)

/** The reference by which a resource belongs to a patient, whatever its kind calls it. */
export function subjectOf(resource: Resource): Reference | undefined {
  const owned = resource as { subject?: Reference; patient?: Reference }
  return owned.subject ?? owned.patient
}
