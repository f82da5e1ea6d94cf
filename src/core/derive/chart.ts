/** All that a fact may be derived from. */

import type { Sets } from '../codes.ts'
import { type Day, partialDate } from '../dates.ts'
import type { Diary } from '../diary.ts'
import type { DrugTable } from '../drugs.ts'
import { type Answers, type Fact, known, range, type Why } from '../facts.ts'
import type { Value } from '../guideline.ts'
import { drugKinds, type Kind, type PatientRecord } from '../record.ts'
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

/** Why silence on these kinds is no answer: they were not read, or they hold nothing. */
export function whySilent({ record }: Chart, ...kinds: readonly Kind[]): Why {
  const reads = kinds.map((kind) => record.read[kind])
  if (reads.some(({ status }) => status === 'failed')) return 'notRead'
  return reads.some(({ status, notKept }) => status === 'notAsked' && !notKept) ? 'notAsked' : 'notRecorded'
}

/** Drugs were read: prescriptions or statements completely, and no drug kind failed. A kind the record does not keep is no obstacle. */
export function drugsWereRead({ record: { read } }: Chart): boolean {
  const obstacle = drugKinds.some((kind) => read[kind].status === 'failed' || (read[kind].status === 'notAsked' && !read[kind].notKept))
  return !obstacle && (read.MedicationRequest.status === 'complete' || read.MedicationStatement.status === 'complete')
}

/** A drug without a code we know that is, or may be, in use: silence about any drug is then no "no". */
export const uncodedInUse = ({ trials }: Chart): readonly Trial[] =>
  trials.filter(({ substance, inUse }) => substance === null && inUse !== false)

/** False by sex or age alone. */
export function falseBySexOrAge(chart: Chart, { males, below, above }: FalseFor): Fact | null {
  const sex = chart.fact('sex')
  const age = range(chart.fact('age'))
  if (males && sex.status === 'known' && sex.value === 'male') return known(false, sex.evidence)
  const tooYoung = below !== undefined && age !== null && age.high < below
  const tooOld = above !== undefined && age !== null && age.low > above
  return tooYoung || tooOld ? known(false, chart.fact('age').evidence) : null
}

/** The day an answer was given; today where it does not say. */
export const answeredOn = (chart: Pick<Chart, 'asOf'>, { date }: { date: string | null }): Day =>
  (date === null ? null : partialDate(date)?.last) ?? chart.asOf

/** An answer that is still valid; `old` where there is one that no longer is. An answer dated after the day is not read. */
export function answer(chart: Chart, name: string, window: (value: Value) => number | undefined): { fact: Fact | null; old: boolean } {
  const given = chart.answers.facts[name]
  if (!given) return { fact: null, old: false }
  const { value, by, date } = given
  const age = chart.asOf - answeredOn(chart, given)
  if (age < 0) return { fact: null, old: false }
  const limit = window(value)
  if (limit !== undefined && age > limit) return { fact: null, old: true }
  return { fact: known(value, [{ by, date }]), old: false }
}
