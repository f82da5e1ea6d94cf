/** Prescriptions, dispenses and doses of one substance, put in order of time: which of them are one course, and how long each lasted. */

import { addMonths, type Day, exactly, type PartialDate } from './dates.ts'
import type { DrugTable, Interval } from './drugs.ts'
import type { DoseStep, DrugEntry } from './record.ts'

/**
 * One entry with its length: it lasted surely until `sure`, and at most until `most` (infinite where its end is
 * unknown). Both are the last day, counted in.
 */
export type Part = { entry: DrugEntry; start: PartialDate; end: PartialDate | null; sure: Day; most: Day; steps: readonly DoseStep[] }

/** Parts that are one course of treatment, in order; `undated` ones have no start. */
export type Course = { parts: readonly Part[]; undated: readonly DrugEntry[] }

/** Whether an entry says how a treatment stands, or only that some of it was handed out or given. */
const states = ({ status }: DrugEntry): boolean => status !== 'dispensed' && status !== 'given'

/** The last day that a dose covers; null where its interval goes by a dose nobody knows. */
export function coverEnd(from: Day, interval: Interval | undefined, dose: number | null): Day | null {
  if (!interval) return from
  if (interval.days !== undefined) return from + interval.days - 1
  const months =
    interval.months ?? (dose === null ? undefined : interval.byDose?.find(({ atMost }) => atMost === null || dose <= atMost)?.months)
  return months === undefined ? null : addMonths(from, months) - 1
}

/** An order to stop ends what began before it and has not ended, and may say why; it is no part itself. */
function stopped(entries: readonly DrugEntry[], asOf: Day): DrugEntry[] {
  const stops = entries
    .filter(({ isStop }) => isStop)
    .map(({ end, start, sign, outcome }) => ({ on: end ?? start ?? sign, outcome }))
    .filter(({ on }) => on === null || on.first <= asOf)
    .sort((a, b) => (a.on?.first ?? 0) - (b.on?.first ?? 0))
  const undated = stops.some(({ on }) => on === null)
  return entries
    .filter(({ isStop }) => !isStop)
    .map((entry) => {
      if (!states(entry) || stops.length === 0) return entry
      const stop = stops.find(
        ({ on }) => on && entry.start && entry.start.first <= on.last && (entry.end === null || entry.end.first >= on.first),
      )
      const outcome = stop && stop.outcome !== 'unknown' ? stop.outcome : entry.outcome
      if (stop?.on) return { ...entry, end: stop.on, status: 'ended', outcome }
      return entry.status === 'active' && (undated || entry.start === null) ? { ...entry, status: 'unknown' } : entry
    })
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
  const dated = usable.filter((entry) => entry.start !== null && entry.start.first <= asOf).sort(byStart)
  const undated = usable.filter(({ start }) => start === null)

  const found: DrugEntry[][] = []
  for (const entry of dated) {
    const current = found.at(-1)
    if (current && joins(current, entry)) current.push(entry)
    else found.push([entry])
  }
  const all = found.map((group): Course => ({ parts: group.map((entry, i) => part(entry, group, i)), undated: [] }))
  return undated.length > 0 ? [...all, { parts: [], undated }] : all

  function joins(current: readonly DrugEntry[], next: DrugEntry): boolean {
    const start = next.start!.first
    const last = current.at(-1)!
    const reach = Math.max(...current.map((entry) => knownEnd(entry, entry === last)))
    return start - reach - 1 <= table.maxGapDays.value || (endIsUnknown(last) && closes(next, last))
  }

  /** A later entry closes one whose end is unknown only if it begins soon enough after it. */
  function closes(next: DrugEntry, before: DrugEntry): boolean {
    return next.start!.first <= addMonths(before.start!.first, table.closedWithinMonths.value)
  }

  /** The last day surely known of an entry; an active one that is not the latest was replaced. */
  function knownEnd(entry: DrugEntry, isLatest: boolean): Day {
    const start = entry.start!.first
    if (entry.end) return entry.end.last
    if (entry.status === 'active') return isLatest ? asOf : start
    if (entry.status === 'given') return coverEnd(start, cover, entry.singleDose?.value ?? null) ?? start
    return supplied(entry)
  }

  function part(entry: DrugEntry, group: readonly DrugEntry[], i: number): Part {
    const start = entry.start!
    const after = group.slice(i + 1).filter((other) => other.start!.first > start.first)
    const next = after.find((other) => replaces(other, entry))
    const before = next ? next.start!.first - 1 : Number.POSITIVE_INFINITY
    const limit = entry.status === 'dispensed' ? Math.min(before, statedEnd(entry, group)) : before
    const made = (sure: Day, most: Day, end: PartialDate | null = null): Part => ({
      entry,
      start,
      end,
      steps: stepsOf(entry, group, i),
      sure: Math.min(sure, limit, asOf),
      most: Math.min(most, limit),
    })
    if (entry.status === 'given') {
      const covered = coverEnd(start.first, cover, entry.singleDose?.value ?? null) ?? start.first
      return made(covered, covered, cover ? exactly(covered) : start)
    }
    if (entry.status === 'unknown') return made(start.first - 1, entry.end?.last ?? Number.POSITIVE_INFINITY, entry.end)
    if (entry.end) return made(entry.end.first, entry.end.last, entry.end)
    if (entry.status === 'active')
      return next ? made(before, before) : stale(entry) ? made(entry.sign?.last ?? start.last, asOf) : made(asOf, asOf)
    const closing = after[0]
    if (!closing) return made(supplied(entry), Number.POSITIVE_INFINITY)
    const closed = closing.start!.first - 1
    if (entry.status === 'dispensed' || !closes(closing, entry)) return made(Math.min(supplied(entry), closed), closed)
    return made(closed, closed)
  }

  function stale(entry: DrugEntry): boolean {
    return entry.sign !== null && entry.sign.last < addMonths(asOf, -table.staleMonths.value)
  }
}

