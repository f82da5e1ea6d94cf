/** Prescriptions, dispenses and doses of one substance, put in order of time: which of them are one course, and how long each lasted. */

import { addMonths, type Day, exactly, type PartialDate } from './dates.ts'
import { byDate, dateKey, doseOfDay } from './doseOfDay.ts'
import type { DrugTable, Interval } from './drugs.ts'
import type { DoseStep, DrugEntry } from './record.ts'

/**
 * One entry with its length: it lasted surely until `sure`, and at most until `most` (infinite where its end is
 * unknown). Both are the last day, counted in.
 */
export type Part = { entry: DrugEntry; start: PartialDate; end: PartialDate | null; sure: Day; most: Day; steps: readonly DoseStep[] }

/** Parts that are one course of treatment, in order; `undated` ones have no start. */
export type Course = { parts: readonly Part[]; undated: readonly DrugEntry[] }

type Dated = DrugEntry & { start: PartialDate }

/** Whether an entry says how a treatment stands, or only that some of it was handed out or given. */
export const states = ({ status }: DrugEntry): boolean => status !== 'dispensed' && status !== 'given'

/** The last day that a dose covers; null where its interval goes by a dose nobody knows. */
export function coverEnd(from: Day, interval: Interval | undefined, dose: number | null): Day | null {
  if (!interval) return from
  if (interval.days !== undefined) return from + interval.days - 1
  const months =
    interval.months ?? (dose === null ? undefined : interval.byDose?.find(({ atMost }) => atMost === null || dose <= atMost)?.months)
  return months === undefined ? null : addMonths(from, months) - 1
}

/** An order to stop ends what began before it and has not ended, and may say why; alone it is listed as what it ended. */
function stopped(entries: readonly DrugEntry[], asOf: Day): DrugEntry[] {
  const stops = entries
    .filter(({ isStop }) => isStop)
    .map((entry) => ({ entry, on: entry.end ?? entry.start ?? entry.sign }))
    .filter(({ on }) => on === null || on.first <= asOf)
  if (stops.length === 0) return entries.filter(({ isStop }) => !isStop)
  const dated = stops.flatMap(({ entry, on }) => (on ? [{ outcome: entry.outcome, on }] : [])).sort((a, b) => a.on.first - b.on.first)
  const undated = stops.length > dated.length
  const rest = entries.filter(({ isStop }) => !isStop)
  if (rest.length === 0) return stops.map(({ entry, on }) => ({ ...entry, isStop: false, status: 'ended', start: null, end: on }))
  return rest.map((entry) => {
    if (!states(entry)) return entry
    const stop = entry.start && dated[firstAtLeast(dated, entry.start.first)]
    if (stop && (entry.end === null || entry.end.first >= stop.on.first))
      return { ...entry, end: stop.on, status: 'ended', outcome: stop.outcome === 'unknown' ? entry.outcome : stop.outcome }
    return entry.status === 'active' && (undated || entry.start === null) ? { ...entry, status: 'unknown' } : entry
  })
}

/** The first of the stops that does not lie before the day. */
function firstAtLeast(stops: readonly { on: PartialDate }[], day: Day): number {
  let [low, high] = [0, stops.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (stops[middle]!.on.last < day) low = middle + 1
    else high = middle
  }
  return low
}

/** A prescription that ended before the end it was written for: when, nobody says. */
const withoutPlannedEnd = (entry: DrugEntry, asOf: Day): DrugEntry =>
  entry.status === 'ended' && entry.kind === 'MedicationRequest' && entry.end !== null && entry.end.first > asOf
    ? { ...entry, end: null }
    : entry

