/** Whether a course is in use on the day, and whether its newest sign is fresh enough to believe it. */

import type { Sets } from './codes.ts'
import { addMonths, type Day } from './dates.ts'
import type { DrugTable } from './drugs.ts'
import type { Course, Part } from './parts.ts'
import type { DrugEntry } from './record.ts'

type Standing = { inUse: boolean | null; fresh: boolean }

export function inUse(course: Course, latest: Part | null, table: DrugTable, sets: Sets, asOf: Day): Standing {
  if (!latest) return { inUse: undatedInUse(course.undated, asOf), fresh: true }
  const { entry, end } = latest
  const newest = Math.max(...course.parts.map(({ entry: one, start }) => one.sign?.last ?? start.last))
  const fresh = end !== null || newest >= addMonths(asOf, -table.staleMonths.value)
  const is = (set: string): boolean => entry.codes.some((code) => sets(code).includes(set))
  /** Days after its end that a drug is still a hazard. */
  const after = is('washout') ? table.washoutDays.value : 0
  const shortCourseIsOver = is('shortCourse') && asOf > newest + table.shortCourseDays.value
  return { inUse: standing(), fresh }

  function standing(): boolean | null {
    switch (entry.status) {
      case 'active':
        if (end) return asOf <= end.first + after ? true : asOf > end.last + after ? false : null
        return !shortCourseIsOver
      case 'ended':
        return ended()
      case 'onHold':
        return false
      case 'unknown':
        return null
      case 'given':
        return given()
      case 'dispensed':
        if (shortCourseIsOver) return false
        return entry.supplyDays !== null && asOf <= latest!.sure ? true : null
    }
  }

  /** What has ended is over, but for a statement whose end is yet to come and for a drug that must be washed out. */
  function ended(): boolean | null {
    if (end === null) return after > 0 && newest >= addMonths(asOf, -table.staleMonths.value) ? null : false
    if (entry.kind === 'MedicationStatement' && end.first > asOf) return true
    if (after === 0) return false
    return asOf <= end.first + after ? true : asOf > end.last + after ? false : null
  }

  /** A treatment known by its doses goes on through the interval and some time more; one dose of another drug is no treatment for long. */
  function given(): boolean | null {
    if (asOf <= (end ?? latest!.start).last) return true
    const isTreatment = table.substances[entry.substance ?? '']?.interval !== undefined
    const isWithinGrace = asOf <= (end ?? latest!.start).last + table.doseGraceDays.value
    return isTreatment ? isWithinGrace || null : isWithinGrace ? null : false
  }
}

/** Undated entries: one that is active is in use, one whose state nobody knows may be. */
function undatedInUse(entries: readonly DrugEntry[], asOf: Day): boolean | null {
  const isOn = ({ status, end }: DrugEntry) => status === 'active' && (end === null || end.first >= asOf)
  const isOver = ({ status, end }: DrugEntry) =>
    status === 'ended' || status === 'onHold' || (status === 'active' && end !== null && end.last < asOf)
  return entries.some(isOn) ? true : entries.every(isOver) ? false : null
}
