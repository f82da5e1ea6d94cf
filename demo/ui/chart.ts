import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  DocumentReference,
  MedicationAdministration,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Procedure,
  ServiceRequest,
} from '@medplum/fhirtypes'
import type { Store } from '../fhir/store.ts'
import type { ServedType } from '../fhir/types.ts'
import { boundsOf, codesOf, dayOf, drugOf, periodOf, quantityOf, statusOf, textOf } from './describe.ts'

/** A table of the chart. */
export interface Table {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Drugs of every kind that the record keeps, the newest first. */
export function drugTable(store: Store, patient: string): Table {
  const of = <T>(type: ServedType): T[] => store.ofPatient(type, patient) as unknown as T[]
  const orders = of<MedicationRequest>('MedicationRequest').map((one) => {
    const dosage = one.dosageInstruction?.[0]
    const { start = one.authoredOn, end } = boundsOf(dosage?.timing)
    return [
      drugOf(one, store),
      dosage?.text ?? '',
      periodOf(start, end),
      statusOf(one.status),
      wordsOf([...(one.reasonCode ?? []), ...(one.statusReason ? [one.statusReason] : [])]),
      'ordination',
    ]
  })
  const statements = of<MedicationStatement>('MedicationStatement').map((one) => {
    const { start = one.effectiveDateTime ?? one.dateAsserted, end } = one.effectivePeriod ?? {}
    return [
      drugOf(one, store),
      one.dosage?.[0]?.text ?? '',
      periodOf(start, end),
      statusOf(one.status),
      wordsOf([...(one.reasonCode ?? []), ...(one.statusReason ?? [])]),
      'läkemedelslista',
    ]
  })
  const dispenses = of<MedicationDispense>('MedicationDispense').map((one) => {
    return [drugOf(one, store), quantityOf(one.quantity), dayOf(one.whenHandedOver), statusOf(one.status), '', 'uthämtat']
  })
  const doses = of<MedicationAdministration>('MedicationAdministration').map((one) => {
    return [
      drugOf(one, store),
      quantityOf(one.dosage?.dose),
      dayOf(one.effectiveDateTime ?? one.effectivePeriod?.start),
      statusOf(one.status),
      '',
      'given dos',
    ]
  })
  const rows = [...orders, ...statements, ...dispenses, ...doses].sort((one, other) => firstDay(other[2]).localeCompare(firstDay(one[2])))
  return { caption: 'Läkemedel', columns: ['Läkemedel', 'Dosering', 'När', 'Status', 'Orsak, utvärdering', 'Källa'], rows }
}

const wordsOf = (concepts: readonly CodeableConcept[]): string => concepts.map(textOf).filter(Boolean).join('; ')

const firstDay = (period: string | undefined): string => /\d{4}[-\d]*/.exec(period ?? '')?.[0] ?? ''

export function diagnosisTable(store: Store, patient: string): Table {
  const rows = (store.ofPatient('Condition', patient) as Condition[]).map((one) => [
    textOf(one.code),
    codesOf(one.code),
    dayOf(one.onsetDateTime ?? one.recordedDate),
    statusOf(one.clinicalStatus?.coding?.[0]?.code),
  ])
  const procedures = (store.ofPatient('Procedure', patient) as Procedure[]).map((one) => [
    textOf(one.code),
    codesOf(one.code),
    dayOf(one.performedDateTime ?? one.performedPeriod?.start),
    'åtgärd',
  ])
  return {
    caption: 'Diagnoser och åtgärder',
    columns: ['Benämning', 'Kod', 'Datum', 'Status'],
    rows: [...rows, ...procedures].sort(byColumn(2)),
  }
}

export function allergyTable(store: Store, patient: string): Table {
  const rows = (store.ofPatient('AllergyIntolerance', patient) as AllergyIntolerance[]).map((one) => [
    textOf(one.code),
    one.reaction
      ?.flatMap((reaction) => reaction.manifestation ?? [])
      .map(textOf)
      .join(', ') ?? '',
    dayOf(one.recordedDate),
  ])
  return { caption: 'Överkänslighet', columns: ['Ämne', 'Reaktion', 'Datum'], rows }
}

export function valueTable(store: Store, patient: string): Table {
  const rows = (store.ofPatient('Observation', patient) as Observation[]).map((one) => [
    textOf(one.code),
    valueText(one),
    dayOf(one.effectiveDateTime) || periodOf(one.effectivePeriod?.start, one.effectivePeriod?.end),
  ])
  return { caption: 'Mätvärden och huvudvärksdagbok', columns: ['Vad', 'Värde', 'När'], rows: rows.sort(byColumn(2)) }
}

function valueText(observation: Observation): string {
  const own =
    quantityOf(observation.valueQuantity) ||
    textOf(observation.valueCodeableConcept) ||
    observation.valueString ||
    observation.valueDateTime
  if (own) return own
  if (observation.valueInteger !== undefined) return String(observation.valueInteger)
  const parts = (observation.component ?? []).map((component) => `${textOf(component.code)} ${quantityOf(component.valueQuantity)}`.trim())
  return parts.join(', ') || (observation.dataAbsentReason ? 'saknas' : '')
}

export function referralTable(store: Store, patient: string): Table {
  const rows = (store.ofPatient('ServiceRequest', patient) as ServiceRequest[]).map((one) => [
    textOf(one.performerType) || textOf(one.code),
    one.reasonCode?.map(textOf).join(', ') ?? '',
    dayOf(one.authoredOn),
    statusOf(one.status),
  ])
  return { caption: 'Remisser', columns: ['Till', 'Frågeställning', 'Datum', 'Status'], rows: rows.sort(byColumn(2)) }
}

/** What was written about the patient; a preliminary text is not signed. */
export function documentTable(store: Store, patient: string): Table {
  const rows = (store.ofPatient('DocumentReference', patient) as DocumentReference[]).map((one) => [
    textOf(one.type),
    Buffer.from(one.content?.[0]?.attachment?.data ?? '', 'base64').toString(),
    dayOf(one.date),
    one.docStatus === 'preliminary' ? 'preliminär' : statusOf(one.status),
  ])
  return { caption: 'Dokument', columns: ['Vad', 'Text', 'Datum', 'Status'], rows: rows.sort(byColumn(2)) }
}

const byColumn = (column: number) => (one: readonly string[], other: readonly string[]) =>
  firstDay(other[column]).localeCompare(firstDay(one[column]))
