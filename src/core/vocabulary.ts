/** Every fact as data (rules/vocabulary.json): a kind, where it comes from, how long it is valid, its words. */

import type { Limits as Between } from './codes.ts'
import type { Certainty, Text, Value } from './guideline.ts'

export type FalseFor = { males?: boolean; below?: number; above?: number }
type Words = {
  text: Text
  question?: Text
  hint?: Text
  unitText?: Text
  /** What is lacking where the number is too low: `{n}` more; `{weeks}` of an adequate trial. */
  change?: Text
}
type Limits = { systolic: number; diastolic: number }

/** Numbers that are asked for together: a month in general, a month's days with each kind of acute medication. */
export type Form = 'month' | 'medication'

export type FactDefinition = Words & {
  type: 'boolean' | 'number' | 'text'
  unit?: string
  values?: string[]
  /** Days that a value of the record or an answer stays valid. */
  window?: number
  /** What an answer can be; facts of the diary and scores have theirs in rules/codes.json. */
  limits?: Between
  redFlag?: 'acute' | 'semiAcute'
  /** How it is asked: ticked where true, among others that are unlikely; or as one number of a form. */
  ask?: 'tick' | Form
} & FactKind

export type FactKind =
  | { kind: 'age' | 'sex' | 'firstLineLeft' | 'botulinumRounds' | 'monthsOnTreatment' }
  | { kind: 'adequatePreventiveOngoing' | 'advancedTreatmentDose' | 'preventiveOngoing' | 'advancedTreatmentOngoing' | 'advancedTreatment' }
  | { kind: 'advancedTreatmentWeeks' | 'prescriber' }
  | { kind: 'triedAsTablets'; substance: string }
  | { kind: 'diagnosis'; codes: string; history: boolean /** An allergy of these codes says the same. */; allergy?: boolean }
  | { kind: 'ageAtOnset' | 'childbearingPotential' | 'opioidForMigraineOngoing'; codes: string }
  /** `ended`: what makes every earlier sign outdated; `observed`: the codes of Observations that say it. */
  | { kind: 'pregnant' | 'pregnancyProven'; codes: string; ended: string; observed: readonly string[] }
  | { kind: 'gestationalWeek'; observed: readonly string[] }
  | { kind: 'eventWithin'; codes: string; window: number }
  | { kind: 'month'; code: string; window: number; within?: { fact: string; daysPerAttack?: number } }
  | { kind: 'consecutiveMonths'; of: string; window: number }
  | { kind: 'kindsWithDays'; of: string[]; window: number }
  | { kind: 'baseline'; of: string }
  | { kind: 'reduction'; of: string; baseline: string; window: number }
  | { kind: 'latest'; code: string; window: number }
  | { kind: 'answer'; falseFor?: FalseFor; refutedBy?: { fact: string; below: number } }
  | { kind: 'pregnancyHeadache'; window: number; falseFor: FalseFor; parameters: { week: number } & Limits }
  | {
      kind: 'bloodPressure'
      window: number
      parameters: { twice: Limits; once: Limits; controlled: Limits }
      /** Where readings decide nothing: the clinician's "no" to this settles it. */
      refutedByAnswer?: string
    }
  | {
      kind: 'trialCount'
      of: 'preventive' | 'triptan'
      that: 'tried' | 'failed'
      groups?: boolean
      without?: string
      /** A count that this one is a part of, and never exceeds. */
      within?: string
      /** A division of drugs.json: its classes are counted, and what counts there only. */
      classes?: string
      orContraindicated?: boolean
    }
  | { kind: 'provenCount'; of: string }
  | { kind: 'diaryKept'; of: string[] }
  | { kind: 'ongoing'; codes: string; alsoOverTheCounter?: boolean }
  /** Other than the tablets of this substance. */
  | { kind: 'newOtherTriptan'; substance: string; window: number }
  | { kind: 'regularOver'; codes: string; days: number }
  | { kind: 'ruledOut'; substance: string }
  | { kind: 'referral'; codes: string; reason: string; months: number }

/** Thresholds that several facts share. */
export type Numbers = Readonly<
  Record<
    | 'diaryMonths'
    | 'onsetRecordedWithin'
    | 'childbearingFrom'
    | 'childbearingTo'
    | 'pregnantValid'
    | 'notPregnantValid'
    | 'overAfterDue'
    | 'fullTerm'
    | 'lastGestationalWeek'
    | 'settledWeeks'
    | 'settledRounds'
    | 'adultAge',
    { value: number; unit: string; certainty: Certainty }
  >
>

export type Vocabulary = { numbers: Numbers; facts: Readonly<Record<string, FactDefinition>> }

/** Whether a value is one that this fact may have: of its type and, for words, one of its words. */
export const suits = ({ kind, type, values }: FactDefinition, value: Value): boolean => {
  if (type === 'text') return typeof value === 'string' && (!values || values.includes(value))
  return typeof value === type && (!counted.includes(kind) || Number.isInteger(value)) && !Number.isNaN(value)
}
/** What is counted is a whole number. */
const counted: readonly FactDefinition['kind'][] = ['age', 'month', 'trialCount', 'consecutiveMonths', 'kindsWithDays', 'botulinumRounds']
