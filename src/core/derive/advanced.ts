/** The advanced treatment that is going on: which, since when, at which dose, and what it did. */

import type { Day } from '../dates.ts'
import { type Sums, sums } from '../diary.ts'
import { between, type Fact, known, unknown } from '../facts.ts'
import { drugKinds } from '../record.ts'
import type { Trial } from '../trials.ts'
import { answer, type Chart, drugsWereRead, whySilent } from './chart.ts'
import { advancedTreatments } from './drugs.ts'

/** Botulinum toxin is counted in rounds, every other treatment in weeks. */
const byRounds = ({ table }: Chart, trial: Trial): boolean => table.substances[trial.substance ?? '']?.minRounds !== undefined

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

/** The first dose given or handed out if soon enough after the start, else that start. */
export function firstDose({ start, parts }: Trial, withinDays: number): Day | null {
  const signs = parts.filter(({ entry }) => entry.status === 'given' || entry.status === 'dispensed').map((part) => part.start.first)
  const first = signs.length > 0 ? Math.min(...signs) : null
  if (start === null) return first
  return first !== null && first - start.first <= withinDays ? first : start.first
}

const began = (chart: Chart, trial: Trial | null): Day | null => (trial ? firstDose(trial, chart.table.firstDoseDays.value) : null)

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
  const trial = chart.trials.filter((one) => byRounds(chart, one) && one.ongoing === true && one.forMigraine !== false).at(-1)
  return known(trial?.rounds.length ?? 0, trial?.evidence ?? [])
}

/** Complete diary months that ended after the treatment had settled. */
export function monthsOnTreatment(chart: Chart): Fact {
  const why = whySilent(chart, 'Observation', 'QuestionnaireResponse')
  if (why !== 'notRecorded') return unknown(why)
  if (!drugsWereRead(chart)) return unknown(whySilent(chart, ...drugKinds))
  const trial = current(chart)
  const first = began(chart, trial)
  const { settledRounds, settledWeeks } = chart.numbers
  /** The last day of what it takes to settle, counted in. */
  const from =
    trial && byRounds(chart, trial)
      ? trial.rounds[settledRounds.value - 1]?.start.last
      : first === null
        ? undefined
        : first + settledWeeks.value * 7 - 1
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
    const from = firstDose(one, chart.table.firstDoseDays.value)
    const until = one.end?.last ?? Math.max(...one.parts.map(({ sure }) => sure))
    if (from !== null && first - until - 1 <= chart.table.seriesGapDays.value) first = Math.min(first, from)
  }
  return first
}

function baselineSums(chart: Chart, code: string): Sums | null {
  const first = seriesStart(chart)
  if (first === null) return null
  return sums(
    chart.diary.months.filter((month) => month.last < first && month.first >= first - chart.table.seriesGapDays.value),
    code,
    chart.numbers.diaryMonths.value,
  )
}

/** Mean of the last months before the first dose. */
export function baseline(chart: Chart, code: string): Fact {
  const before = baselineSums(chart, code)
  if (!before) return unknown(current(chart) ? whySilent(chart, 'Observation', 'QuestionnaireResponse') : whyNone(chart))
  if (before.conflicting) return unknown('conflicting', before.evidence)
  return between(before.low / before.months, Number.isFinite(before.high) ? before.high / before.months : null, before.evidence)
}

/** Fall in per cent from the baseline to the last months on treatment, on sums. A baseline that was answered stands for the diary's. */
export function reduction(chart: Chart, code: string, window: number, baselineFact: string): Fact {
  const trial = current(chart)
  const first = began(chart, trial)
  if (first === null) return unknown(whyNone(chart))
  const answered = answer(chart, baselineFact, () => undefined).fact
  const before = answered ? asSums(answered) : baselineSums(chart, code)
  const now = sums(
    chart.diary.months.filter((month) => month.first > first),
    code,
    chart.numbers.diaryMonths.value,
  )
  if (!before || !now) return unknown(whySilent(chart, 'Observation', 'QuestionnaireResponse'))
  const evidence = [...before.evidence, ...now.evidence]
  if (chart.asOf - now.latest > window) return unknown('outdated', evidence)
  if (before.conflicting || now.conflicting) return unknown('conflicting', evidence)
  const fall = (base: number, later: number) => ((base * now.months - later * before.months) * 100) / (base * now.months)
  if (before.low <= 0 || !Number.isFinite(before.high) || !Number.isFinite(now.high)) return unknown('notRecorded', evidence)
  return between(fall(before.low, now.high), fall(before.high, now.low), evidence)
}

function asSums({ evidence, ...fact }: Fact): Sums | null {
  if (fact.status !== 'known' || typeof fact.value !== 'number') return null
  return { low: fact.value, high: fact.value, months: 1, latest: 0, conflicting: false, evidence }
}
