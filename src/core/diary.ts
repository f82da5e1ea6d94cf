/** The headache diary: months with their values, from the record and from answers, and what the last of them say. */

import type { CodeTable } from './codes.ts'
import { addMonths, type Day, dayOf, firstOfMonth, isoOf, lastOfMonth } from './dates.ts'
import { type Answers, between, type Evidence, type Fact, unknown } from './facts.ts'
import type { MonthValue, PatientRecord, Problem, Unusable } from './record.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `open`: something was there that could not be used; the value may be anything that a month can hold. */
export type Cell = { low: number; high: number | null; evidence: Evidence; conflicting: boolean; answered: boolean; open: boolean }
export type Month = { first: Day; last: Day; cells: ReadonlyMap<string, Cell> }
/** Complete months, the latest first; and what could not be used and may be of any month. */
export type Diary = { months: readonly Month[]; undated: readonly Unusable[]; problems: readonly Problem[] }

/** What is kept by month, and the most that a month can hold of it: null where the calendar sets no end. */
export type Monthly = ReadonlyMap<string, { isDays: boolean }>
export const monthly = ({ facts }: Vocabulary, { limits }: CodeTable): Monthly =>
  new Map(
    Object.values(facts).flatMap((fact) => (fact.kind === 'month' ? [[fact.code, { isDays: limits[fact.code]?.max !== undefined }]] : [])),
  )

/** A fact's code in the record's diary: headacheDays is headache-days (design contract §3). */
export const kebab = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const headacheDays = 'headache-days'
export const migraineDays = 'migraine-days'

export function diary(record: PatientRecord, answers: Answers, asOf: Day, kept: Monthly): Diary {
  const problems: Problem[] = []
  const months = new Map<string, { first: Day; last: Day; given: MonthValue[]; unusable: Unusable[] }>()
  const monthOf = (first: Day, last: Day) => {
    const key = `${first} ${last}`
    const found = months.get(key) ?? { first, last, given: [], unusable: [] }
    months.set(key, found)
    return found
  }
  for (const value of record.months) if (value.last <= asOf) monthOf(value.first, value.last).given.push(value)
  const answered = new Map(Object.entries(answers.months).filter(([, { date }]) => date === null || dayOf(date) <= asOf))
  for (const name of answered.keys()) {
    const first = firstOfMonth(dayOf(`${name}-01`))
    if (lastOfMonth(first) <= asOf) monthOf(first, lastOfMonth(first))
  }
  const unusable = record.unusable.filter((one) => mayTellMonths(one, kept))
  for (const one of unusable) if (one.on && !isUndated(one)) for (const month of monthsOf(one.on)) month.unusable.push(one)

  const all = [...months.values()].map((month): Month => ({ first: month.first, last: month.last, cells: cellsOf(month) }))
  return { months: all.sort((a, b) => b.last - a.last || b.first - a.first), undated: unusable.filter(isUndated), problems }

  /** The months that the days lie in: those that are kept, and calendar months where none is. */
  function monthsOf({ first, last }: { first: Day; last: Day }) {
    const touched = [...months.values()].filter((month) => month.first <= last && first <= month.last)
    for (let day = firstOfMonth(first); day <= last; day = addMonths(day, 1)) {
      const end = lastOfMonth(day)
      if (end <= asOf && !touched.some((month) => month.first <= end && day <= month.last)) touched.push(monthOf(day, end))
    }
    return touched
  }

  function cellsOf({
    first,
    last,
    given,
    unusable,
  }: {
    first: Day
    last: Day
    given: MonthValue[]
    unusable: Unusable[]
  }): Map<string, Cell> {
    const cells = new Map<string, Cell>()
    for (const code of new Set(given.map((one) => one.code))) cells.set(code, chosen(given.filter((one) => one.code === code)))
    for (const one of unusable)
      for (const [code, { isDays }] of kept)
        if (tells(one, code)) cells.set(code, openCell(isDays ? last - first + 1 : null, { resource: one.resource, says: one.says }))
    const name = isoOf(first).slice(0, 7)
    const answer = last === lastOfMonth(first) ? answered.get(name) : undefined
    for (const [fact, value] of Object.entries(answer?.values ?? {})) {
      const code = kebab(fact)
      const later = given.find((one) => one.code === code && issuedAfter(one, answer!.date))
      if (later)
        problems.push({ resource: `answers/months/${name}/${fact}`, code: 'recordIsLater', detail: resourceOf(later.evidence) ?? name })
      else
        cells.set(code, {
          low: value,
          high: value,
          conflicting: false,
          answered: true,
          open: false,
          evidence: { by: answer!.by, date: answer!.date },
        })
    }
    const [headache, migraine] = [cells.get(headacheDays), cells.get(migraineDays)]
    if (headache && migraine && headache.high !== null && migraine.low > headache.high) {
      const resource = resourceOf(migraine.evidence) ?? `months/${name}`
      for (const [code, { evidence }] of [
        [headacheDays, headache],
        [migraineDays, migraine],
      ] as const)
        cells.set(code, { low: 0, high: last - first + 1, evidence, conflicting: false, answered: false, open: true })
      problems.push({ resource, code: 'moreMigraineThanHeadache', detail: name })
    }
    return cells
  }
}

