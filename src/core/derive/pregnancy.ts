/** Pregnancy: of all signs the latest that is still valid; silence is unknown. */

import type { Day } from '../dates.ts'
import { type Evidence, type Fact, isTrue, known, range, unknown } from '../facts.ts'
import type { FactKind } from '../vocabulary.ts'
import { answer, type Chart, falseBySexOrAge, whySilent } from './chart.ts'
import { found } from './diagnosis.ts'
import { pressures } from './months.ts'

/** How long a record of pregnancy, and of "not pregnant", stays valid; how long after a due date all before it is over. Days. */
const validity = { pregnant: 42 * 7, notPregnant: 4 * 7, afterDue: 3 * 7 }
const fullTerm = 280
const longest = 43

export const pregnancyAnswerWindow = (value: unknown): number => (value === true ? validity.pregnant : validity.notPregnant)

type Sign = { pregnant: boolean; on: Day | null; evidence: Evidence }

export function pregnant(chart: Chart, codes: string): Fact {
  const { asOf, record } = chart
  const conditions = found(chart, codes)
    .filter(({ state }) => state === 'current')
    .map(({ resource, says, recorded, onset, date }): Sign => {
      const on = recorded ?? (onset && 'on' in onset ? onset.on : null)
      return { pregnant: true, on: on?.last ?? null, evidence: { resource, says, date: date?.text ?? on?.text ?? null } }
    })
  const statuses = record.pregnancy.map(({ pregnant, date, evidence }): Sign => ({ pregnant, on: date?.last ?? null, evidence }))
  const due = record.gestation.flatMap((one) => ('due' in one && asOf - one.due > validity.afterDue ? [one.due] : []))
  const overUntil = due.length > 0 ? Math.max(...due) : null
  const isOld = ({ pregnant, on }: Sign): boolean => {
    if (overUntil !== null && (on === null || on < overUntil)) return true
    return on !== null && asOf - on > (pregnant ? validity.pregnant : validity.notPregnant)
  }
  const signs = [...conditions, ...statuses].sort((a, b) => (b.on ?? asOf) - (a.on ?? asOf) || Number(b.pregnant) - Number(a.pregnant))
  const newest = signs[0]
  if (newest && !isOld(newest)) return known(newest.pregnant, [newest.evidence])
  const outside = falseBySexOrAge(chart, { males: true, above: 55 })
  if (outside) return outside
  return newest ? unknown('outdated', [newest.evidence]) : unknown(whySilent(chart, 'Condition', 'Observation'))
}

/** True on positive evidence now; for advice that must step back only when pregnancy is known. */
export function pregnancyProven(chart: Chart): Fact {
  const fact = chart.fact('pregnant')
  if (isTrue(fact)) return fact
  const why = whySilent(chart, 'Condition', 'Observation')
  return fact.status === 'known' || why === 'notRecorded' ? known(false, fact.evidence) : unknown(why)
}

/** Whole weeks, from the due date or an earlier count; only while pregnant. */
export function gestationalWeek(chart: Chart): Fact {
  if (!isTrue(chart.fact('pregnant'))) return unknown('notRecorded')
  const given = chart.answers.facts['gestationalWeek']
  const answered = answer(chart, 'gestationalWeek', () => undefined).fact
  const fromAnswer =
    answered?.status === 'known' && typeof answered.value === 'number'
      ? { weeks: answered.value, on: given?.date ? Date.parse(given.date) / 86_400_000 : chart.asOf, evidence: answered.evidence }
      : null
  const fromRecord = chart.record.gestation.map((one) => {
    const weeks = 'due' in one ? (fullTerm - (one.due - chart.asOf)) / 7 : one.weeks + (chart.asOf - one.on) / 7
    return { week: Math.floor(weeks + 1e-9), evidence: [one.evidence], isDue: 'due' in one }
  })
  const week = fromAnswer
    ? { week: Math.floor(fromAnswer.weeks + (chart.asOf - fromAnswer.on) / 7 + 1e-9), evidence: fromAnswer.evidence }
    : (fromRecord.find(({ isDue, week }) => isDue && week >= 0 && week <= longest) ??
      fromRecord.find(({ week }) => week >= 0 && week <= longest))
  return week && week.week >= 0 && week.week <= longest ? known(week.week, week.evidence) : unknown('notRecorded')
}

/** A red flag that is also true by a high reading in the second half of pregnancy. */
export function pregnancyHeadache(chart: Chart, { window, falseFor, parameters }: Extract<FactKind, { kind: 'pregnancyHeadache' }>): Fact {
  const outside = falseBySexOrAge(chart, falseFor)
  if (outside) return outside
  const week = range(chart.fact('gestationalWeek'))
  const high = pressures(chart).find(
    ({ at, systolic, diastolic }) =>
      chart.asOf - at <= window && ((systolic?.low ?? 0) >= parameters.systolic || (diastolic?.low ?? 0) >= parameters.diastolic),
  )
  if (week && week.low >= parameters.week && high) return known(true, [...chart.fact('gestationalWeek').evidence, ...high.evidence])
  return unknown('notAsked')
}
