/** Doses given, by the day: what is told twice is one, and what was given from two vials is one dose. */

import type { Day, PartialDate } from './dates.ts'
import { type Part, states } from './parts.ts'
import type { DrugEntry } from './record.ts'

/** All that was given on one day; `value` is null where no dose is told, and a lower bound where one of the doses is not. */
export type GivenDay = { on: PartialDate; part: Part; value: number | null; isWhole: boolean; unit: string; isByProcedure: boolean }

/** Doses of one day add, unless equal and of one moment, or of the day alone. A procedure and a dose on two days that follow one another are one. */
export function daysGiven(parts: readonly Part[]): GivenDay[] {
  const byDate = new Map<string, Part[]>()
  const told = new Set<Day>()
  for (const part of parts) {
    if (part.entry.status !== 'given') continue
    const key = `${part.start.first} ${part.start.last}`
    const same = byDate.get(key)
    if (same) same.push(part)
    else byDate.set(key, [part])
    if (!isProcedure(part.entry)) told.add(part.start.first)
  }
  const days = [...byDate.values()].map(ofOneDay)
  const isTold = (day: Day) => told.has(day)
  return days.filter(({ on, isByProcedure }) => !isByProcedure || !(isTold(on.first - 1) || isTold(on.first + 1)))
}

const isProcedure = ({ kind }: DrugEntry): boolean => kind === 'Procedure'

function ofOneDay(parts: readonly Part[]): GivenDay {
  const doses = new Map<string, { value: number; unit: string }>()
  const key = (moment: string, { value, unit }: { value: number; unit: string }) => `${moment} ${value} ${unit}`
  // What has a time first: told again by its day alone it is the same.
  const timed = new Set<string>()
  for (const { entry } of parts.toSorted((a, b) => Number(b.entry.moment !== '') - Number(a.entry.moment !== ''))) {
    const dose = entry.singleDose
    if (!dose || (entry.moment === '' && timed.has(key('', dose)))) continue
    if (entry.moment !== '') timed.add(key('', dose))
    doses.set(key(entry.moment, dose), dose)
  }
  const [first, ...more] = doses.values()
  const told = parts.find(({ entry }) => entry.singleDose) ?? parts[0]!
  return {
    on: told.start,
    part: told,
    value: first ? more.reduce((sum, { value }) => sum + value, first.value) : null,
    isWhole: parts.every(({ entry }) => isProcedure(entry) || entry.singleDose !== null),
    unit: first?.unit ?? '',
    isByProcedure: parts.every(({ entry }) => isProcedure(entry)),
  }
}

/** Full rounds, days of which the dose is not known, and days on which it was less. */
export type Rounds = { full: Part[]; open: number; short: number }
export const noRounds: Rounds = { full: [], open: 0, short: 0 }

/** A procedure without a dose is as much as was ordered: a full round where nothing was; null where an order could not be read. */
export function roundsIn(days: readonly GivenDay[], full: { value: number; unit: string }, byProcedure: number | null): Rounds {
  const found: Rounds = { full: [], open: 0, short: 0 }
  for (const { value, unit, isWhole, isByProcedure, part } of days) {
    const units = value === null && isByProcedure ? byProcedure : unit === full.unit ? value : null
    if (units !== null && units >= full.value) found.full.push(part)
    else if (units === null || !isWhole) found.open++
    else found.short++
  }
  return found
}

export const orderedDose = (entries: readonly DrugEntry[]): number | null =>
  entries.findLast((entry) => states(entry) && entry.singleDose !== null)?.singleDose?.value ?? null

/** `isGiven`: it was given, not only ordered. */
export type LastDose = { value: number; unit: string; on: PartialDate; isGiven: boolean; resource: string; says: string }

/** The last dose given, all of its day; else, where none was, the last one ordered. */
export function lastDose(days: readonly GivenDay[], parts: readonly Part[], undated: readonly DrugEntry[]): LastDose | null {
  const given = days.findLast(({ value, isByProcedure }) => value !== null || !isByProcedure)
  const mayBeLater = ({ on }: GivenDay) => given !== undefined && on.last > given.on.last
  // The last dose is not told, or which was the last.
  if (given && (given.value === null || !given.isWhole || given.on.first !== given.on.last || days.some(mayBeLater))) return null
  if (given)
    return {
      value: given.value!,
      unit: given.unit,
      on: given.on,
      isGiven: true,
      resource: given.part.entry.resource,
      says: given.part.entry.name,
    }
  const ordered = [...undated, ...parts.map(({ entry }) => entry)].findLast(({ singleDose }) => singleDose !== null)
  const on = ordered?.start ?? ordered?.sign
  return ordered && on ? { ...ordered.singleDose!, on, isGiven: false, resource: ordered.resource, says: ordered.name } : null
}
