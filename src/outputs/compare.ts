/** The same patient by the terms of others. It reads the assessment and adds nothing to it: no level, no advice. */

import { assess, type JudgedGuideline } from '../core/assess.ts'
import type { IsoDate } from '../core/dates.ts'
import type { Assessment } from '../core/evaluate.ts'
import { type Criterion, inForce, type Recommendation, type Test, type When, type Written } from '../core/guideline.ts'
import type { Judged } from '../core/judge.ts'
import type { Verdict } from '../core/rails.ts'

/** A guideline's terms of advanced treatment: one advice of it, and the criteria that this names. */
export type Terms = JudgedGuideline & {
  advice: Judged<Recommendation>
  asked: readonly Judged<Criterion>[]
  /** Criteria that no way to the advice goes without; the others are asked of some patients only. */
  always: ReadonlySet<string>
}

export function termsOf(judged: JudgedGuideline): Terms[] {
  const advice = judged.recommendations.find(({ compared }) => compared)
  if (!advice) return []
  const named = new Set(leaves(advice.when).map(({ fact }) => fact))
  return [{ ...judged, advice, asked: judged.criteria.filter(({ id }) => named.has(id)), always: required(advice.when) }]
}

/** What holds here: the region's own first, then the nation's. */
export const termsHere = ({ guidelines }: Assessment): Terms[] =>
  guidelines
    .filter((one) => one.inForce)
    .flatMap(termsOf)
    .sort((a, b) => Number(a.guideline.region === null) - Number(b.guideline.region === null))

export type Other = { key: string; guideline: Written }

/** Other regions by their code, other publishers by their guideline. */
export const others = (guidelines: readonly Written[], asOf: IsoDate, region: string | null): Other[] =>
  guidelines
    .filter(({ recommendations }) => recommendations.some(({ compared }) => compared))
    .flatMap((guideline): Other[] => {
      if (guideline.kind === 'comparison') return [{ key: guideline.id, guideline }]
      const { region: other } = guideline
      return other !== null && other !== region && inForce(guideline, asOf) ? [{ key: other, guideline }] : []
    })

/** Guidelines of other regions on the same facts. A comparison needs none of this: it is always judged. */
export const judgedElsewhere = (
  { facts, asOf, region }: Assessment,
  guidelines: readonly Written[],
  chosen: readonly string[],
): Promise<JudgedGuideline[]> =>
  Promise.all(
    others(guidelines, asOf, region)
      .filter(({ key, guideline }) => guideline.region !== null && chosen.includes(key))
      .map(({ guideline }) => assess(guideline, asOf)(facts)),
  )

/** One thing that is asked: a fact, with the number it is compared with, and the verdict of the criterion it stands in. */
export type Demand = { fact: string; n: number | null; required: boolean; verdict: Verdict }
export type Difference = {
  /** Asked by both, with other numbers. */
  numbers: { there: Demand; here: Demand }[]
  notThere: Demand[]
  onlyThere: Demand[]
}

/** Read off the conditions and their parameters; of what holds here the region's own word comes first. */
export function differences(there: Terms, here: readonly Terms[]): Difference {
  const [theirs, ours] = [demands(there), once(here.flatMap(demands))]
  const of = (all: readonly Demand[], { fact }: Demand) => all.find((one) => one.fact === fact)
  const numbers = theirs.flatMap((there) => {
    const here = of(ours, there)
    return here && here.n !== there.n ? [{ there, here }] : []
  })
  const isTold = ({ fact }: Demand) => numbers.some(({ there }) => there.fact === fact)
  const missing = (some: readonly Demand[], among: readonly Demand[]) =>
    some.filter((one) => one.required && !of(among, one)?.required && !isTold(one))
  return { numbers, notThere: missing(ours, theirs), onlyThere: missing(theirs, ours) }
}

/** A number is named by its parameter, so that another fact which stands for the first in a treated patient is the same demand. */
const nameOf = ({ fact, value }: Test): string => (typeof value === 'object' && 'parameter' in value ? value.parameter : fact)

function demands({ asked, always, parameters }: Terms): Demand[] {
  const found = asked.flatMap(({ id, when, verdict }) => {
    const inAll = required(when)
    const tests = leaves(when).filter((one, i, all) => all.findIndex((other) => nameOf(other) === nameOf(one)) === i)
    return tests.map(
      (one): Demand => ({
        fact: one.fact,
        n: parameters[nameOf(one)] ?? null,
        required: always.has(id) && inAll.has(nameOf(one)),
        verdict,
      }),
    )
  })
  return once(found.filter(({ n, required }) => n !== null || required))
}

const once = (all: readonly Demand[]): Demand[] =>
  all.filter(({ fact, required }, i) => all.findIndex((one) => one.fact === fact && (one.required || !required)) === i)

/** Tests that are not negated. */
function leaves(when: When): Test[] {
  if (typeof when === 'string') return [{ fact: when, operator: 'equal', value: true }]
  if ('fact' in when) return [when]
  return 'not' in when ? [] : ('all' in when ? when.all : when.any).flatMap(leaves)
}

/** What no way to meet it goes without: of several ways, what all have in common. */
function required(when: When): Set<string> {
  if (typeof when === 'string' || 'fact' in when) return new Set(leaves(when).map(nameOf))
  if ('not' in when) return new Set()
  const of = ('all' in when ? when.all : when.any).map(required)
  return 'all' in when ? new Set(of.flatMap((one) => [...one])) : new Set([...of[0]!].filter((name) => of.every((one) => one.has(name))))
}
