/** What differs between two editions or two guidelines in verdicts, over every case there is. */

import { assess } from '../../src/core/assess.ts'
import type { IsoDate } from '../../src/core/dates.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { Recommendation, Written } from '../../src/core/guideline.ts'
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

/** Advice of the same name is compared; of the rest, what alone has its action on either side; or else the one that is left on either. */
export function pairs(before: Written, after: Written): Pair[] {
  const [a, b] = [before.recommendations, after.recommendations]
  const [restA, restB] = [a.filter((one) => !named(b, one)), b.filter((one) => !named(a, one))]
  const alike = restA.flatMap((one) => {
    const [other, ...others] = restB.filter(({ action }) => action === one.action)
    const isAlone = restA.filter(({ action }) => action === one.action).length === 1 && others.length === 0
    return other && isAlone ? [{ before: one.id, after: other.id }] : []
  })
  const last = alike.length === 0 && restA.length === 1 && restB.length === 1 ? [{ before: restA[0]!.id, after: restB[0]!.id }] : []
  return [...a.filter((one) => named(b, one)).map(({ id }) => ({ before: id, after: id })), ...alike, ...last]
}

const named = (among: readonly Recommendation[], { id }: Recommendation): boolean => among.some((one) => one.id === id)

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