/** All entries of one substance → its courses. A gap of more than `maxGapDays` drug-free days makes two. */
export function courses(entries: readonly DrugEntry[], table: DrugTable, asOf: Day): Course[] {
  const cover = table.substances[entries[0]?.substance ?? '']?.interval
  const usable = stopped(entries, asOf).map((entry) => withoutPlannedEnd(entry, asOf))
  const dated = usable.filter((entry): entry is Dated => entry.start !== null && entry.start.first <= asOf).sort(byStart)
  const undated = usable.filter(({ start }) => start === null)
  const given = byDate(dated.filter(({ status }) => status === 'given'))
  const doseOn = new Map([...given].map(([date, same]) => [date, doseOfDay(same).value]))
  const all = grouped(dated).map((group): Course => ({ parts: partsOf(group), undated: [] }))
  return undated.length > 0 ? [...all, { parts: [], undated }] : all

  function grouped(all: readonly Dated[]): Dated[][] {
    const found: { entries: Dated[]; reach: Day; stating: Dated | null }[] = []
    for (const entry of all) {
      const current = found.at(-1)
      if (current && joins(current, entry)) {
        current.entries.push(entry)
        // What states anew replaces what stood before; an entry whose state nobody knows may not have.
        if (states(entry)) {
          if (current.stating) current.reach = Math.max(current.reach, knownEnd(current.stating, entry.status === 'unknown'))
          current.stating = entry
        } else current.reach = Math.max(current.reach, knownEnd(entry, false))
      } else {
        const isStating = states(entry)
        found.push({
          entries: [entry],
          reach: isStating ? entry.start.first - 1 : knownEnd(entry, false),
          stating: isStating ? entry : null,
        })
      }
    }
    return found.map((group) => group.entries)
  }

  function joins({ reach, stating }: { reach: Day; stating: Dated | null }, next: Dated): boolean {
    const until = Math.max(reach, stating ? knownEnd(stating, true) : reach)
    return next.start.first - until - 1 <= table.maxGapDays.value || (stating !== null && endIsUnknown(stating) && closes(next, stating))
  }

  /** A later order or statement closes one whose end is unknown, only if it begins soon enough after it; what is handed out closes nothing. */
  function closes(next: Dated, before: Dated): boolean {
    return states(next) && next.start.first <= addMonths(before.start.first, table.closedWithinMonths.value)
  }

  /** The last day that the dose of its day covers. */
  function covered({ start }: Dated): Day {
    return coverEnd(start.first, cover, doseOn.get(dateKey(start)) ?? null) ?? start.first
  }

  /** The last day surely known of an entry; an active one that is not the latest was replaced. */
  function knownEnd(entry: Dated, isLatest: boolean): Day {
    const start = entry.start.first
    if (entry.end) return entry.end.last
    if (entry.status === 'active') return isLatest ? asOf : start
    if (entry.status === 'given') return covered(entry)
    return supplied(entry)
  }

  function partsOf(group: readonly Dated[]): Part[] {
    const count = group.length
    /** For each entry the first that starts on a later day; the count where there is none. */
    const later = new Array<number>(count)
    /** For each place the first entry from there on that states how the treatment stands, and the last before it. */
    const statingFrom = new Array<number>(count + 1).fill(count)
    const statingBefore = new Array<number>(count + 1).fill(-1)
    for (let i = count - 1; i >= 0; i--) {
      later[i] = i + 1 < count && group[i + 1]!.start.first === group[i]!.start.first ? later[i + 1]! : i + 1
      statingFrom[i] = states(group[i]!) ? i : statingFrom[i + 1]!
    }
    for (let i = 0; i < count; i++) statingBefore[i + 1] = states(group[i]!) ? i : statingBefore[i]!

    let dosed: Dated | undefined
    return group.map((entry, i) => {
      const after = later[i]!
      const stating = group[statingFrom[after]!]
      const next = states(entry) ? stating : group[after]
      const made = part(entry, next, stating, group[statingBefore[after]!], dosed)
      if (entry.steps.length > 0 && entry.status !== 'dispensed') dosed = entry
      return made
    })
  }

  /** `next` takes its place, `closing` is the next that states how the treatment stands, `order` the last before it, `dosed` the last that told a dose. */
  function part(
    entry: Dated,
    next: Dated | undefined,
    closing: Dated | undefined,
    order: Dated | undefined,
    dosed: Dated | undefined,
  ): Part {
    const { start } = entry
    const before = next ? next.start.first - 1 : Number.POSITIVE_INFINITY
    const limit = entry.status === 'dispensed' ? Math.min(before, statedEnd(entry, order)) : before
    const made = (sure: Day, most: Day, end: PartialDate | null = null): Part => ({
      entry,
      start,
      end,
      steps: stepsOf(entry, dosed),
      sure: Math.min(sure, limit, asOf),
      most: Math.min(most, limit),
    })
    if (entry.status === 'given') {
      const last = covered(entry)
      return made(last, last, cover ? exactly(last) : start)
    }
    if (entry.status === 'unknown') return made(start.first - 1, entry.end?.last ?? Number.POSITIVE_INFINITY, entry.end)
    if (entry.end) return made(entry.end.first, entry.end.last, entry.end)
    if (entry.status === 'active')
      return next ? made(before, before) : stale(entry) ? made(entry.sign?.last ?? start.last, asOf) : made(asOf, asOf)
    if (!closing) return made(supplied(entry), Number.POSITIVE_INFINITY)
    const closed = closing.start.first - 1
    if (entry.status === 'dispensed' || !closes(closing, entry)) return made(Math.min(supplied(entry), closed), closed)
    return made(closed, closed)
  }

  function stale(entry: DrugEntry): boolean {
    return entry.sign !== null && entry.sign.last < addMonths(asOf, -table.staleMonths.value)
  }
}

/** Supply is a lower bound: so long at least. Without any, not a day is sure. */
const supplied = ({ start, supplyDays }: Dated): Day => start.first + (supplyDays ?? 0) - 1

/** An explicit end of the prescription that it was handed out on wins over the days of supply. */
function statedEnd(handed: Dated, order: Dated | undefined): Day {
  const end = order?.end
  return end && end.last >= handed.start.first ? end.last : Number.POSITIVE_INFINITY
}

/** What is handed out without a dose follows the prescription it was handed out on. */
const stepsOf = (entry: DrugEntry, prescribed: DrugEntry | undefined): readonly DoseStep[] =>
  entry.steps.length > 0 || entry.status !== 'dispensed'
    ? entry.steps
    : (prescribed?.steps.slice(-1).map((step) => ({ ...step, from: null, to: null })) ?? [])

const endIsUnknown = ({ status, end }: DrugEntry): boolean => end === null && status !== 'active'

/**
 * By start; of one day the active one is the latest, then what was written later, then what tells a dose, then by what they say: never by their names or
 * the order they came in.
 */
function byStart(a: Dated, b: Dated): number {
  const byDay = a.start.first - b.start.first
  if (byDay !== 0) return byDay
  const bySign =
    Number(a.status === 'active') - Number(b.status === 'active') ||
    (a.sign?.last ?? 0) - (b.sign?.last ?? 0) ||
    Number(a.steps.length > 0) - Number(b.steps.length > 0)
  return bySign || (content(a) < content(b) ? -1 : 1)
}
const content = ({ resource: _, ...entry }: DrugEntry): string => JSON.stringify(entry)
