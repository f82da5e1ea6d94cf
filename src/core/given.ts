/** Doses given, by the day: how many were full rounds, and which was the last. */

import { isOneDay, type PartialDate } from './dates.ts'
import { byDate, type DoseOfDay, doseOfDay } from './doseOfDay.ts'
import { type Part, states } from './parts.ts'
import type { DrugEntry } from './record.ts'

/** All that was given on one day. */
export type GivenDay = DoseOfDay & { on: PartialDate; part: Part; isByProcedure: boolean }

/** A procedure and a dose on two days that follow one another are one. */
export function daysGiven(parts: readonly Part[]): GivenDay[] {
  const given = parts.filter(({ entry }) => entry.status === 'given')
  const told = new Set(given.flatMap(({ entry, start }) => (isProcedure(entry) ? [] : start.first)))
  const days = [...byDate(given).values()].map(ofOneDay)
  return days.filter(({ on, isByProcedure }) => !isByProcedure || !(told.has(on.first - 1) || told.has(on.first + 1)))
}

const isProcedure = ({ kind }: DrugEntry): boolean => kind === 'Procedure'

function ofOneDay(parts: readonly Part[]): GivenDay {
  const told = parts.find(({ entry }) => entry.singleDose) ?? parts[0]!
  return {
    ...doseOfDay(parts.map(({ entry }) => entry)),
    on: told.start,
    part: told,
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
  if (given && (given.value === null || !given.isWhole || !isOneDay(given.on) || days.some(mayBeLater))) return null
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
