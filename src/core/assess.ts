import type { IsoDate } from './dates.ts'
import type { Fact, Facts } from './facts.ts'
import { type Criterion, inForce, parametersAt, type Recommendation, type Severity, stricter, type Written } from './guideline.ts'
import { type Judged, judge } from './judge.ts'

export type JudgedGuideline = {
  guideline: Written
  inForce: boolean
  parameters: Readonly<Record<string, number>>
  criteria: readonly Judged<Criterion>[]
  recommendations: readonly Judged<Recommendation>[]
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
  return async (facts) => {
    const criteria = await judgeCriteria(facts)
    const recommendations = await judgeRecommendations(verdictsAsFacts(criteria))
    const missingOf = new Map(criteria.map(({ id, missing }) => [id, missing]))
    return {
      guideline,
      inForce: force,
      parameters,
      criteria,
      recommendations: recommendations.map((one) => ({
        ...one,
        ...strictest(one),
        missing: [...new Set(one.missing.flatMap((id) => missingOf.get(id) ?? []))],
      })),
    }
  }
}

/** Of the branches that are met; the condition is "any" of them, in their order. */
function strictest({ branches = [], explanation }: Judged<Recommendation>): { severity?: Severity } {
  const trees = 'of' in explanation ? explanation.of : []
  const severity = branches.reduce<Severity | undefined>(
    (found, branch, i) => (trees[i]?.verdict === 'met' ? stricter(found, branch.severity) : found),
    undefined,
  )
  return severity ? { severity } : {}
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
