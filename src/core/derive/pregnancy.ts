/** Pregnancy: of all signs the latest that is still valid; silence is unknown. */

import type { Day } from '../dates.ts'
import { type Evidence, type Fact, isTrue, known, range, said, unknown } from '../facts.ts'
import { open, type Silence, soFar } from '../silence.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, answeredOn, type Chart, falseBySexOrAge, from, pressureSets, silenceOn } from './chart.ts'
import { evidenceOf, found } from './diagnosis.ts'

type Sign = { pregnant: boolean; on: Day | null; evidence: Evidence }

type Codes = { codes: string; ended: string; observed: readonly string[] }

/** The clinician's word while it is valid and nothing later is recorded, else the latest sign of the record; an undated condition is current. */
export function pregnant(chart: Chart, of: Codes): Fact {
  const { asOf, numbers } = chart
  const over = overSince(chart, of.ended)
  const isOld = ({ pregnant, on }: Sign): boolean => {
    if (over !== null && (on === null || on < over)) return true
    return on !== null && asOf - on > (pregnant ? numbers.pregnantValid.value : numbers.notPregnantValid.value)
  }
  const newest = signs(chart, of.codes)[0]
  const answered = answer(chart, 'pregnant', () => undefined).fact
  const given = chart.answers.facts['pregnant']
  const word: Sign | null =
    answered?.status === 'known' && given
      ? { pregnant: answered.value === true, on: answeredOn(chart, given), evidence: answered.evidence[0]! }
      : null
  if (word && !isOld(word) && !(newest && isLater(newest, word, asOf))) return said(word.pregnant, [word.evidence])

  const silence = silenceOn(chart, from(chart, 'Condition', of.codes, of.ended), from(chart, 'Observation', ...of.observed))
  const valid = newest && !isOld(newest) ? newest : null
  if (valid && nothingCanFollow(valid, silence, asOf)) return said(valid.pregnant, [valid.evidence])
  // By sex and age alone, unless a record of a pregnancy is there that could not be read.
  const outside = silence.unusable.some(({ codes }) => codes !== null)
    ? null
    : falseBySexOrAge(chart, { males: true, above: numbers.childbearingTo.value })
  if (outside) return outside
  if (valid) return open(silence, [valid.evidence])
  if (newest || word) return unknown('outdated', newest ? [newest.evidence] : [])
  return open(silence)
}

/** A date in part reaches no further than today. */
const isLater = (sign: Sign, word: Sign, asOf: Day): boolean => sign.on !== null && Math.min(sign.on, asOf) > word.on!

/** Whatever was not read, nothing comes after a positive sign of today or one without a date; else what could not be used must all be older. */
function nothingCanFollow({ pregnant, on }: Sign, { isRead, isLimited, unusable }: Silence, asOf: Day): boolean {
  if (pregnant && (on === null || on === asOf)) return true
  // Where a record shows a part only, what it shows of a pregnancy counts.
  return isRead && on !== null && (pregnant || !isLimited) && unusable.every((one) => one.on !== null && one.on.last < on)
}

/**
 * Of dated signs the latest first, on one day the positive; an undated positive one is current, an undated "no" says nothing.
 * Of a date in part a positive one takes the last day it can mean and a "no" the first: neither outlives what it can prove.
 */
function signs(chart: Chart, codes: string): Sign[] {
  const conditions = found(chart, codes)
    .filter(({ state }) => state === 'current')
    .map((one): Sign => {
      const on = one.recorded ?? (one.onset && 'on' in one.onset ? one.onset.on : null)
      return { pregnant: true, on: on?.last ?? null, evidence: { ...evidenceOf(one), date: one.date?.text ?? on?.text ?? null } }
    })
  const statuses = chart.record.pregnancy.flatMap(({ pregnant, date, evidence }): Sign[] =>
    pregnant || date ? [{ pregnant, on: (pregnant ? date?.last : date?.first) ?? null, evidence }] : [],
  )
  const at = ({ on }: Sign) => on ?? Number.POSITIVE_INFINITY
  return [...conditions, ...statuses].sort((a, b) => (at(a) === at(b) ? Number(b.pregnant) - Number(a.pregnant) : at(b) - at(a)))
}

