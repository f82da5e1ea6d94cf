/** Facts of the headache diary, and scores and pressures that age. */

import { inRow, lowestOfLast } from '../diary.ts'
import { between, type Fact, known, range, unknown } from '../facts.ts'
import type { Pressure } from '../record.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, type Chart, whySilent } from './chart.ts'

type Of<K extends FactKind['kind']> = Extract<FactKind, { kind: K }>

/** The lowest of the last months; where the diary is silent, what another fact allows. */
export function month(chart: Chart, { code, window, within }: Of<'month'>): Fact {
  const own = lowestOfLast(chart.diary, code, chart.asOf, window) ?? unknown(whySilent(chart, 'Observation', 'QuestionnaireResponse'))
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

/** The latest score or pressure, while it is valid. */
export function latest(chart: Chart, { code, window }: Of<'latest'>): Fact {
  const readings =
    code === 'systolic' || code === 'diastolic'
      ? pressures(chart).flatMap((one) => (one[code] ? [{ at: one.at, ...one[code], evidence: one.evidence }] : []))
      : [...chart.record.measurements]
          .filter((one) => one.code === code)
          .sort((a, b) => b.at - a.at || b.instant.localeCompare(a.instant))
          .map((one) => ({ at: one.at, low: one.low, high: one.high, evidence: [one.evidence] }))
  const newest = readings[0]
  if (!newest) return unknown(whySilent(chart, 'Observation'))
  if (chart.asOf - newest.at > window) return unknown('outdated', newest.evidence)
  const same = readings.filter((one) => one.at === newest.at && code !== 'systolic' && code !== 'diastolic')
  if (same.some((one) => one.low !== newest.low))
    return between(Math.min(...same.map((o) => o.low)), Math.max(...same.map((o) => o.high ?? o.low)), newest.evidence)
  return between(newest.low, newest.high, newest.evidence)
}

/** Readings of blood pressure, the latest first. */
export const pressures = ({ record }: Chart): Pressure[] =>
  [...record.pressures].sort((a, b) => b.at - a.at || b.instant.localeCompare(a.instant))

type Limits = { systolic: number; diastolic: number }
const reaches = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  (systolic !== null && systolic.low >= limits.systolic) || (diastolic !== null && diastolic.low >= limits.diastolic)
const below = ({ systolic, diastolic }: Pressure, limits: Limits): boolean =>
  systolic !== null && systolic.high < limits.systolic && diastolic !== null && diastolic.high < limits.diastolic

/** High twice, or very high once; the latest below both limits is a no. */
export function bloodPressure(chart: Chart, { window, parameters }: Of<'bloodPressure'>): Fact {
  const all = pressures(chart)
  const recent = all.filter(({ at }) => chart.asOf - at <= window)
  const [last, before] = recent
  if (!last) return unknown(all.length > 0 ? 'outdated' : whySilent(chart, 'Observation'))
  if (reaches(last, parameters.once)) return known(true, last.evidence)
  if (before && reaches(last, parameters.twice) && reaches(before, parameters.twice))
    return known(true, [...last.evidence, ...before.evidence])
  return below(last, parameters.controlled) ? known(false, last.evidence) : unknown(whySilent(chart, 'Observation'), last.evidence)
}