const resourceOf = (evidence: Evidence): string | undefined => ('resource' in evidence ? evidence.resource : undefined)
const issuedAfter = ({ issued }: MonthValue, answered: string | null): boolean =>
  issued !== null && answered !== null && issued.slice(0, 10) > answered

const openCell = (most: number | null, { resource, says }: { resource: string; says: string }): Cell => ({
  low: 0,
  high: most,
  evidence: { resource, says, date: null, unusable: true },
  conflicting: false,
  answered: false,
  open: true,
})

const isOfMonth = ({ system }: { system: string | null }): boolean => system === 'diary'
/** What cannot be read may be a month's value; what carries a code, only if it is one of the diary's. */
const mayTellMonths = ({ kind, codes }: Unusable, kept: Monthly): boolean =>
  (kind === null || kind === 'Observation' || kind === 'QuestionnaireResponse') &&
  (codes === null || codes.some((code) => isOfMonth(code) && kept.has(code.code)))
export const tells = ({ codes }: Unusable, code: string): boolean =>
  codes === null || codes.some((one) => isOfMonth(one) && one.code === code)
/** A year says nothing of the month. */
const isUndated = ({ on }: Unusable): boolean => on === null || on.last - on.first > 200

const key = ({ evidence }: MonthValue): string => resourceOf(evidence) ?? ''

/** Of two values for one month the later; two that nothing orders are both kept in mind, and conflict unless they say the same. */
function chosen(given: readonly MonthValue[]): Cell {
  const candidates = latestBy(latestBy(given, 'issued'), 'updated')
  const low = Math.min(...candidates.map((one) => one.low))
  const high = candidates.some((one) => one.high === null) ? null : Math.max(...candidates.map((one) => one.high!))
  const conflicting = candidates.some((one) => one.low !== low || one.high !== high)
  const { evidence } = candidates.reduce((a, b) => (key(b) < key(a) ? b : a))
  return { low, high, evidence, conflicting, answered: false, open: false }
}

/** The latest of them; all where one of them does not say when. */
function latestBy(given: readonly MonthValue[], when: 'issued' | 'updated'): readonly MonthValue[] {
  let latest = ''
  for (const { [when]: at } of given) {
    if (at === null) return given
    if (at > latest) latest = at
  }
  return given.filter((one) => one[when] === latest)
}

/** The latest months in a row with a value of this code that could be used; one that overlaps another of them is none. */
export function inRow({ months }: Diary, code: string): (Month & { cell: Cell })[] {
  const row: (Month & { cell: Cell })[] = []
  for (const month of months) {
    const cell = month.cells.get(code)
    const after = row.at(-1)
    if (cell && !cell.open && (!after || after.first - month.last === 1)) row.push({ ...month, cell })
  }
  return row
}

/** The row: the last up to so many consecutive months with any value of the diary. */
function rowOf({ months }: Diary, atMost: number): Month[] {
  const row: Month[] = []
  for (const month of months) {
    const after = row.at(-1)
    if (row.length < atMost && month.cells.size > 0 && (!after || after.first - month.last === 1)) row.push(month)
  }
  return row
}

/**
 * The lowest of the row. A month of it without this value has between 0 and its headache days. Null where the row has no
 * value of its own, or where a value that cannot be dated may be any month's: then silence speaks.
 */
export function lowestOfRow(of: Diary, code: string, asOf: Day, window: number, atMost: number): Fact | null {
  const row = rowOf(of, atMost)
  const own = row.flatMap(({ cells }) => cells.get(code) ?? [])
  if (own.every((cell) => cell.open) || of.undated.some((one) => tells(one, code))) return null
  const evidence = own.map((cell) => cell.evidence)
  if (asOf - row[0]!.last > window) return unknown('outdated', evidence)
  if (own.some(({ conflicting }) => conflicting)) return unknown('conflicting', evidence)
  const ranges = row.map(({ first, last, cells }) => cells.get(code) ?? { low: 0, high: cells.get(headacheDays)?.high ?? last - first + 1 })
  const highs = ranges.flatMap(({ high }) => high ?? [])
  return between(Math.min(...ranges.map(({ low }) => low)), highs.length > 0 ? Math.min(...highs) : null, evidence)
}

export type Sums = { low: number; high: number; months: number; latest: Day; conflicting: boolean; evidence: Evidence[] }

/** The latest of the given months that have a value, as sums: never rounded before they are compared. */
export function sums(months: readonly Month[], code: string, atMost: number): Sums | null {
  const having: (Month & { cell: Cell })[] = []
  for (const month of months) {
    const cell = month.cells.get(code)
    const overlaps = having.some(({ first, last }) => month.first <= last && first <= month.last)
    if (cell && !overlaps && having.length < atMost) having.push({ ...month, cell })
  }
  if (having.length === 0) return null
  const total = (side: (cell: Cell) => number) => having.reduce((sum, { cell }) => sum + side(cell), 0)
  return {
    low: total(({ low }) => low),
    high: total(({ high }) => high ?? Number.POSITIVE_INFINITY),
    months: having.length,
    latest: having[0]!.last,
    conflicting: having.some(({ cell }) => cell.conflicting),
    evidence: having.map(({ cell }) => cell.evidence),
  }
}