/** Since when whatever pregnancy was recorded before is over: by a due date that is long past, or by what ended it. */
function overSince(chart: Chart, ended: string): Day | null {
  const { record, asOf, numbers } = chart
  const past = record.gestation.flatMap((one) => ('due' in one && asOf - one.due > numbers.overAfterDue.value ? [one.due] : []))
  const ends = found(chart, ended).flatMap(({ onset, recorded }) => (onset && 'on' in onset ? onset.on : recorded)?.first ?? [])
  return past.length + ends.length > 0 ? Math.max(...past, ...ends) : null
}

/** True on positive evidence now; for advice that must step back only when pregnancy is known. */
export function pregnancyProven(chart: Chart, of: Codes): Fact {
  const fact = chart.fact('pregnant')
  if (fact.status === 'known') return fact
  // A sign of pregnancy stands: what leaves it open leaves this open.
  if (fact.status === 'unknown' && fact.why !== 'outdated' && signs(chart, of.codes)[0]?.pregnant) return fact
  return soFar(false, silenceOn(chart, from(chart, 'Condition', of.codes), from(chart, 'Observation', ...of.observed)), fact.evidence)
}

/** Whole weeks, from the answer, the due date or an earlier count; only while pregnant. The latest record of a sort is believed. */
export function gestationalWeek(chart: Chart, observed: readonly string[]): Fact {
  if (!isTrue(chart.fact('pregnant'))) return unknown('notRecorded')
  const { asOf, numbers, record } = chart
  const given = chart.answers.facts['gestationalWeek']
  const answered = answer(chart, 'gestationalWeek', () => undefined).fact
  if (given && answered?.status === 'known' && typeof answered.value === 'number')
    return week([{ days: answered.value * 7 + asOf - answeredOn(chart, given), on: 0, evidence: answered.evidence[0]! }])

  const silence = silenceOn(chart, from(chart, 'Observation', ...observed))
  if (!silence.isRead || silence.unusable.length > 0) return open(silence)
  const due = record.gestation.flatMap((one) =>
    'due' in one
      ? [{ days: numbers.fullTerm.value - (one.due - asOf), on: one.on ?? Number.NEGATIVE_INFINITY, evidence: one.evidence }]
      : [],
  )
  const counted = record.gestation.flatMap((one) =>
    'weeks' in one ? [{ days: one.weeks * 7 + asOf - one.on, on: one.on, evidence: one.evidence }] : [],
  )
  const fromDue = week(due)
  return fromDue.status === 'unknown' && fromDue.why !== 'conflicting' ? week(counted) : fromDue

  function week(of: { days: number; on: Day; evidence: Evidence }[]): Fact {
    const possible = of
      .map(({ days, ...rest }) => ({ week: Math.floor(days / 7 + 1e-9), ...rest }))
      .filter(({ week }) => week >= 0 && week <= numbers.lastGestationalWeek.value)
    const latest = possible.filter(({ on }) => on === Math.max(...possible.map((one) => one.on)))
    if (latest.length === 0) return unknown('notRecorded')
    const evidence = latest.map((one) => one.evidence)
    return latest.every((one) => one.week === latest[0]!.week) ? known(latest[0]!.week, evidence) : unknown('conflicting', evidence)
  }
}

/** A red flag that is also true by a high reading in the second half of pregnancy. */
export function pregnancyHeadache(chart: Chart, { window, falseFor, parameters }: Extract<FactKind, { kind: 'pregnancyHeadache' }>): Fact {
  const outside = falseBySexOrAge(chart, falseFor)
  if (outside) return outside
  const week = range(chart.fact('gestationalWeek'))
  const high = chart.record.pressures.find(
    ({ from: first, systolic, diastolic }) =>
      chart.asOf - first <= window && ((systolic?.low ?? 0) >= parameters.systolic || (diastolic?.low ?? 0) >= parameters.diastolic),
  )
  if (week && week.low >= parameters.week && high) return known(true, [...chart.fact('gestationalWeek').evidence, ...high.evidence])
  // A pressure that could not be used may have been high in those weeks.
  const mayMatter = week !== null && week.high >= parameters.week
  return unknown('notAsked', mayMatter ? silenceOn(chart, from(chart, 'Observation', ...pressureSets)).evidence : [])
}
