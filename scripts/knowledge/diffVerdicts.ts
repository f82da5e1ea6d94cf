/** What differs between two editions or two guidelines in verdicts, over every case there is. */

import { assess } from '../../src/core/assess.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { Written } from '../../src/core/guideline.ts'
import type { Verdict } from '../../src/core/rails.ts'
import { factsOf } from './cases.ts'
import { type Entry, library, vocabulary } from './library.ts'
import { factsOfPatient, patients } from './patients.ts'

export type Judgeable = { where: string; says: string; asOf: IsoDate; facts: Facts; isPatient: boolean }
export type Pair = { before: string; after: string }
export type Difference = { of: Judgeable; before: Verdict; after: Verdict }
export type Compared = Pair & { differences: Difference[] }

/** Every row of every table, and every whole patient. A row without a day of its own is judged `today`. */
export async function allCases(today: IsoDate): Promise<Judgeable[]> {
  const rows = library.flatMap(({ own, tables }) =>
    tables.flatMap(({ name, table: { given, cases } }) =>
      cases.map((one): Judgeable => {
        const facts = factsOf({ ...given, ...one.with }, vocabulary.facts)
        return { where: `${own.id}/${name}`, says: one.says, asOf: one.asOf ?? today, facts, isPatient: false }
      }),
    ),
  )
  const whole = patients.map(async (one): Promise<Judgeable> => {
    const { says, asOf } = one.story
    return { where: one.name, says, asOf: asOf as IsoDate, facts: await factsOfPatient(one), isPatient: true }
  })
  return [...(await Promise.all(whole)), ...rows]
}

/** Advice of the same name is compared; where one piece is left on either side, these two are. */
export function pairs(before: Written, after: Written): Pair[] {
  const ids = ({ recommendations }: Written) => recommendations.map(({ id }) => id)
  const [a, b] = [ids(before), ids(after)]
  const same = a.filter((id) => b.includes(id)).map((id) => ({ before: id, after: id }))
  const [restA, restB] = [a.filter((id) => !b.includes(id)), b.filter((id) => !a.includes(id))]
  return restA.length === 1 && restB.length === 1 ? [...same, { before: restA[0]!, after: restB[0]! }] : same
}

/** Judges every case by both, and keeps those that are judged otherwise. */
export async function compare(before: Entry, after: Entry, of: readonly Pair[], cases: readonly Judgeable[]): Promise<Compared[]> {
  const [a, b] = [judgeOf(before.written), judgeOf(after.written)]
  const judged: { of: Judgeable; a: Record<string, Verdict>; b: Record<string, Verdict> }[] = []
  for (const one of cases) judged.push({ of: one, a: await a(one), b: await b(one) })
  return of.map((pair) => ({
    ...pair,
    differences: judged.flatMap(({ of: one, a: was, b: is }) => {
      const [before, after] = [was[pair.before]!, is[pair.after]!]
      return before === after ? [] : [{ of: one, before, after }]
    }),
  }))
}

/** A guideline made ready once for each day that the cases name. */
function judgeOf(written: Written): (of: Judgeable) => Promise<Record<string, Verdict>> {
  const ready = new Map<IsoDate, ReturnType<typeof assess>>()
  return async ({ asOf, facts }) => {
    const judge = ready.get(asOf) ?? assess(written, asOf)
    ready.set(asOf, judge)
    return Object.fromEntries((await judge(facts)).recommendations.map(({ id, verdict }) => [id, verdict]))
  }
}
