/**
 * One patient's record with nothing of FHIR's looseness left: dates are intervals of days, codes are normalised,
 * doses are milligrams a day or null, and each item says which resource it came from.
 */

import type { Code } from './codes.ts'
import type { Day, IsoDate, PartialDate } from './dates.ts'
import type { Evidence, Outcome } from './facts.ts'

export const drugKinds = ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'] as const
export const kinds = [
  'Condition',
  ...drugKinds,
  'Procedure',
  'Observation',
  'QuestionnaireResponse',
  'AllergyIntolerance',
  'ServiceRequest',
] as const
export type Kind = (typeof kinds)[number]

/** How the reading of one kind ended: computed from its ledger, never set. A search that failed is not a search that found nothing. */
export type Read = {
  /** `partial`: something was there that could not be used, or the record shows a part only. */
  status: 'complete' | 'partial' | 'failed' | 'notAsked'
  /** Entries of this patient, used or not. */
  count: number
  /** Entries that could not be used, also those that no fact asks for. */
  unusable: number
  /** Entries dated after the day: counted, not read. */
  later: number
  from: string | null
  to: string | null
  reason: string | null
  /** The site says that its record does not keep this kind. */
  notKept?: boolean
  /** The site says that its record shows only a part of this kind: silence proves nothing. */
  limited?: boolean
}

/** What an entry is and what it is about, where it could not be read as a whole. */
type Glimpse = {
  resource: string
  /** The codes it carries; null where none could be read. */
  codes: readonly Code[] | null
  says: string
  /** The days it may be about; null where it cannot be dated. */
  on: PartialDate | null
}

/** An entry that is there and could not be used: what it may have said stays open. `kind` is null for what is no resource: it may have been of any kind. */
export type Unusable = Glimpse & { kind: Kind | null; why: string }
/** A drug that is dated after the day. */
export type Later = Glimpse & { kind: Kind }

/** Something in the record that could not be used as it stands; told, never dropped. The words are in outputs/words. */
export type Problem = {
  resource: string
  code: string
  detail?: string /** How many resources it is told of, where one line stands for several. */
  times?: number
}

export type Patient = {
  id: string
  birth: PartialDate | null
  sex: 'female' | 'male' | 'other' | null
  /** Null: alive, as far as the record says; `on` is null where it does not say when. */
  died: { on: PartialDate | null } | null
  evidence: Evidence[]
}

type FromRecord = { resource: string; says: string; date: PartialDate | null }

export type Diagnosis = FromRecord & {
  codes: readonly Code[]
  /** Current, over, or an active one with an end in the past. */
  state: 'current' | 'resolved' | 'contradictory'
  suspected: boolean
  /** A date, ages, or nothing that decides. */
  onset: { on: PartialDate } | { ages: { low: number; high: number } } | null
  recorded: PartialDate | null
}

export type Allergy = FromRecord & { codes: readonly Code[]; suspected: boolean }

/** From one day to another, in milligrams (or units) a day; null where the dose is not known. */
export type DoseStep = {
  /** Null: from the start of its part. */
  from: Day | null
  to: Day | null
  /** It follows a step of unknown length: when it began nobody knows. */
  afterUnknown: boolean
  low: number | null
  high: number | null
  unit: string
  asNeeded: boolean
}

/** One prescription, statement, dispense or dose given. */
export type DrugEntry = {
  resource: string
  kind: Kind
  /** Today's ATC code of the substance; null where it has no code we know. */
  substance: string | null
  /** All ATC codes of it, also of a class. */
  codes: readonly Code[]
  name: string
  status: 'active' | 'onHold' | 'ended' | 'unknown' | 'given' | 'dispensed'
  start: PartialDate | null
  end: PartialDate | null
  /** Latest sign that it was in use: start, renewal, statement. */
  sign: PartialDate | null
  supplyDays: number | null
  steps: readonly DoseStep[]
  /** A single dose, in mg or units. */
  singleDose: { value: number; unit: string } | null
  /** Every other day, or prescribed for prevention. */
  forPrevention: boolean
  timesOfDay: readonly string[]
  strength: number | null
  byMouth: boolean | null
  outcome: Outcome
  forMigraine: boolean | null
  /** An order to stop: ends the substance's trial, never starts one. */
  isStop: boolean
  /** When it was given, where a time of day is told; else empty. */
  moment: string
  /** It could not be used: what it says of its course stays open. */
  unusable: boolean
}

/** One month's value; a range where a comparator came with it. */
export type MonthValue = {
  first: Day
  last: Day
  code: string
  low: number
  high: number | null
  /** When it was issued, and when the record last changed it: what orders two values of one month. */
  issued: string | null
  updated: string | null
  evidence: Evidence
}

/** A score or a pressure, between two days where its date is given in part; `instant` is empty where no time of day is given. */
export type Measurement = { from: Day; at: Day; instant: string; code: string; low: number; high: number | null; evidence: Evidence }
export type Pressure = { from: Day; at: Day; instant: string; systolic: Bound | null; diastolic: Bound | null; evidence: Evidence[] }
export type Bound = { low: number; high: number }

export type PregnancySign = { pregnant: boolean; date: PartialDate | null; evidence: Evidence }
export type GestationSign = { due: Day; on: Day | null; evidence: Evidence } | { weeks: number; on: Day; evidence: Evidence }

export type Referral = FromRecord & { codes: readonly Code[]; reasons: readonly Code[]; on: PartialDate | null }

/** Free text beside a resource: quoted to the reader, never interpreted; no fact is derived from it. */
export type Remark = { resource: string; text: string; date: IsoDate | null }

export type PatientRecord = {
  patient: Patient
  read: Readonly<Record<Kind, Read>>
  diagnoses: readonly Diagnosis[]
  drugs: readonly DrugEntry[]
  allergies: readonly Allergy[]
  months: readonly MonthValue[]
  measurements: readonly Measurement[]
  pressures: readonly Pressure[]
  pregnancy: readonly PregnancySign[]
  gestation: readonly GestationSign[]
  referrals: readonly Referral[]
  remarks: readonly Remark[]
  unusable: readonly Unusable[]
  later: readonly Later[]
  problems: readonly Problem[]
}
