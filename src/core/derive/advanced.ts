/** The advanced treatment that is going on: which, since when, at which dose, and what it did. */

import { type Day, isOneDay, type PartialDate } from '../dates.ts'
import { headacheDays, migraineDays, type Sums, sums, tells } from '../diary.ts'
import { type Substance, today } from '../drugs.ts'
import { between, type Fact, known, unknown } from '../facts.ts'
import { open, type Silence, soFar } from '../silence.ts'
import type { Trial } from '../trials.ts'
import { answer, type Chart, diaryKinds, drugSilence, from, silenceOn } from './chart.ts'
import { advancedTreatments, ofRole } from './drugs.ts'

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
export function firstDose({ start, parts }: Trial, withinDays: number): PartialDate | null {
  const first = parts.find(({ entry }) => entry.status === 'given' || entry.status === 'dispensed')?.start ?? null
  if (start === null) return first
  return first !== null && first.first - start.first <= withinDays ? first : start
}

const began = (chart: Chart, trial: Trial | null): PartialDate | null => (trial ? firstDose(trial, chart.table.firstDoseDays.value) : null)
/** Null where the date is one in part: what is counted from the day itself is then not known. */
const onOneDay = (on: PartialDate | null): Day | null => (on !== null && isOneDay(on) ? on.first : null)

/** Whether what was not read, or could not be used, may tell of a dose of this substance on such a day. */
const mayBeGiven = ({ isRead, isLimited, unusable }: Silence, isSuch: (from: Day, to: Day) => boolean): boolean =>
  !isRead || isLimited || unusable.some(({ on }) => on === null || isSuch(on.first, on.last))

/** The most days that one dose covers. */
const longestCover = ({ interval }: Substance): number =>
  interval?.days ?? Math.max(interval?.months ?? 0, ...(interval?.byDose ?? []).map(({ months }) => months)) * daysInMonth
const daysInMonth = 31

/** An uncoded drug so soon before the first dose may have been the dose before it: then nobody knows which was the first. */
function mayHaveBegunBefore(chart: Chart, { first, last }: PartialDate, gap: number): boolean {
  const cover = Math.max(...Object.values(chart.table.substances).map(longestCover))
  return chart.trials.some(
    ({ substance, forMigraine, parts }) =>
      substance === null &&
      forMigraine !== false &&
      parts.some(({ start, most }) => start.first <= last && Math.max(start.last, most) >= first - gap - cover),
  )
}

const dosesOf = (chart: Chart, { substance }: Trial): Silence =>
  drugSilence(chart, ({ system, code }) => system === 'atc' && today(chart.table, code) === substance)

export function advancedTreatmentWeeks(chart: Chart): Fact {
  const trial = current(chart)
  const first = began(chart, trial)
  if (!trial || first === null) return unknown(chart.fact('advancedTreatment').status === 'unknown' ? whyNone(chart) : 'notRecorded')
  const doses = dosesOf(chart, trial)
  if (mayBeGiven(doses, (from) => from <= first.last) || mayHaveBegunBefore(chart, first, chart.table.maxGapDays.value))
    return open(doses, trial.evidence)
  const weeksSince = (day: Day) => Math.floor((chart.asOf - day) / 7)
  return between(Math.max(0, weeksSince(first.last)), weeksSince(first.first), trial.evidence)
}

const whyNone = (chart: Chart) => {
  const fact = chart.fact('advancedTreatment')
  return fact.status === 'unknown' ? fact.why : 'notRecorded'
}

/** The last dose given, all of its day, else the one ordered; with its unit. */
export function advancedTreatmentDose(chart: Chart): Fact {
  const trial = current(chart)
  if (!trial) return unknown(whyNone(chart))
  const last = trial.lastDose
  const doses = dosesOf(chart, trial)
  if (!last) return unknown('notRecorded', trial.evidence)
  const evidence = [{ resource: last.resource, says: last.says, date: last.on.text }]
  if (mayBeGiven(doses, (_, to) => !last.isGiven || to >= last.on.first)) return open(doses, evidence)
  return { status: 'known', value: last.value, evidence, unit: last.unit }
}

/** Rounds given in the ongoing botulinum treatment for migraine: recorded so far, 0 included; an order proves none. */
export function botulinumRounds(chart: Chart): Fact {
  const silence = silenceOn(chart, from(chart, ['MedicationAdministration', 'Procedure']))
  const trial = chart.trials.filter((one) => byRounds(chart, one) && one.ongoing === true && one.forMigraine !== false).at(-1)
  if (trial?.forMigraine === null) return unknown('notRecorded', trial.evidence)
  return soFar(trial?.rounds.length ?? 0, silence, trial?.evidence ?? [])
}

