/** What the record, or the clinician, lets us say about one patient. Unknown is a value. */

import type { IsoDate } from './dates.ts'
import type { Value } from './guideline.ts'

export type Why = 'notRecorded' | 'notRead' | 'notAsked' | 'outdated' | 'conflicting'

export type Fact =
  /** `unit` where it differs from patient to patient; else the vocabulary has it. */
  | { status: 'known'; value: Value; evidence: Evidence[]; unit?: string }
  /** The value lies between; null is an open end. */
  | { status: 'between'; low: number | null; high: number | null; evidence: Evidence[] }
  | { status: 'unknown'; why: Why; evidence: Evidence[] }
export type Facts = Readonly<Record<string, Fact>>

/** Where a fact comes from: a resource of the record, or the person who answered. */
export type Evidence = FromResource | { by: string; date: string | null }
/** `unusable`: the resource is there and could not be used; the fact is open because of it. */
type FromResource = { resource: string; says: string; date: string | null; suspected?: boolean; unusable?: boolean }

/** What evidence shows. "No" and "none" are never made here: they need evidence of their own (`said`), or a silence that proves (silence.ts). */
export const known = (value: true | number | string, evidence: Evidence[] = []): Fact => ({ status: 'known', value, evidence })
/** What somebody or the record itself says, "no" included; never without whoever says it. */
export const said = (value: Value, evidence: readonly [Evidence, ...Evidence[]]): Fact => ({
  status: 'known',
  value,
  evidence: [...evidence],
})
/** What is given, not found: the role of the person signed in, what is supposed in what-if and of drugs that may be taken, a vignette. */
export const given = (value: Value): Fact => ({ status: 'known', value, evidence: [] })
export const unknown = (why: Why, evidence: Evidence[] = []): Fact => ({ status: 'unknown', why, evidence })

/** A range whose ends meet is known; one without ends says nothing. */
export function between(low: number | null, high: number | null, evidence: Evidence[] = []): Fact {
  if (low !== null && low === high) return known(low, evidence)
  if (low === null && high === null) return unknown('notRecorded', evidence)
  return { status: 'between', low, high, evidence }
}

export const isTrue = (fact: Fact | undefined): boolean => fact?.status === 'known' && fact.value === true
export const isFalse = (fact: Fact | undefined): boolean => fact?.status === 'known' && fact.value === false

/** The entries that are there and could not be used, and that hold this fact open. */
export const holdingOpen = (fact: Fact | undefined): FromResource[] =>
  fact === undefined || fact.status === 'known' ? [] : fact.evidence.flatMap((one) => ('resource' in one && one.unusable ? [one] : []))

/** The same fact; what holds the others open that it rests on holds it open too. */
export function restingOn(fact: Fact, others: readonly (Fact | undefined)[]): Fact {
  if (fact.status === 'known') return fact
  const named = new Set(fact.evidence.flatMap((one) => ('resource' in one ? one.resource : [])))
  const more = new Map(others.flatMap(holdingOpen).flatMap((one) => (named.has(one.resource) ? [] : [[one.resource, one] as const])))
  return more.size === 0 ? fact : { ...fact, evidence: [...fact.evidence, ...more.values()] }
}

/** The numbers a fact may still have; null where it is no number or unknown. */
export function range(fact: Fact | undefined): { low: number; high: number } | null {
  if (fact?.status === 'known' && typeof fact.value === 'number') return { low: fact.value, high: fact.value }
  if (fact?.status === 'between') return { low: fact.low ?? Number.NEGATIVE_INFINITY, high: fact.high ?? Number.POSITIVE_INFINITY }
  return null
}

/** What the clinician answered: facts, months of the diary, trials. */
export type Answered = { by: string; date: IsoDate | null }
export type Answers = {
  facts: Readonly<Record<string, Answered & { value: Value }>>
  months: Readonly<Record<string, Answered & { values: Readonly<Record<string, number>> }>>
  trials: Readonly<Record<string, TrialAnswer>>
}
export type Outcome = 'noEffect' | 'notTolerated' | 'contraindicated' | 'effective' | 'other' | 'unknown'
export type TrialAnswer = Answered & {
  outcome?: Outcome
  adequate?: boolean
  forMigraine?: boolean
  /** Names one trial by its start; without it the latest, and each whose outcome the record does not code. */
  start?: string
  /** One more trial, begun nobody knows when: it is none of those that the record holds. */
  another?: boolean
}
export const noAnswers: Answers = { facts: {}, months: {}, trials: {} }
