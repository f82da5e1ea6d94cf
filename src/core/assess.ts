import type { IsoDate } from './dates.ts'
import type { Fact, Facts } from './facts.ts'
import { type Criterion, inForce, parametersAt, type Recommendation, type Severity, stricter, type Written } from './guideline.ts'
import { type Judged, judge } from './judge.ts'
import { missing as missingIn } from './rails.ts'

/** `mayBecome`: the strictest branch of a met hazard that is still open and stricter than those met; its facts stand in `missing`. */
export type JudgedAdvice = Judged<Recommendation> & { readonly mayBecome?: Severity }

export type JudgedGuideline = {
  guideline: Written
  inForce: boolean
  parameters: Readonly<Record<string, number>>
  criteria: readonly Judged<Criterion>[]
  recommendations: readonly JudgedAdvice[]
}

/**
 * One guideline on one date, made ready once; then patient after patient. Facts decide criteria, criteria decide
 * recommendations; `missing` of both names facts.
 */
export function assess(guideline: Written, asOf: IsoDate): (facts: Facts) => Promise<JudgedGuideline> {
  const parameters = parametersAt(guideline, asOf)
  const judgeCriteria = judge(guideline.criteria, parameters)
  const judgeRecommendations = judge(guideline.recommendations)
  const force = inForce(guideline, asOf)
  const numberOf = numbering()
  const memory = new Map<string, JudgedGuideline>()
  return async (facts) => {
    const criteria = await judgeCriteria(facts)
    // Criteria that were judged so before are the same objects; so are then the recommendations that rest on them.
    const key = criteria.map(numberOf).join()
    const before = memory.get(key)
    if (before) return before

    const recommendations = await judgeRecommendations(verdictsAsFacts(criteria))
    const missingOf = new Map(criteria.map(({ id, missing }) => [id, missing]))
    const judged: JudgedGuideline = {
      guideline,
      inForce: force,
      parameters,
      criteria,
      recommendations: recommendations.map((one) => {
        const severity = strictest(one, 'met')
        const { mayBecome, waits } = one.verdict === 'met' ? stricterOpen(one, severity) : { mayBecome: undefined, waits: one.missing }
        return {
          ...one,
          ...(severity ? { severity } : {}),
          ...(mayBecome ? { mayBecome } : {}),
          missing: [...new Set(waits.flatMap((id) => missingOf.get(id) ?? []))],
        }
      }),
    }
    if (memory.size >= remembered) memory.clear()
    memory.set(key, judged)
    return judged
  }
}

/** Far more than a guideline has different outcomes; only so that memory has an end. */
const remembered = 5_000

/** A number for each object, the same for the same object. */
function numbering(): (of: object) => number {
  const numbers = new WeakMap<object, number>()
  let next = 0
  return (of) => {
    const before = numbers.get(of)
    if (before !== undefined) return before
    numbers.set(of, next)
    return next++
  }
}

/** Of the branches with this verdict; the condition is "any" of them, in their order. */
const strictest = ({ branches = [], explanation }: Judged<Recommendation>, verdict: 'met' | 'unknown'): Severity | undefined => {
  const trees = 'of' in explanation ? explanation.of : []
  return branches.reduce<Severity | undefined>(
    (found, branch, i) => (trees[i]?.verdict === verdict ? stricter(found, branch.severity) : found),
    undefined,
  )
}

/** The branches that are open and would be stricter than what is met: how strict, and the criteria they wait for. */
function stricterOpen(
  one: Judged<Recommendation>,
  met: Severity | undefined,
): { mayBecome: Severity | undefined; waits: readonly string[] } {
  const open = strictest(one, 'unknown')
  if (open === undefined || stricter(met, open) === met) return { mayBecome: undefined, waits: [] }
  const trees = 'of' in one.explanation ? one.explanation.of : []
  const waiting = (one.branches ?? []).flatMap(({ severity }, i) =>
    trees[i]?.verdict === 'unknown' && stricter(met, severity) !== met ? missingIn(trees[i]) : [],
  )
  return { mayBecome: open, waits: waiting }
}

const verdictsAsFacts = (criteria: readonly Judged<Criterion>[]): Facts =>
  Object.fromEntries(
    criteria.map(({ id, verdict }): [string, Fact] => [
      id,
      verdict === 'unknown'
        ? { status: 'unknown', why: 'notRecorded', evidence: [] }
        : { status: 'known', value: verdict === 'met', evidence: [] },
    ]),
  )