/** Complete diary months that ended after the treatment had settled. */
export function monthsOnTreatment(chart: Chart): Fact {
  const diary = silenceOn(chart, from(chart, diaryKinds))
  const drugs = drugSilence(chart, ofRole(chart, 'advanced'))
  if (!drugs.isRead) return open(drugs)
  const trial = current(chart)
  const first = began(chart, trial)
  const { settledRounds, settledWeeks } = chart.numbers
  /** The last day of what it takes to settle, counted in. */
  const settled =
    trial && byRounds(chart, trial)
      ? trial.rounds[settledRounds.value - 1]?.start.last
      : first === null
        ? undefined
        : first.last + settledWeeks.value * 7 - 1
  const months =
    settled === undefined
      ? []
      : chart.diary.months.filter(
          ({ last, cells }) => last > settled && [headacheDays, migraineDays].some((code) => cells.get(code)?.open === false),
        )
  return soFar(
    months.length,
    diary,
    months.flatMap(({ cells }) => [...cells.values()].map(({ evidence }) => evidence)),
  )
}

/** First dose of the unbroken series of advanced treatments that the ongoing one belongs to. */
function seriesStart(chart: Chart): Day | null {
  const trial = current(chart)
  let first = onOneDay(began(chart, trial))
  if (first === null) return null
  const earlier = chart.trials.filter(
    (one) => one !== trial && one.role === 'advanced' && one.forMigraine === true && one.start !== null && one.start.first < first!,
  )
  for (const one of earlier.reverse()) {
    const begun = firstDose(one, chart.table.firstDoseDays.value)
    const until = one.end?.last ?? one.parts.reduce((latest, { sure }) => Math.max(latest, sure), Number.NEGATIVE_INFINITY)
    if (begun === null || first - until - 1 > chart.table.seriesGapDays.value) continue
    const day = onOneDay(begun)
    if (day === null) return null
    first = Math.min(first, day)
  }
  return first
}

function baselineSums(chart: Chart, code: string, first: Day): Sums | null {
  return sums(
    chart.diary.months.filter((month) => month.last < first && month.first >= first - chart.table.seriesGapDays.value),
    code,
    chart.numbers.diaryMonths.value,
  )
}

/** What a mean rests on beside its months: that no earlier dose, and no other month, may be among what was not read. */
function notWhole(chart: Chart, code: string, first: Day): Fact | null {
  const doses = drugSilence(chart, ofRole(chart, 'advanced'))
  if (
    mayBeGiven(doses, (from) => from <= first) ||
    mayHaveBegunBefore(chart, { text: '', first, last: first }, chart.table.seriesGapDays.value)
  )
    return open(doses)
  const diary = silenceOn(chart, from(chart, diaryKinds, code))
  return !diary.isRead || diary.isLimited || chart.diary.undated.some((one) => tells(one, code)) ? open(diary) : null
}

/** Mean of the last months before the first dose. */
export function baseline(chart: Chart, code: string): Fact {
  const first = seriesStart(chart)
  if (first === null) return unknown(current(chart) ? 'notRecorded' : whyNone(chart))
  const partial = notWhole(chart, code, first)
  if (partial) return partial
  const before = baselineSums(chart, code, first)
  if (!before) return open(silenceOn(chart, from(chart, diaryKinds, code)))
  if (before.conflicting) return unknown('conflicting', before.evidence)
  return between(before.low / before.months, Number.isFinite(before.high) ? before.high / before.months : null, before.evidence)
}

/** Fall in per cent from the baseline to the last months on treatment, on sums. A baseline that was answered stands for the diary's. */
export function reduction(chart: Chart, code: string, window: number, baselineFact: string): Fact {
  const trial = current(chart)
  const first = onOneDay(began(chart, trial))
  if (first === null) return unknown(trial ? 'notRecorded' : whyNone(chart), trial?.evidence)
  const partial = notWhole(chart, code, first)
  if (partial) return partial
  const answered = answer(chart, baselineFact, () => undefined).fact
  const start = seriesStart(chart)
  const before = answered ? asSums(answered) : start === null ? null : baselineSums(chart, code, start)
  const now = sums(
    chart.diary.months.filter((month) => month.first > first),
    code,
    chart.numbers.diaryMonths.value,
  )
  if (!before || !now) return open(silenceOn(chart, from(chart, diaryKinds, code)))
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
