/** What was given on one day, all of it: several pens or vials are one dose, and what is told twice is one. */

import type { PartialDate } from './dates.ts'
import type { DrugEntry } from './record.ts'

/** `value` is null where no dose is told, and a lower bound (`isWhole` false) where one of them is not. */
export type DoseOfDay = { value: number | null; isWhole: boolean; unit: string }
type Dose = NonNullable<DrugEntry['singleDose']>

/** A month that a date in part means is no day: it is a date of its own. */
export const dateKey = ({ first, last }: PartialDate): string => `${first} ${last}`

export function byDate<T extends { start: PartialDate }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const same = found.get(dateKey(one.start))
    if (same) same.push(one)
    else found.set(dateKey(one.start), [one])
  }
  return found
}

/** Doses of one day add, unless equal and of one moment, or told again by the day alone. */
export function doseOfDay(entries: readonly DrugEntry[]): DoseOfDay {
  const doses = new Map<string, Dose>()
  const key = (moment: string, { value, unit }: Dose) => `${moment} ${value} ${unit}`
  // What has a time first: told again by its day alone it is the same.
  const timed = new Set<string>()
  for (const { moment, singleDose } of entries.toSorted((a, b) => Number(b.moment !== '') - Number(a.moment !== ''))) {
    if (!singleDose || (moment === '' && timed.has(key('', singleDose)))) continue
    if (moment !== '') timed.add(key('', singleDose))
    doses.set(key(moment, singleDose), singleDose)
  }
  const [first, ...more] = doses.values()
  return {
    value: first ? more.reduce((sum, { value }) => sum + value, first.value) : null,
    // A procedure tells no dose and takes none away.
    isWhole: entries.every(({ kind, singleDose }) => kind === 'Procedure' || singleDose !== null),
    unit: first?.unit ?? '',
  }
}
