/** The headache diary: months with their values, from the record and from answers, and what the last of them say. */

import { type Day, dayOf, firstOfMonth, isoOf, lastOfMonth } from './dates.ts'
import { type Answers, between, type Evidence, type Fact, unknown } from './facts.ts'
import type { MonthValue, PatientRecord, Problem } from './record.ts'

export type Cell = { low: number; high: number | null; evidence: Evidence; conflicting: boolean; answered: boolean }
export type Month = { first: Day; last: Day; cells: ReadonlyMap<string, Cell> }
/** Complete months, the latest first. */
export type Diary = { months: readonly Month[]; problems: readonly Problem[] }

/** A fact's code in the record's diary: headacheDays is headache-days (design contract §3). */
export const kebab = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export function diary(record: PatientRecord, answers: Answers, asOf: Day): Diary {
  const problems: Problem[] = []
  const months = new Map<string, { first: Day; last: Day; given: MonthValue[] }>()
  for (const value of record.months) {
    if (value.last > asOf) continue
    const key = `${value.first} ${value.last}`
    const month = months.get(key) ?? { first: value.first, last: value.last, given: [] }
    month.given.push(value)
    months.set(key, month)
  }
  const answered = Object.entries(answers.months).filter(([, { date }]) => date === null || dayOf(date) <= asOf)
  for (const [name] of answered) {
    const first = firstOfMonth(dayOf(`${name}-01`))
    const last = lastOfMonth(first)
    if (last <= asOf && !months.has(`${first} ${last}`)) months.set(`${first} ${last}`, { first, last, given: [] })
  }
  const all = [...months.values()].map(({ first, last, given }): Month => {
    const cells = new Map<string, Cell>()
    for (const code of new Set(given.map((one) => one.code))) cells.set(code, chosen(given.filter((one) => one.code === code)))
    const answer = last === lastOfMonth(first) ? answered.find(([name]) => name === isoOf(first).slice(0, 7))?.[1] : undefined
    for (const [fact, value] of Object.entries(answer?.values ?? {}))
      cells.set(kebab(fact), {
        low: value,
        high: value,
        conflicting: false,
        answered: true,
        evidence: { by: answer!.by, date: answer!.date },
      })
    const [headache, migraine] = [cells.get('headache-days'), cells.get('migraine-days')]
    if (headache && migraine && headache.high !== null && migraine.low > headache.high) {
      cells.delete('headache-days')
      cells.delete('migraine-days')
      const resource = 'resource' in migraine.evidence ? migraine.evidence.resource : `months/${isoOf(first).slice(0, 7)}`
      problems.push({ resource, code: 'moreMigraineThanHeadache', detail: isoOf(first).slice(0, 7) })
    }
    return { first, last, cells }
  })
  return { months: all.sort((a, b) => b.last - a.last || b.first - a.first), problems }
}

const key = ({ evidence }: MonthValue): string => ('resource' in evidence ? evidence.resource : '')

/** Of two values for one month the later issued; two that nothing orders conflict unless they say the same. */
function chosen(given: readonly MonthValue[]): Cell {
  const latest = given.reduce<string | null>(
    (best, { issued }) => (issued !== null && (best === null || issued > best) ? issued : best),
    null,
  )
  const undecided = given.some(({ issued }) => issued === null)
  const candidates = undecided ? given : given.filter(({ issued }) => issued === latest)
  const { low, high, evidence } = candidates.reduce((a, b) => (key(b) < key(a) ? b : a))
  const conflicting = candidates.some((one) => one.low !== low || one.high !== high)
  return { low, high, evidence, conflicting, answered: false }
}

/** The latest months in a row that have a value of this code; one that overlaps another of them is none. */
export function inRow({ months }: Diary, code: string): (Month & { cell: Cell })[] {
  const row: (Month & { cell: Cell })[] = []
  for (const month of months) {
    const cell = month.cells.get(code)
    const after = row.at(-1)
    if (cell && (!after || after.first - month.last === 1)) row.push({ ...month, cell })
  }
  return row
}

/** The lowest of the last up to three months in a row; null where the diary is silent. */
export function lowestOfLast(of: Diary, code: string, asOf: Day, window: number, atMost: number): Fact | null {
  const last = inRow(of, code).slice(0, atMost)
  if (last.length === 0) return null
  const evidence = last.map(({ cell }) => cell.evidence)
  if (asOf - last[0]!.last > window) return unknown('outdated', evidence)
  if (last.some(({ cell }) => cell.conflicting)) return unknown('conflicting', evidence)
  const highs = last.flatMap(({ cell }) => cell.high ?? [])
  return between(Math.min(...last.map(({ cell }) => cell.low)), highs.length > 0 ? Math.min(...highs) : null, evidence)
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
