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

/** The day after which a dose no longer covers. */
export function coverEnd(from: Day, interval: Interval | undefined, dose: number | null): Day | null {
  if (!interval) return from
  if (interval.days !== undefined) return from + interval.days - 1
  const months =
    interval.months ?? (dose === null ? undefined : interval.byDose?.find(({ atMost }) => atMost === null || dose <= atMost)?.months)
  return months === undefined ? null : addMonths(from, months) - 1
}

/** An order to stop ends what began before it and has not ended; it is no part itself. */
function stopped(entries: readonly DrugEntry[]): DrugEntry[] {
  const stops = entries.filter(({ isStop }) => isStop)
  return entries
    .filter(({ isStop }) => !isStop)
    .map((entry) => {
      const stop = stops
        .map(({ end, start, sign }) => end ?? start ?? sign)
        .filter((day) => day !== null)
        .filter((day) => entry.start !== null && entry.start.first <= day.last && (entry.end === null || entry.end.first > day.last))
        .sort((a, b) => a.first - b.first)[0]
      return stop && states(entry) ? { ...entry, end: stop, status: 'ended' } : entry
    })
}

/** All entries of one substance → its courses. A gap of more than `maxGapDays` drug-free days makes two. */
export function courses(entries: readonly DrugEntry[], table: DrugTable, asOf: Day): Course[] {
  const interval = (entries.find(({ substance }) => substance)?.substance ?? null) as string | null
  const cover = interval ? table.substances[interval]?.interval : undefined
  const usable = stopped(entries)
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
    if (start - reach - 1 <= table.maxGapDays.value) return true
    return endIsUnknown(last) && start <= addMonths(last.start!.first, table.closedWithinMonths.value)
  }

  /** The last day surely known of an entry; an active one that is not the latest was replaced. */
  function knownEnd(entry: DrugEntry, isLatest: boolean): Day {
    const start = entry.start!.first
    if (entry.end) return entry.end.last
    if (entry.status === 'active') return isLatest || !states(entry) ? asOf : start
    if (entry.status === 'given') return coverEnd(start, cover, entry.singleDose?.value ?? null) ?? start
    return entry.supplyDays === null ? start : start + entry.supplyDays - 1
  }

  function part(entry: DrugEntry, group: readonly DrugEntry[], i: number): Part {
    const start = entry.start!
    const next = group.slice(i + 1).find((other) => other.start!.first > start.first && replaces(other, entry))
    const before = next ? next.start!.first - 1 : Number.POSITIVE_INFINITY
    const made = (sure: Day, most: Day, end: PartialDate | null = null): Part => ({
      entry,
      start,
      end,
      steps: stepsOf(entry, group, i),
      sure: Math.min(sure, before, asOf),
      most: Math.min(most, before),
    })
    if (entry.status === 'given') {
      const covered = coverEnd(start.first, cover, entry.singleDose?.value ?? null) ?? start.first
      return made(covered, covered, cover ? exactly(covered) : start)
    }
    const planned = entry.status === 'ended' && entry.kind === 'MedicationRequest' && entry.end !== null && entry.end.first > asOf
    if (entry.end && !planned) return made(entry.end.first, entry.end.last, entry.end)
    if (entry.status === 'active')
      return next ? made(before, before) : stale(entry) ? made(entry.sign?.last ?? start.last, asOf) : made(asOf, asOf)
    const supplied = entry.supplyDays === null ? start.first - 1 : start.first + entry.supplyDays - 1
    const closing = group.slice(i + 1).find((other) => other.start!.first > start.first)
    if (!closing) return made(supplied, Number.POSITIVE_INFINITY)
    const closed = closing.start!.first - 1
    return entry.status === 'dispensed' ? made(Math.min(supplied, closed), closed) : made(closed, closed)
  }

  function stale(entry: DrugEntry): boolean {
    return entry.sign !== null && entry.sign.last < addMonths(asOf, -table.staleMonths.value)
  }
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
  return a.start!.first - b.start!.first || (a.sign?.last ?? 0) - (b.sign?.last ?? 0) || a.resource.localeCompare(b.resource)
}

/** The part that tells how the course stands: the latest that states it, unless something was given or handed out after its end. */
export function latestPart({ parts }: Course): Part | null {
  const stating = parts.filter(({ entry }) => states(entry)).at(-1)
  const last = parts.at(-1)
  if (!stating || !last) return last ?? null
  return stating.entry.status !== 'active' && stating.end !== null && last.start.first > stating.end.last ? last : stating
}
