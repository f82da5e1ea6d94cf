import type { CodeableConcept, Coding, Identifier, Patient, Quantity, Reference, Resource, Timing } from '@medplum/fhirtypes'
import type { Store } from '../fhir/store.ts'

/** Whether a patient's details are to be kept from sight. */
export function isProtected(patient: Patient): boolean {
  return patient.meta?.security?.some((label) => /sekretessmarkering|skyddadFolkbokforing/.test(label.code ?? '')) ?? false
}

/** `Lindqvist, Eva`, or a mark where the identity is protected. */
export function nameOf(patient: Patient): string {
  if (isProtected(patient)) return 'Skyddade uppgifter'
  const name = patient.name?.[0]
  return [name?.family, name?.given?.join(' ')].filter(Boolean).join(', ') || name?.text || 'Namn saknas'
}

export function ageOf(patient: Patient, today: string): string {
  const birth = patient.birthDate
  if (!birth) return 'ålder saknas'
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return `${birth.length === 10 && today.slice(5) < birth.slice(5) ? years - 1 : years} år`
}

const sexes: Record<string, string> = { female: 'kvinna', male: 'man', other: 'annat kön' }

export const sexOf = (patient: Patient): string => sexes[patient.gender ?? ''] ?? 'kön saknas'

const numberKinds: [RegExp, string][] = [
  [/samordningsnummer|1\.2\.752\.129\.2\.1\.3\.3/, 'samordningsnummer'],
  [/reserv|1\.2\.752\.74\.9|1\.2\.752\.97\.3\.1\.3/i, 'reservnummer'],
  [/personnummer|1\.2\.752\.129\.2\.1\.3\.1/, 'personnummer'],
]

/** The number with its kind, as given. */
export function numberOf(patient: Patient): string {
  const identifier: Identifier | undefined = patient.identifier?.[0]
  if (!identifier?.value) return 'nummer saknas'
  const kind = numberKinds.find(([pattern]) => pattern.test(identifier.system ?? ''))?.[1] ?? 'nummer'
  return `${kind} ${identifier.value}`
}

/** A concept in words, else its first code. */
export function textOf(concept: CodeableConcept | undefined): string {
  return concept?.text ?? concept?.coding?.find((coding) => coding.display)?.display ?? concept?.coding?.[0]?.code ?? ''
}

/** The codes of a concept, without those of kinds that nobody reads. */
export function codesOf(concept: CodeableConcept | undefined): string {
  return (concept?.coding ?? [])
    .map((coding: Coding) => coding.code)
    .filter(Boolean)
    .join(', ')
}

/** The drug of a prescription, a statement, a dispense or a dose, wherever its name stands. */
export function drugOf(
  resource: { contained?: Resource[]; medicationCodeableConcept?: CodeableConcept; medicationReference?: Reference },
  store: Store,
): string {
  if (resource.medicationCodeableConcept) return textOf(resource.medicationCodeableConcept)
  const reference = resource.medicationReference?.reference
  const contained = resource.contained?.find((one) => reference === `#${one.id}`)
  const medication = contained ?? store.follow(reference)
  const name = medication?.resourceType === 'Medication' ? textOf(medication.code) : ''
  return name || (resource.medicationReference?.display ?? 'Namn saknas')
}

export const quantityOf = (quantity: Quantity | undefined): string =>
  quantity?.value === undefined
    ? ''
    : `${quantity.comparator ?? ''}${String(quantity.value).replace('.', ',')} ${quantity.unit ?? quantity.code ?? ''}`.trim()

/** The day of a date, as given; a time is left out. */
export const dayOf = (date: string | undefined): string => date?.slice(0, 10) ?? ''

/** `2024-01-10 till 2024-06-01`, with an open end left open. */
export function periodOf(start: string | undefined, end: string | undefined): string {
  if (!start && !end) return ''
  return end ? `${dayOf(start) || '?'} till ${dayOf(end)}` : `från ${dayOf(start)}`
}

export const boundsOf = (timing: Timing | undefined): { start?: string; end?: string } => timing?.repeat?.boundsPeriod ?? {}

const statusNames: Record<string, string> = {
  active: 'pågår',
  completed: 'avslutad',
  stopped: 'utsatt',
  'on-hold': 'vilande',
  draft: 'utkast',
  'entered-in-error': 'felaktig',
  'not-taken': 'tas inte',
  resolved: 'ej aktuell',
  inactive: 'ej aktuell',
  unknown: 'okänd',
}

export const statusOf = (status: string | undefined): string => statusNames[status ?? ''] ?? status ?? ''
