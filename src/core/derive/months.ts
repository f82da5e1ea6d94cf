/** Facts of the headache diary, and scores and pressures that age. */

import { inRow, lowestOfRow } from '../diary.ts'
import { between, type Evidence, type Fact, known, range, restingOn, said, unknown } from '../facts.ts'
import type { Pressure } from '../record.ts'
import { open, type Silence, soFar } from '../silence.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, type Chart, diaryKinds, from, pressureSets, silenceOn } from './chart.ts'

type Of<K extends FactKind['kind']> = Extract<FactKind, { kind: K }>

/** The lowest of the row of months; where it is silent, what another fact allows. */
export function month(chart: Chart, { code, window, within }: Of<'month'>): Fact {
  const silence = silenceOn(chart, from(chart, diaryKinds, code))
  const recorded = lowestOfRow(chart.diary, code, chart.asOf, window, chart.numbers.diaryMonths.value) ?? open(silence)
  // Months that were not read may be newer, or say otherwise of these.
  const own = !silence.isRead
    ? unknown('notRead', [...recorded.evidence, ...silence.evidence])
    : silence.isLimited
      ? openedDown(recorded)
      : recorded
  if (own.status !== 'unknown' || own.why === 'outdated' || own.why === 'conflicting' || !within) return own
  const other = chart.fact(within.fact)
  if (other.status !== 'known' || typeof other.value !== 'number') return own
  return restingOn(between(within.daysPerAttack ? Math.ceil(other.value / within.daysPerAttack) : 0, other.value, other.evidence), [own])
}

/** Where the record shows a part only, a month may be lower than those shown. */
const openedDown = (fact: Fact): Fact => {
  const of = range(fact)
  return of ? between(0, Number.isFinite(of.high) ? of.high : null, fact.evidence) : fact
}

/** At least so many months in a row have headache days; from the diary only where the headache days are. */
export function consecutiveMonths(chart: Chart, { of, window }: Of<'consecutiveMonths'>, code: string): Fact {
  const row = inRow(chart.diary, code)
  const days = chart.fact(of)
  if (days.status === 'unknown') return unknown(days.why)
  if (row.length === 0 || answer(chart, of, () => window).fact) return unknown('notAsked')
  // The month before the row may have had them too: what could not be used there holds the count open.
  const before = chart.diary.months.find(({ last }) => last === row.at(-1)!.first - 1)?.cells.get(code)
  const evidence = row.map(({ cell }) => cell.evidence)
  return between(row.length, null, before?.open ? [...evidence, before.evidence] : evidence)
}

/** How many of the five kinds of acute drug have days above 0. */
export function kindsWithDays(chart: Chart, { of }: Of<'kindsWithDays'>, code: (fact: string) => string): Fact {
  const ranges = of.map((name) => ({ range: range(chart.fact(name)), fact: chart.fact(name) }))
  if (ranges.every((one) => one.range === null)) return open(silenceOn(chart, from(chart, diaryKinds, ...of.map(code))))
  const surely = ranges.filter((one) => one.range !== null && one.range.low > 0).length
  const never = ranges.filter((one) => one.range !== null && one.range.high <= 0).length
  return between(
    surely,
    of.length - never,
    ranges.flatMap(({ fact }) => fact.evidence),
  )
}

export function diaryKept(chart: Chart, { of }: Of<'diaryKept'>, code: (fact: string) => string): Fact {
  const kept = of.map(chart.fact).filter(({ status }) => status !== 'unknown')
  const evidence = kept.flatMap((fact) => fact.evidence)
  return kept.length > 0 ? known(true, evidence) : soFar(false, silenceOn(chart, from(chart, diaryKinds, ...of.map(code))))
}

type At = { from: number; at: number; instant: string }

const isOfOneDay = ({ from, at }: At): boolean => from === at

/**
 * What may be the latest: of one day the last by the clock, and all that carry no time of day, for nothing orders
 * those; and whatever has a date in part that reaches so far.
 */
