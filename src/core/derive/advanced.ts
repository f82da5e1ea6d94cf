/** The advanced treatment that is going on: which, since when, at which dose, and what it did. */

import type { Day } from '../dates.ts'
import { sums } from '../diary.ts'
import { between, type Fact, known, unknown } from '../facts.ts'
import type { Trial } from '../trials.ts'
import { type Chart, whySilent } from './chart.ts'
import { advancedTreatments } from './drugs.ts'

const botulinumToxin = 'M03AX01'
/** Weeks after which a month tells of the treatment's effect; botulinum toxin: rounds. */
const settled = { weeks: 8, rounds: 3 }

/** The one that is going on; null for none, and for two at once. */
export function current(chart: Chart): Trial | null {
  const { sure } = advancedTreatments(chart)
  return sure.length > 0 && sure.every(({ substance }) => substance === sure[0]!.substance) ? sure.at(-1)! : null
}

export function advancedTreatment(chart: Chart): Fact {
  const { sure } = advancedTreatments(chart)
  const evidence = sure.flatMap((one) => one.evidence)
  const one = current(chart)
  if (one) return known(one.substance!, evidence)
  if (sure.length > 0) return unknown('conflicting', evidence)
  const any = chart.fact('advancedTreatmentOngoing')
  return unknown(any.status === 'unknown' ? any.why : 'notRecorded', any.evidence)
}

/** The first dose given or handed out if within 90 days of the start, else that start. */
export function firstDose({ start, parts }: Trial, graceDays: number): Day | null {
  const signs = parts.filter(({ entry }) => entry.status === 'given' || entry.status === 'dispensed').map((part) => part.start.first)
  const first = signs.length > 0 ? Math.min(...signs) : null
  if (start === null) return first
  return first !== null && first - start.first <= graceDays ? first : start.first
}

const began = (chart: Chart, trial: Trial | null): Day | null => (trial ? firstDose(trial, chart.table.doseGraceDays.value) : null)

export function advancedTreatmentWeeks(chart: Chart): Fact {
  const trial = current(chart)
  const first = began(chart, trial)
  if (!trial || first === null) return unknown(chart.fact('advancedTreatment').status === 'unknown' ? whyNone(chart) : 'notRecorded')
  return known(Math.floor((chart.asOf - first) / 7), trial.evidence)
}

const whyNone = (chart: Chart) => {
  const fact = chart.fact('advancedTreatment')
  return fact.status === 'unknown' ? fact.why : 'notRecorded'
}

/** The last dose given, else ordered. */
export function advancedTreatmentDose(chart: Chart): Fact {
  const trial = current(chart)
  if (!trial) return unknown(whyNone(chart))
  const dosed = trial.parts.filter(({ entry }) => entry.singleDose !== null)
  const last = dosed.findLast(({ entry }) => entry.status === 'given') ?? dosed.at(-1)
  return last
    ? known(last.entry.singleDose!.value, [{ resource: last.entry.resource, says: last.entry.name, date: last.start.text }])
    : unknown('notRecorded', trial.evidence)
}

/** Rounds given in the ongoing botulinum treatment: recorded so far, 0 included; an order proves none. */
export function botulinumRounds(chart: Chart): Fact {
  const { read } = chart.record
  if (read.MedicationAdministration.status !== 'complete' || read.Procedure.status !== 'complete')
    return unknown(whySilent(chart, 'MedicationAdministration', 'Procedure'))
  const trial = chart.trials.filter(({ substance, ongoing }) => substance === botulinumToxin && ongoing === true).at(-1)
  return known(trial?.rounds.length ?? 0, trial?.evidence ?? [])
}

/** Complete diary months that ended after the treatment had settled. */
export function monthsOnTreatment(chart: Chart): Fact {
  const why = whySilent(chart, 'Observation', 'QuestionnaireResponse')
  if (why !== 'notRecorded') return unknown(why)
  const trial = current(chart)
  const first = began(chart, trial)
  const from =
    trial?.substance === botulinumToxin
      ? trial.rounds[settled.rounds - 1]?.start.last
      : first === null
        ? undefined
        : first + settled.weeks * 7
  const months =
    from === undefined
      ? []
      : chart.diary.months.filter(({ last, cells }) => last > from && (cells.has('headache-days') || cells.has('migraine-days')))
  return known(
    months.length,
    months.flatMap(({ cells }) => [...cells.values()].map(({ evidence }) => evidence)),
  )
}

/** First dose of the unbroken series of advanced treatments that the ongoing one belongs to. */
function seriesStart(chart: Chart): Day | null {
  const trial = current(chart)
  let first = began(chart, trial)
  if (first === null) return null
  const earlier = chart.trials.filter(
    (one) => one !== trial && one.role === 'advanced' && one.forMigraine === true && one.start !== null && one.start.first < first!,
  )
  for (const one of earlier.reverse()) {
    const from = firstDose(one, chart.table.doseGraceDays.value)
    const until = one.end?.last ?? Math.max(...one.parts.map(({ sure }) => sure))
    if (from !== null && first - until - 1 <= chart.table.seriesGapDays.value) first = Math.min(first, from)
  }
  return first
}

function baselineSums(chart: Chart, code: string) {
  const first = seriesStart(chart)
  if (first === null) return null
  return sums(
    chart.diary.months.filter((month) => month.last < first && month.first >= first - chart.table.seriesGapDays.value),
    code,
  )
}

/** Mean of up to three months before the first dose. */
export function baseline(chart: Chart, code: string): Fact {
  const before = baselineSums(chart, code)
  if (!before) return unknown(current(chart) ? whySilent(chart, 'Observation', 'QuestionnaireResponse') : whyNone(chart))
  return between(before.low / before.months, Number.isFinite(before.high) ? before.high / before.months : null, before.evidence)
}

/** Fall in per cent from the baseline to the last months on treatment, on sums. */
export function reduction(chart: Chart, code: string, window: number): Fact {
  const trial = current(chart)
  const first = began(chart, trial)
  if (first === null) return unknown(whyNone(chart))
  const before = baselineSums(chart, code)
  const now = sums(
    chart.diary.months.filter((month) => month.first > first),
    code,
  )
  if (!before || !now) return unknown(whySilent(chart, 'Observation', 'QuestionnaireResponse'))
  const evidence = [...before.evidence, ...now.evidence]
  if (chart.asOf - now.latest > window) return unknown('outdated', evidence)
  const fall = (base: number, later: number) => ((base * now.months - later * before.months) * 100) / (base * now.months)
  if (before.low <= 0 || !Number.isFinite(before.high) || !Number.isFinite(now.high)) return unknown('notRecorded', evidence)
  return between(fall(before.low, now.high), fall(before.high, now.low), evidence)
}
