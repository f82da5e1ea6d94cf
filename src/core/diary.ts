/** The headache diary: months with their values, from the record and from answers, and what the last of them say. */

import { type Day, dayOf, firstOfMonth, isoOf, lastOfMonth } from './dates.ts'
import { type Answers, between, type Evidence, type Fact, unknown } from './facts.ts'
import type { MonthValue, PatientRecord, Problem } from './record.ts'

export type Cell = { low: number; high: number | null; evidence: Evidence; conflicting: boolean; answered: boolean }
export type Month = { first: Day; last: Day; cells: ReadonlyMap<string, Cell> }
/** Complete months, the latest first. */
export type Diary = { months: readonly Month[]; problems: readonly Problem[] }

/** Months a fact rests on: the lowest of up to so many. */
const counted = 3

const kebab = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export function diary(record: PatientRecord, answers: Answers, asOf: Day): Diary {
  const problems: Problem[] = []
  const months = new Map<Day, { first: Day; last: Day; given: MonthValue[] }>()
  for (const value of record.months) {
    if (value.last > asOf) continue
    const month = months.get(value.first) ?? { first: value.first, last: value.last, given: [] }
    month.given.push(value)
    months.set(value.first, month)
  }
  for (const name of Object.keys(answers.months)) {
    const first = firstOfMonth(dayOf(`${name}-01`))
    if (lastOfMonth(first) <= asOf && !months.has(first)) months.set(first, { first, last: lastOfMonth(first), given: [] })
  }
  const all = [...months.values()].map(({ first, last, given }): Month => {
    const cells = new Map<string, Cell>()
    for (const code of new Set(given.map((one) => one.code))) cells.set(code, chosen(given.filter((one) => one.code === code)))
    const answer = answers.months[isoOf(first).slice(0, 7)]
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
  return { months: all.sort((a, b) => b.last - a.last), problems }
}

/** Of two values for one month the later issued; two that nothing orders conflict unless they say the same. */
function chosen(given: readonly MonthValue[]): Cell {
  const latest = given.reduce<string | null>(
    (best, { issued }) => (issued !== null && (best === null || issued > best) ? issued : best),
    null,
  )
  const undecided = given.some(({ issued }) => issued === null)
  const candidates = undecided ? given : given.filter(({ issued }) => issued === latest)
  const { low, high, evidence } = candidates[0]!
  const conflicting = candidates.some((one) => one.low !== low || one.high !== high)
  return { low, high, evidence, conflicting, answered: false }
}

/** The latest months in a row that have a value of this code. */
export function inRow({ months }: Diary, code: string): (Month & { cell: Cell })[] {
  const having = months.flatMap((month) => {
    const cell = month.cells.get(code)
    return cell ? [{ ...month, cell }] : []
  })
  const gap = having.findIndex((month, i) => i > 0 && having[i - 1]!.first - month.last !== 1)
  return gap === -1 ? having : having.slice(0, gap)
}

/** The lowest of the last up to three months in a row; null where the diary is silent. */
export function lowestOfLast(of: Diary, code: string, asOf: Day, window: number): Fact | null {
  const last = inRow(of, code).slice(0, counted)
  if (last.length === 0) return null
  const evidence = last.map(({ cell }) => cell.evidence)
  if (asOf - last[0]!.last > window) return unknown('outdated', evidence)
  if (last.some(({ cell }) => cell.conflicting)) return unknown('conflicting', evidence)
  const highs = last.flatMap(({ cell }) => cell.high ?? [])
  return between(Math.min(...last.map(({ cell }) => cell.low)), highs.length > 0 ? Math.min(...highs) : null, evidence)
}

/** Up to three of the given months that have a value, as sums: never rounded before they are compared. */
export function sums(
  months: readonly Month[],
  code: string,
): { low: number; high: number; months: number; latest: Day; evidence: Evidence[] } | null {
  const having = months
    .flatMap((month) => {
      const cell = month.cells.get(code)
      return cell && !cell.conflicting ? [{ ...month, cell }] : []
    })
    .slice(0, counted)
  if (having.length === 0) return null
  const total = (side: (cell: Cell) => number) => having.reduce((sum, { cell }) => sum + side(cell), 0)
  return {
    low: total(({ low }) => low),
    high: total(({ high }) => high ?? Number.POSITIVE_INFINITY),
    months: having.length,
    latest: having[0]!.last,
    evidence: having.map(({ cell }) => cell.evidence),
  }
}
