/** How a course stands on the day: in use as a hazard, going on as a treatment, and whether its newest sign is fresh enough to believe it. */

import type { Sets } from './codes.ts'
import { addMonths, type Day } from './dates.ts'
import type { DrugTable } from './drugs.ts'
import { type Course, type Part, states } from './parts.ts'
import type { DrugEntry } from './record.ts'

type Standing = {
  /** For hazards: true where any active part covers the day, whatever another order, a statement or a dispense says. */
  inUse: boolean | null
  /** As a treatment: the latest part decides. */
  ongoing: boolean | null
  fresh: boolean
  /** In use only because what was handed out should still last: any order or statement could say otherwise. */
  bySupply: boolean
}

export function standing(course: Course, table: DrugTable, sets: Sets, asOf: Day): Standing {
  const { parts, undated } = course
  if (parts.length === 0) {
    const inUse = undatedInUse(undated, asOf)
    return { inUse, ongoing: inUse, fresh: true, bySupply: false }
  }
  const signOf = ({ entry, start }: Part): Day => entry.sign?.last ?? start.last
  const newest = parts.reduce((latest, part) => Math.max(latest, signOf(part)), Number.NEGATIVE_INFINITY)
  const codes = parts[0]!.entry.codes
  const is = (set: string): boolean => codes.some((code) => sets(code).includes(set))
  /** Days after its end that a drug is still a hazard. */
  const after = is('washout') ? table.washoutDays.value : 0
  const isShort = is('shortCourse')

  const stating = parts.findLast(({ entry }) => states(entry))
  const dose = parts.findLast(({ entry }) => entry.status === 'given')
  const pack = parts.findLast(({ entry }) => entry.status === 'dispensed')
  const decisive = latest()
  const ongoing = either(decisive.map(stands))
  const active = parts.filter((part) => part.entry.status === 'active' && stands(part) === true)
  const orders = active.filter(({ entry }) => entry.kind === 'MedicationRequest')
  /** Beside every order that stands a statement that it ended since: nobody knows which to believe. */
  const isDisputed =
    orders.length > 0 &&
    parts.some(
      ({ entry, start, end }) =>
        entry.kind === 'MedicationStatement' &&
        entry.status === 'ended' &&
        orders.every((order) => (end ?? start).last >= order.start.first),
    )
  const newestEnd = decisive.find(({ entry }) => states(entry))?.end ?? null
  return {
    inUse: active.length > 0 ? true : ongoing,
    ongoing: isDisputed ? null : ongoing,
    fresh: newestEnd !== null || newest >= addMonths(asOf, -table.staleMonths.value),
    bySupply: active.length === 0 && decisive.every(({ entry }) => entry.status === 'dispensed'),
  }

  /** The latest that states it; a dose or a pack that came after its end is later; without any, doses and packs. */
  function latest(): Part[] {
    const since = [dose, pack].filter((one) => one !== undefined)
    if (!stating) return since
    const later = since.filter((one) => (one === dose ? doseIsLater(one, stating) : packIsLater(one, stating)))
    return later.length > 0 ? later : [stating]
  }

  function stands(part: Part): boolean | null {
    const { entry, end } = part
    const shortCourseIsOver = isShort && asOf > signOf(part) + table.shortCourseDays.value
    switch (entry.status) {
      case 'active':
        if (end) return asOf <= end.first + after ? true : asOf > end.last + after ? false : null
        return !shortCourseIsOver
      case 'ended':
        return ended(part)
      case 'onHold':
        return false
      case 'unknown':
        return null
      case 'given':
        return given(part)
      case 'dispensed':
        if (shortCourseIsOver) return false
        return entry.supplyDays !== null && asOf <= part.sure ? true : null
    }
  }

  /** What has ended is over, but for a statement whose end is yet to come and for a drug that must be washed out. */
  function ended({ entry, end }: Part): boolean | null {
    if (end === null) return after > 0 && newest >= addMonths(asOf, -table.staleMonths.value) ? null : false
    if (entry.kind === 'MedicationStatement' && end.first > asOf) return true
    if (after === 0) return false
    return asOf <= end.first + after ? true : asOf > end.last + after ? false : null
  }

  /** A treatment known by its doses goes on through the interval and some time more; one dose of another drug is no treatment for long. */
  function given({ entry, start, end }: Part): boolean | null {
    if (asOf <= (end ?? start).last) return true
    const isTreatment = table.substances[entry.substance ?? '']?.interval !== undefined
    const isWithinGrace = asOf <= (end ?? start).last + table.doseGraceDays.value
    return isTreatment ? isWithinGrace || null : isWithinGrace ? null : false
  }
}

/** Any that is so is enough; what nobody knows leaves it open. */
const either = (of: readonly (boolean | null)[]): boolean | null => (of.includes(true) ? true : of.includes(null) ? null : false)

/** A dose given since it began is later than an order that has ended, or that was to end before the dose. */
function doseIsLater({ start }: Part, stating: Part): boolean {
  if (stating.end !== null) return start.first > stating.end.last
  return stating.entry.status === 'ended' && start.first >= stating.start.first
}

const packIsLater = ({ start }: Part, { entry, end }: Part): boolean => entry.status !== 'active' && end !== null && start.first > end.last

/** Undated entries: one that is active is in use, one whose state nobody knows may be. */
function undatedInUse(entries: readonly DrugEntry[], asOf: Day): boolean | null {
  const isOn = ({ status, end }: DrugEntry) => status === 'active' && (end === null || end.first >= asOf)
  const isOver = ({ status, end }: DrugEntry) =>
    status === 'ended' || status === 'onHold' || (status === 'active' && end !== null && end.last < asOf)
  return entries.some(isOn) ? true : entries.every(isOver) ? false : null
}
