/** All that a fact may be derived from. */

import type { Code, Sets } from '../codes.ts'
import { type Day, partialDate } from '../dates.ts'
import type { Diary } from '../diary.ts'
import { type DrugTable, today } from '../drugs.ts'
import { type Answers, type Fact, range, said } from '../facts.ts'
import type { Value } from '../guideline.ts'
import { drugKinds, type Kind, type PatientRecord } from '../record.ts'
import { Silence, type Source } from '../silence.ts'
import type { Trial } from '../trials.ts'
import type { FalseFor, Numbers } from '../vocabulary.ts'

export type Role = 'gp' | 'neurologist' | 'nurse'

export type Chart = {
  record: PatientRecord
  trials: readonly Trial[]
  diary: Diary
  answers: Answers
  asOf: Day
  role: Role
  table: DrugTable
  sets: Sets
  numbers: Numbers
  /** Another fact of the same patient; derived when first asked for. */
  fact: (name: string) => Fact
}

type Coded = Pick<Chart, 'sets'>
/** Codes of any of these sets. */
const ofSets =
  ({ sets }: Coded, names: readonly string[]) =>
  (code: Code): boolean =>
    sets(code).some((set) => names.includes(set))

export const from = (chart: Coded, kinds: Kind | readonly Kind[], ...sets: string[]): Source[] =>
  (typeof kinds === 'string' ? [kinds] : kinds).map((kind) => ({ kind, about: sets.length > 0 ? ofSets(chart, sets) : null }))

export const silenceOn = ({ record }: Pick<Chart, 'record'>, ...sources: (Source | Source[])[]): Silence =>
  Silence.on(record, sources.flat())

/** The sets of codes that a pressure is known by. */
export const pressureSets = ['systolic', 'diastolic', 'bloodPressurePanel'] as const
export const diaryKinds = ['Observation', 'QuestionnaireResponse'] as const satisfies readonly Kind[]
/** What tells of a drug that is given by injection, too. */
export const treatmentKinds = [...drugKinds, 'Procedure'] as const satisfies readonly Kind[]
/** What tells how a drug went: an allergy says that it was once not tolerated. */
export const trialKinds = [...treatmentKinds, 'AllergyIntolerance'] as const satisfies readonly Kind[]

/** Drugs were read: prescriptions or statements to their end, and no drug kind failed. A kind the record does not keep is no obstacle. */
const orders: readonly Kind[] = ['MedicationRequest', 'MedicationStatement']

/** What is given at intervals, by table: few, and asked for with every drug. */
const givenAtIntervals = new WeakMap<DrugTable, readonly Code[]>()
function givenBy(table: DrugTable): readonly Code[] {
  const before = givenAtIntervals.get(table)
  if (before) return before
  const codes = Object.entries(table.substances).flatMap(([code, { interval }]): Code[] =>
    interval ? [{ system: 'atc', code, display: null }] : [],
  )
  givenAtIntervals.set(table, codes)
  return codes
}

/** Silence on drugs with these codes (null: any drug). What is given by procedure as well is sought there as well. */
export function drugSilence({ record, table }: Chart, about: ((code: Code) => boolean) | null): Silence {
  const kinds = about !== null && givenBy(table).some(about) ? treatmentKinds : drugKinds
  return Silence.on(
    record,
    kinds.map((kind) => ({ kind, about })),
    orders,
  )
}

/** Silence on all that tells of trials: of the drugs of the table. */
export const trialSilence = ({ record, table }: Pick<Chart, 'record' | 'table'>): Silence => {
  const about = ({ system, code }: Code) => system === 'atc' && Object.hasOwn(table.substances, today(table, code))
  return Silence.on(
    record,
    trialKinds.map((kind) => ({ kind, about })),
    orders,
  )
}

/** Drugs could be read, as far as they were: what was found so far is what there is so far. */
export const drugsWereRead = (chart: Chart): boolean => drugSilence(chart, null).isRead

/** A drug without a code we know that is, or may be, in use: silence about any drug is then no "no". */
export const uncodedInUse = ({ trials }: Chart): readonly Trial[] =>
  trials.filter(({ substance, inUse }) => substance === null && inUse !== false)

/** False by sex or age alone. */
export function falseBySexOrAge(chart: Chart, { males, below, above }: FalseFor): Fact | null {
  const sex = chart.fact('sex')
  const age = chart.fact('age')
  const years = range(age)
  if (males && sex.status === 'known' && sex.value === 'male') return byPatient(sex)
  const tooYoung = below !== undefined && years !== null && years.high < below
  const tooOld = above !== undefined && years !== null && years.low > above
  return tooYoung || tooOld ? byPatient(age) : null
}

/** The Patient, or the answer on age or sex, says so. */
function byPatient({ evidence: [first, ...more] }: Fact): Fact {
  if (!first) throw new Error('age and sex always have evidence')
  return said(false, [first, ...more])
}

/** The day an answer was given; today where it does not say. */
export const answeredOn = (chart: Pick<Chart, 'asOf'>, { date }: { date: string | null }): Day =>
  (date === null ? null : partialDate(date)?.last) ?? chart.asOf

/** An answer that is still valid; `old` where there is one that no longer is. An answer dated after the day is not read. */
export function answer(chart: Chart, name: string, window: (value: Value) => number | undefined): { fact: Fact | null; old: boolean } {
  const given = Object.hasOwn(chart.answers.facts, name) ? chart.answers.facts[name] : undefined
  if (!given) return { fact: null, old: false }
  const { value, by, date } = given
  const age = chart.asOf - answeredOn(chart, given)
  if (age < 0) return { fact: null, old: false }
  const limit = window(value)
  if (limit !== undefined && age > limit) return { fact: null, old: true }
  return { fact: said(value, [{ by, date }]), old: false }
}
