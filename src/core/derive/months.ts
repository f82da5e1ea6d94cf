/** Facts of the headache diary, and scores and pressures that age. */

import { inRow, lowestOfLast } from '../diary.ts'
import { between, type Evidence, type Fact, known, range, unknown } from '../facts.ts'
import type { Pressure } from '../record.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, type Chart, whySilent } from './chart.ts'

type Of<K extends FactKind['kind']> = Extract<FactKind, { kind: K }>

/** The lowest of the last months; where the diary is silent, what another fact allows. */
export function month(chart: Chart, { code, window, within }: Of<'month'>): Fact {
  const own =
    lowestOfLast(chart.diary, code, chart.asOf, window, chart.numbers.diaryMonths.value) ??
    unknown(whySilent(chart, 'Observation', 'QuestionnaireResponse'))
  if (own.status !== 'unknown' || own.why === 'outdated' || own.why === 'conflicting' || !within) return own
  const other = chart.fact(within.fact)
  if (other.status !== 'known' || typeof other.value !== 'number') return own
  return between(within.daysPerAttack ? Math.ceil(other.value / within.daysPerAttack) : 0, other.value, other.evidence)
}

/** At least so many months in a row have headache days; from the diary only where the headache days are. */
export function consecutiveMonths(chart: Chart, { of, window }: Of<'consecutiveMonths'>, code: string): Fact {
  const row = inRow(chart.diary, code)
  const days = chart.fact(of)
  if (days.status === 'unknown') return unknown(days.why)
  if (row.length === 0 || answer(chart, of, () => window).fact) return unknown('notAsked')
  return between(
    row.length,
    null,
    row.map(({ cell }) => cell.evidence),
  )
}

/** How many of the five kinds of acute drug have days above 0. */
export function kindsWithDays(chart: Chart, { of }: Of<'kindsWithDays'>): Fact {
  const ranges = of.map((name) => ({ range: range(chart.fact(name)), fact: chart.fact(name) }))
  if (ranges.every((one) => one.range === null)) return unknown(whySilent(chart, 'Observation', 'QuestionnaireResponse'))
  const surely = ranges.filter((one) => one.range !== null && one.range.low > 0).length
  const never = ranges.filter((one) => one.range !== null && one.range.high <= 0).length
  return between(
    surely,
    of.length - never,
    ranges.flatMap(({ fact }) => fact.evidence),
  )
}

export function diaryKept(chart: Chart, { of }: Of<'diaryKept'>): Fact {
  const kept = of.map(chart.fact).filter(({ status }) => status !== 'unknown')
  if (kept.length > 0)
    return known(
      true,
      kept.flatMap(({ evidence }) => evidence),
    )
  const why = whySilent(chart, 'Observation', 'QuestionnaireResponse')
  return why === 'notRecorded' ? known(false) : unknown(why)
}

type At = { at: number; instant: string }

/**
 * What may be the latest: of one day the last by the clock, and all that carry no time of day, for nothing orders
 * those.
 */
function newest<T extends At>(all: readonly T[]): T[] {
  let [day, instant] = [Number.NEGATIVE_INFINITY, '']
  for (const one of all)
    if (one.at > day) [day, instant] = [one.at, one.instant]
    else if (one.at === day && one.instant > instant) instant = one.instant
  return all.filter((one) => one.at === day && (one.instant === instant || one.instant === ''))
}

/** The latest score or pressure, while it is valid; where nothing orders several, it is one of them. */
export function latest(chart: Chart, { code, window }: Of<'latest'>): Fact {
  const isPressure = code === 'systolic' || code === 'diastolic'
  const readings: (At & { low: number; high: number | null; evidence: Evidence[] })[] = isPressure
    ? chart.record.pressures.flatMap(({ at, instant, evidence, [code]: part }) =>
        part ? [{ at, instant, evidence, low: part.low, high: part.high }] : [],
      )
    : chart.record.measurements.filter((one) => one.code === code).map((one) => ({ ...one, evidence: [one.evidence] }))
  const last = newest(readings)
  if (last.length === 0)
    return unknown(isPressure ? whySilent(chart, 'Observation') : whySilent(chart, 'Observation', 'QuestionnaireResponse'))
  const evidence = last.flatMap((one) => one.evidence)
  if (chart.asOf - last[0]!.at > window) return unknown('outdated', evidence)
  const highs = last.map(({ high }) => high)
  const high = highs.every((one) => one !== null) ? Math.max(...highs) : null
  return between(Math.min(...last.map(({ low }) => low)), high, evidence)
}

type Limits = { systolic: number; diastolic: number }
const reaches = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  (systolic !== null && systolic.low >= limits.systolic) || (diastolic !== null && diastolic.low >= limits.diastolic)
const below = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  systolic !== null && systolic.high < limits.systolic && diastolic !== null && diastolic.high < limits.diastolic

/** High twice, or very high once; the latest below both limits is a no. It holds only where it holds in whatever order they were taken. */
export function bloodPressure(chart: Chart, { window, parameters: { once, twice, controlled } }: Of<'bloodPressure'>): Fact {
  const all = chart.record.pressures
  const recent = all.filter(({ at }) => chart.asOf - at <= window)
  const last = newest(recent)
  if (last.length === 0) return unknown(all.length > 0 ? 'outdated' : whySilent(chart, 'Observation'))
  const before = last.length > 1 ? last : newest(recent.filter((one) => !last.includes(one)))
  const evidence = last.flatMap((one) => one.evidence)
  const high = (limits: Limits) => (one: Pressure) => reaches(one, limits)
  if (last.every(high(once))) return known(true, evidence)
  if (before.length > 0 && [...last, ...before].every(high(twice)))
    return known(true, last.length > 1 ? evidence : [...evidence, ...before.flatMap((one) => one.evidence)])
  return last.every((one) => below(one, controlled)) ? known(false, evidence) : unknown(whySilent(chart, 'Observation'), evidence)
}