/** Supply is a lower bound: so long at least. Without any, not a day is sure. */
const supplied = ({ start, supplyDays }: DrugEntry): Day => start!.first + (supplyDays ?? 0) - 1

/** An explicit end of the prescription that it was handed out on wins over the days of supply. */
function statedEnd(handed: DrugEntry, group: readonly DrugEntry[]): Day {
  const on = handed.start!.first
  const end = group.findLast((one) => states(one) && one.start!.first <= on)?.end
  return end && end.last >= on ? end.last : Number.POSITIVE_INFINITY
}

/** What is handed out without a dose follows the prescription it was handed out on. */
function stepsOf(entry: DrugEntry, group: readonly DrugEntry[], i: number): readonly DoseStep[] {
  if (entry.steps.length > 0 || entry.status !== 'dispensed') return entry.steps
  const prescribed = group.slice(0, i).findLast(({ steps, status }) => steps.length > 0 && status !== 'dispensed')
  return prescribed?.steps.slice(-1).map((step) => ({ ...step, from: null, to: null })) ?? []
}

/** A later part takes the place of an earlier one; what was handed out or given does not replace the prescription it came from. */
const replaces = (later: DrugEntry, earlier: DrugEntry): boolean => states(later) || !states(earlier)

const endIsUnknown = ({ status, end }: DrugEntry): boolean => end === null && status !== 'active' && status !== 'given'

/** By start, then by what was written later, then by name: never by the order they came in. */
function byStart(a: DrugEntry, b: DrugEntry): number {
  return a.start!.first - b.start!.first || (a.sign?.last ?? 0) - (b.sign?.last ?? 0) || (a.resource < b.resource ? -1 : 1)
}

/**
 * The part that tells how the course stands: the latest that states it, unless something was handed out after its end.
 * A dose given since it began is later than an order that has ended, or that was to end before the dose.
 */
export function latestPart({ parts }: Course): Part | null {
  const stating = parts.findLast(({ entry }) => states(entry))
  const last = parts.at(-1)
  if (!stating || !last) return last ?? null
  const dose = parts.findLast(({ entry }) => entry.status === 'given')
  if (dose && doseIsLater(dose, stating)) return dose
  return stating.entry.status !== 'active' && stating.end !== null && last.start.first > stating.end.last ? last : stating
}

function doseIsLater({ start }: Part, stating: Part): boolean {
  if (stating.end !== null) return start.first > stating.end.last
  return stating.entry.status === 'ended' && start.first >= stating.start.first
}
