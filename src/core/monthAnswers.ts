/** Months of the diary as the clinician types them: checked against each other and the calendar, and only what changed is an answer. */

import { limitsOf } from './answers.ts'
import type { CodeTable } from './codes.ts'
import { addMonths, type Day, dayOf, firstOfMonth, type IsoDate, isoOf, lastOfMonth } from './dates.ts'
import type { Cell, Diary } from './diary.ts'
import type { Answered, Answers } from './facts.ts'
import type { FactDefinition, Vocabulary } from './vocabulary.ts'

/** The days that are kept by month, in the vocabulary's order. */
export const dayFacts = ({ facts }: Vocabulary): string[] =>
  Object.keys(facts).filter((name) => facts[name]!.kind === 'month' && facts[name]!.unit === 'days/month')

/** The days that these lie among: migraine days among headache days, a kind of drug among drugs of all kinds. */
const among = (definition: FactDefinition | undefined): string | null =>
  definition?.kind === 'month' && definition.within && !definition.within.daysPerAttack ? definition.within.fact : null

export type CalendarMonth = { name: string; first: Day; last: Day }

/** The last calendar months that have ended, the oldest first. */
export function lastMonths(asOf: IsoDate, count: number): CalendarMonth[] {
  const today = dayOf(asOf)
  const current = firstOfMonth(today)
  const latest = lastOfMonth(today) === today ? current : addMonths(current, -1)
  return Array.from({ length: count }, (_, i) => addMonths(latest, i + 1 - count)).map((first) => ({
    name: isoOf(first).slice(0, 7),
    first,
    last: lastOfMonth(first),
  }))
}

/** What the diary says of one month; null where it is silent. */
export function cellOf({ months }: Diary, { first, last }: CalendarMonth, definition: FactDefinition | undefined): Cell | null {
  if (definition?.kind !== 'month') return null
  return months.find((one) => one.first === first && one.last === last)?.cells.get(definition.code) ?? null
}

/** The one number that a cell stands for: none where sources conflict or a range came. */
export const numberIn = (cell: Cell | null): number | null => (cell && !cell.conflicting && cell.low === cell.high ? cell.low : null)

export type Fault = { month: CalendarMonth; fact: string } & (
  | { is: 'noDays'; most: number }
  | { is: 'moreThan'; other: string; most: number }
)
/** Per month: a number to answer with, or null to take an answer back. */
export type Changes = Readonly<Record<string, Readonly<Record<string, number | null>>>>
export type Entered = {
  changes: Changes
  faults: Fault[]
  /** Emptied, though the record has a value: an answer can correct a record, never empty it. */
  kept: { month: CalendarMonth; fact: string; value: number }[]
}

/** Reads what was typed. `recorded` is the diary without answers, `shown` the one with them. */
export function entered(
  typed: (month: CalendarMonth, fact: string) => string,
  months: readonly CalendarMonth[],
  { recorded, shown }: { recorded: Diary; shown: Diary },
  vocabulary: Vocabulary,
  { limits }: CodeTable,
): Entered {
  const { facts } = vocabulary
  const changes: Record<string, Record<string, number | null>> = {}
  const faults: Fault[] = []
  const kept: Entered['kept'] = []
  for (const month of months) {
    const values = new Map<string, number>()
    for (const fact of dayFacts(vocabulary)) {
      const inRecord = cellOf(recorded, month, facts[fact])
      const now = cellOf(shown, month, facts[fact])
      const text = typed(month, fact).trim()
      const before = numberIn(now)
      if (text === '') {
        if (now?.answered) change(month, fact, null)
        else if (before !== null) kept.push({ month, fact, value: before })
        const left = now?.answered ? numberIn(inRecord) : before
        if (left !== null) values.set(fact, left)
        continue
      }
      const value = Number(text.replace(',', '.'))
      if (value === before) {
        values.set(fact, value)
        continue
      }
      const { min = 0, max = Number.POSITIVE_INFINITY } = limitsOf(facts[fact], limits) ?? {}
      const most = Math.min(max, month.last - month.first + 1)
      if (!Number.isInteger(value) || value < min || value > most) {
        faults.push({ month, fact, is: 'noDays', most })
        continue
      }
      values.set(fact, value)
      change(month, fact, value === numberIn(inRecord) ? null : value)
    }
    for (const [fact, value] of values) {
      const other = among(facts[fact])
      const most = other ? values.get(other) : undefined
      const isNew = (one: string) => changes[month.name]?.[one] !== undefined
      if (other && most !== undefined && value > most && (isNew(fact) || isNew(other)))
        faults.push({ month, fact, is: 'moreThan', other, most })
    }
  }
  return { changes, faults, kept }

  function change({ name }: CalendarMonth, fact: string, to: number | null): void {
    changes[name] = { ...changes[name], [fact]: to }
  }
}

/** The answers with these changes; a month without any answer left is none. */
export function withMonths(answers: Answers, changes: Changes, stamp: Answered): Answers {
  const months = { ...answers.months }
  for (const [name, values] of Object.entries(changes)) {
    const all = { ...months[name]?.values, ...values }
    const left = Object.fromEntries(Object.entries(all).filter((one): one is [string, number] => one[1] !== null))
    if (Object.keys(left).length > 0) months[name] = { values: left, ...stamp }
    else delete months[name]
  }
  return { ...answers, months }
}
