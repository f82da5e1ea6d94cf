/** Doses given, by the day: what is told twice is one, and what was given from two vials is one dose. */

import type { Day, PartialDate } from './dates.ts'
import type { Part } from './parts.ts'
import type { DrugEntry } from './record.ts'

/** All that was given on one day; `value` is null where no dose is told. */
export type GivenDay = { on: PartialDate; part: Part; value: number | null; unit: string; isByProcedure: boolean }

/** Doses of one day add, unless equal and of one moment. A procedure and a dose on two days that follow one another are one. */
export function daysGiven(parts: readonly Part[]): GivenDay[] {
  const byDay = new Map<Day, Part[]>()
  for (const part of parts) {
    if (part.entry.status !== 'given') continue
    const same = byDay.get(part.start.first)
    if (same) same.push(part)
    else byDay.set(part.start.first, [part])
  }
  const days = [...byDay.values()].map(ofOneDay)
  const isTold = (day: Day) => byDay.get(day)?.some(({ entry }) => !isProcedure(entry)) === true
  return days.filter(({ on, isByProcedure }) => !isByProcedure || !(isTold(on.first - 1) || isTold(on.first + 1)))
}

const isProcedure = ({ kind }: DrugEntry): boolean => kind === 'Procedure'

function ofOneDay(parts: readonly Part[]): GivenDay {
  const doses = new Map<string, { value: number; unit: string }>()
  for (const { entry } of parts)
    if (entry.singleDose) doses.set(`${entry.moment} ${entry.singleDose.value} ${entry.singleDose.unit}`, entry.singleDose)
  const [first, ...more] = doses.values()
  const told = parts.find(({ entry }) => entry.singleDose) ?? parts[0]!
  return {
    on: told.start,
    part: told,
    value: first ? more.reduce((sum, { value }) => sum + value, first.value) : null,
    unit: first?.unit ?? '',
    isByProcedure: parts.every(({ entry }) => isProcedure(entry)),
  }
}