function newest<T extends At>(all: readonly T[]): T[] {
  const day = all.reduce((latest, { from }) => Math.max(latest, from), Number.NEGATIVE_INFINITY)
  const may = all.filter(({ at }) => at >= day)
  const clock = may
    .filter(isOfOneDay)
    .map(({ instant }) => instant)
    .sort()
    .at(-1)
  return may.filter((one) => !isOfOneDay(one) || one.instant === clock || one.instant === '')
}

/** Nothing that was not read, or could not be used, is later than these readings; a part of their own that could not is no other reading. */
function isLast({ isRead, isLimited, unusable }: Silence, of: readonly (At & { evidence: readonly Evidence[] })[]): boolean {
  const day = Math.min(...of.map(({ from }) => from))
  const own = new Set(of.flatMap(({ evidence }) => evidence.flatMap((one) => ('resource' in one ? one.resource : []))))
  return isRead && !isLimited && unusable.every(({ on, resource }) => own.has(resource) || (on !== null && on.last < day))
}

/** The latest score or pressure, while it is valid; of several that nothing orders within a day, the higher; of dates in part any. */
export function latest(chart: Chart, { code, window }: Of<'latest'>): Fact {
  const isPressure = code === 'systolic' || code === 'diastolic'
  const readings: (At & { low: number; high: number | null; evidence: Evidence[] })[] = isPressure
    ? chart.record.pressures.flatMap(({ from, at, instant, evidence, [code]: part }) =>
        part ? [{ from, at, instant, evidence, low: part.low, high: part.high }] : [],
      )
    : chart.record.measurements.filter((one) => one.code === code).map((one) => ({ ...one, evidence: [one.evidence] }))
  const silence = silenceOn(chart, isPressure ? from(chart, 'Observation', code, 'bloodPressurePanel') : from(chart, diaryKinds, code))
  const last = newest(readings)
  if (last.length === 0) return open(silence)
  const evidence = last.flatMap((one) => one.evidence)
  if (!isLast(silence, last)) return open(silence, evidence)
  if (last.every(({ from }) => chart.asOf - from > window)) return unknown('outdated', evidence)
  const [lows, highs] = [last.map(({ low }) => low), last.map(({ high }) => high)]
  const high = highs.every((one) => one !== null) ? Math.max(...highs) : null
  return between(last.every(isOfOneDay) ? Math.max(...lows) : Math.min(...lows), high, evidence)
}

type Limits = { systolic: number; diastolic: number }
const reaches = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  (systolic !== null && systolic.low >= limits.systolic) || (diastolic !== null && diastolic.low >= limits.diastolic)
const below = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  systolic !== null && systolic.high < limits.systolic && diastolic !== null && diastolic.high < limits.diastolic

/**
 * High twice, or very high once; the latest below both limits is a no. Where nothing orders the readings of a day, the higher is
 * the latest; twice and the no hold only in whatever order they were taken.
 */
export function bloodPressure(chart: Chart, { window, parameters: { once, twice, controlled } }: Of<'bloodPressure'>): Fact {
  const all = chart.record.pressures
  const silence = silenceOn(chart, from(chart, 'Observation', ...pressureSets))
  const recent = all.filter(({ at }) => chart.asOf - at <= window)
  const last = newest(recent)
  const evidence = last.flatMap((one) => one.evidence)
  if (last.length === 0) return all.length > 0 && silence.proves ? unknown('outdated') : open(silence)
  if (last.every(({ from }) => chart.asOf - from > window)) return unknown('outdated', evidence)
  if (!isLast(silence, last)) return open(silence, evidence)
  const before = last.length > 1 ? last : newest(recent.filter((one) => !last.includes(one)))
  const high = (limits: Limits) => (one: Pressure) => reaches(one, limits)
  if (last.every(isOfOneDay) ? last.some(high(once)) : last.every(high(once))) return known(true, evidence)
  if (before.length > 0 && isLast(silence, [...last, ...before]) && [...last, ...before].every(high(twice)))
    return known(true, last.length > 1 ? evidence : [...evidence, ...before.flatMap((one) => one.evidence)])
  const [first, ...more] = evidence
  return first && last.every((one) => below(one, controlled)) ? said(false, [first, ...more]) : open(silence, evidence)
}
