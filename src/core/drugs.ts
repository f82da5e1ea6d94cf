/** The table of substances (rules/drugs.json): names, groups, doses. Data with certainty; no number of it stands in code. */

import type { Certainty, Source, Text } from './guideline.ts'

type Number_ = { value: number; certainty: Certainty }
type Dose = { value: number; unit: string; certainty: Certainty }
/** How long one dose covers; `byDose` rows hold for doses up to `atMost`. */
export type Interval = { days?: number; months?: number; byDose?: { atMost: number | null; months: number }[]; certainty: Certainty }

export type Substance = {
  name: Text
  group: string
  role: 'preventive' | 'acute' | 'advanced'
  /** Toward the failed preventives (for triptans: the failed triptans); `ask` counts only when the clinician says so. */
  counts: 'yes' | 'ask' | 'no'
  line?: number
  minDailyDose?: Dose
  plausibleDailyDose?: Dose
  /** Doses in steps of another salt: a whole multiple of `step` is read as the same multiple of `means`. */
  saltSteps?: SaltSteps
  /** Botulinum toxin: units of a full round, and rounds of an adequate trial. */
  roundUnits?: Dose
  minRounds?: Number_
  interval?: Interval
  secondEvaluationMonths?: Number_
  /** Rimegepant is an advanced treatment only where it is taken every other day or prescribed for prevention. */
  advancedWhen?: 'forPrevention'
  /** How it is begun, raised and given, for the reader: nothing is decided by it. */
  dosing?: Said
  /** Where sources disagree about it. */
  note?: Said
  /** What is not known of its subsidy. */
  subsidy?: Said
}
export type SaltSteps = { step: number; means: number; unit: string; certainty: Certainty; cite: string }
export type Said = { text: Text; cite: string; certainty: Certainty }

export type DrugTable = {
  sources: Readonly<Record<string, Source>>
  groups: Readonly<Record<string, Text>>
  substances: Readonly<Record<string, Substance>>
  /** Codes of one substance: old → today's. */
  sameSubstance: Readonly<Record<string, string>>
  products: { nplid: Readonly<Record<string, string>>; rxnorm: Readonly<Record<string, string>> }
  firstLine: readonly string[]
  /** Substances by the classes that another country counts. */
  classes: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By group and by substance: what is asked before it is begun. */
  askBefore: Readonly<Record<string, readonly Ask[]>>
  alwaysForMigraine: readonly string[]
  maxGapDays: Number_
  closedWithinMonths: Number_
  adequateDays: Number_
  staleMonths: Number_
  doseGraceDays: Number_
  firstDoseDays: Number_
  seriesGapDays: Number_
  shortCourseDays: Number_
  washoutDays: Number_
  supplyDays: { min: number; max: number; certainty: Certainty }
  followUp: { evaluationMonths: Number_; pauseReviewMonths: Number_; yearlyReviewMonths: Number_ }
}

/** A fact to ask; `onlyWith`: not where that fact is no. */
export type Ask = { fact: string; onlyWith?: string }

/** Today's code of a substance. */
export const today = ({ sameSubstance }: DrugTable, atc: string): string => (Object.hasOwn(sameSubstance, atc) ? sameSubstance[atc]! : atc)

/** Migraine drugs that have no other use. */
export const alwaysForMigraine = (table: DrugTable, atc: string): boolean => table.alwaysForMigraine.some((code) => atc.startsWith(code))
