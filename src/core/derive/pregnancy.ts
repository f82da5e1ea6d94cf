/** Pregnancy: of all signs the latest that is still valid; silence is unknown. */

import type { Day } from '../dates.ts'
import { type Evidence, type Fact, isTrue, known, range, unknown } from '../facts.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, answeredOn, type Chart, falseBySexOrAge, whySilent } from './chart.ts'
import { evidenceOf, found } from './diagnosis.ts'

type Sign = { pregnant: boolean; on: Day | null; evidence: Evidence }

/** The clinician's word while it is valid, else the latest sign of the record; an undated condition is current. */
export function pregnant(chart: Chart, codes: string): Fact {
  const { asOf, numbers } = chart
  const isOld = ({ pregnant, on }: Sign): boolean => {
    const over = dueDatePast(chart)
    if (over !== null && (on === null || on < over)) return true
    return on !== null && asOf - on > (pregnant ? numbers.pregnantValid.value : numbers.notPregnantValid.value)
  }
  const answered = answer(chart, 'pregnant', () => undefined).fact
  const given = chart.answers.facts['pregnant']
  const said: Sign | null =
    answered?.status === 'known' && given
      ? { pregnant: answered.value === true, on: answeredOn(chart, given), evidence: answered.evidence[0]! }
      : null
  if (said && !isOld(said)) return known(said.pregnant, [said.evidence])

  const newest = signs(chart, codes)[0]
  if (newest && !isOld(newest)) return known(newest.pregnant, [newest.evidence])
  const outside = falseBySexOrAge(chart, { males: true, above: numbers.childbearingTo.value })
  if (outside) return outside
  if (newest || said) return unknown('outdated', newest ? [newest.evidence] : [])
  return unknown(whySilent(chart, 'Condition', 'Observation'))
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

/** The latest due date that is so long past that all before it is over. */
function dueDatePast({ record, asOf, numbers }: Chart): Day | null {
  const past = record.gestation.flatMap((one) => ('due' in one && asOf - one.due > numbers.overAfterDue.value ? [one.due] : []))
  return past.length > 0 ? Math.max(...past) : null
}

/** True on positive evidence now; for advice that must step back only when pregnancy is known. */
export function pregnancyProven(chart: Chart): Fact {
  const fact = chart.fact('pregnant')
  if (isTrue(fact)) return fact
  const why = whySilent(chart, 'Condition', 'Observation')
  return fact.status === 'known' || why === 'notRecorded' ? known(false, fact.evidence) : unknown(why)
}

/** Whole weeks, from the answer, the due date or an earlier count; only while pregnant. The latest record of a sort is believed. */
export function gestationalWeek(chart: Chart): Fact {
  if (!isTrue(chart.fact('pregnant'))) return unknown('notRecorded')
  const { asOf, numbers, record } = chart
  const given = chart.answers.facts['gestationalWeek']
  const answered = answer(chart, 'gestationalWeek', () => undefined).fact
  if (given && answered?.status === 'known' && typeof answered.value === 'number')
    return week([{ days: answered.value * 7 + asOf - answeredOn(chart, given), on: 0, evidence: answered.evidence[0]! }])

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
    ({ at, systolic, diastolic }) =>
      chart.asOf - at <= window && ((systolic?.low ?? 0) >= parameters.systolic || (diastolic?.low ?? 0) >= parameters.diastolic),
  )
  if (week && week.low >= parameters.week && high) return known(true, [...chart.fact('gestationalWeek').evidence, ...high.evidence])
  return unknown('notAsked')
}
