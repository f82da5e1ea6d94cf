/** From recommendations to the level of care: one table, one order (design contract §5.3). */

import type { JudgedAdvice, JudgedGuideline } from './assess.ts'
import { type Facts, isTrue, range } from './facts.ts'

export const levels = ['unknown', 'selfCare', 'primaryCare', 'paediatrics', 'neurology', 'emergency'] as const
export type Level = (typeof levels)[number]
export type Urgency = 'routine' | 'soon' | 'immediate'
export type CareLevel = { level: Level; urgency: Urgency; because: string[]; mayChangeTo: { level: Level; ifKnown: string[] }[] }

/** Who has died gets no advice. */
export const noCare: CareLevel = { level: 'unknown', urgency: 'routine', because: [], mayChangeTo: [] }

type Advice = { key: string; recommendation: JudgedAdvice }

/** Facts that alone place an adult with neurology. */
export const neurologyFacts: readonly string[] = ['advancedTreatmentOngoing', 'underNeurologyCare', 'activeNeurologyReferral']
/** What only silence on these holds open is not shown as a level that may come; they stand last among the missing. */
export const silentDiagnoses: readonly string[] = ['clusterHeadache', 'hemiplegicOrBrainstemAura', 'diagnosisUncertain']
const toPaediatrics = 'referToPaediatrics'
const selfCare = 'primary-care-migraine/selfCare'
/** What alone makes a referral urgent. */
export const soon: readonly string[] = ['red-flags/promptInvestigation', 'referral-to-neurology/referForClusterHeadache']

/** The advice of guidelines in force, in their order. */
export const adviceInForce = (guidelines: readonly JudgedGuideline[]): Advice[] =>
  guidelines
    .filter(({ inForce }) => inForce)
    .flatMap(({ guideline, recommendations }) =>
      recommendations.map((recommendation) => ({ key: `${guideline.id}/${recommendation.id}`, recommendation })),
    )

export function careLevel(guidelines: readonly JudgedGuideline[], facts: Facts, adultAge: number): CareLevel {
  const advice = adviceInForce(guidelines)
  const met = advice.filter(({ recommendation }) => recommendation.verdict === 'met')
  const age = range(facts['age'])
  const isChild = age !== null && age.high < adultAge
  const mayBeChild = !isChild && (age === null || age.low < adultAge)

  const { level, because } = decided()
  const open = advice.flatMap(({ key, recommendation }): Advice[] => {
    if (recommendation.verdict === 'unknown') return [{ key, recommendation }]
    const { mayBecome } = recommendation
    return mayBecome ? [{ key, recommendation: { ...recommendation, severity: mayBecome } }] : []
  })
  const byLevel = new Map<Level, Set<string>>()
  for (const one of open) {
    const { missing } = one.recommendation
    if (missing.every((fact) => silentDiagnoses.includes(fact))) continue
    for (const would of wouldGive(one)) {
      if (levels.indexOf(would) <= levels.indexOf(level)) continue
      const facts = byLevel.get(would) ?? new Set()
      for (const fact of missing) facts.add(fact)
      byLevel.set(would, facts)
    }
  }
  if (mayBeChild && level !== 'emergency' && advice.some(isPossibleReferral))
    byLevel.set('paediatrics', new Set([...(byLevel.get('paediatrics') ?? []), 'age']))
  const mayChangeTo = levels.filter((one) => byLevel.has(one)).map((one) => ({ level: one, ifKnown: [...byLevel.get(one)!].sort() }))
  return { level, urgency: urgency(level), because, mayChangeTo }

  function decided(): { level: Level; because: string[] } {
    const of = (wanted: (one: Advice) => boolean) => met.filter(wanted).map(({ key }) => key)
    const emergency = of(({ recommendation }) => recommendation.action === 'emergency')
    if (emergency.length > 0) return { level: 'emergency', because: emergency }
    if (isChild) {
      const refer = of(({ recommendation }) => recommendation.action === 'refer')
      if (refer.length > 0) return { level: 'paediatrics', because: refer }
      return isTrue(facts['migraine']) ? { level: 'primaryCare', because: ['migraine'] } : { level: 'unknown', because: [] }
    }
    const neurology = [
      ...of(({ recommendation }) => recommendation.action === 'refer' && recommendation.id !== toPaediatrics),
      ...neurologyFacts.filter((name) => isTrue(facts[name])),
    ]
    if (neurology.length > 0) return { level: 'neurology', because: neurology }
    const primary = of(isPrimaryCare)
    if (primary.length > 0) return { level: 'primaryCare', because: primary }
    const self = of(({ key }) => key === selfCare)
    return self.length > 0 ? { level: 'selfCare', because: self } : { level: 'unknown', because: [] }
  }

  /** The level an undecided recommendation would give if it were met. */
  function wouldGive(one: Advice): Level[] {
    const { action, id } = one.recommendation
    if (action === 'emergency') return ['emergency']
    if (action === 'refer') {
      if (isChild) return ['paediatrics']
      if (id === toPaediatrics) return ['paediatrics']
      return ['neurology']
    }
    if (isChild) return []
    return isPrimaryCare(one) ? ['primaryCare'] : one.key === selfCare ? ['selfCare'] : []
  }

  function urgency(level: Level): Urgency {
    if (level === 'emergency') return 'immediate'
    const pressing = met.some(({ key, recommendation }) => soon.includes(key) || recommendation.severity === 'contraindicated')
    return pressing || isTrue(facts['clusterHeadache']) ? 'soon' : 'routine'
  }
}

/** A child with any of these would belong with the paediatricians. */
const isPossibleReferral = ({ recommendation: { action, verdict } }: Advice): boolean => action === 'refer' && verdict !== 'notMet'

function isPrimaryCare({ recommendation: { action, severity } }: Advice): boolean {
  switch (action) {
    case 'treat':
    case 'adjust':
    case 'investigate':
    case 'document':
    case 'stop':
    case 'avoid':
      return severity !== 'inform'
    case 'emergency':
    case 'refer':
    case 'followUp':
    case 'inform':
      return false
  }
}

/**
 * Facts that could still change the level or a recommendation: by how many wait for them, then by name; silent diagnoses last.
 * `closes` names the fact that would close an open count.
 */
export function mostDecisiveFirst(guidelines: readonly JudgedGuideline[], closes: (fact: string) => string | null = () => null): string[] {
  const waiting = new Map<string, number>()
  for (const { recommendation } of adviceInForce(guidelines))
    for (const fact of new Set(recommendation.missing.flatMap((one) => [one, closes(one) ?? one])))
      waiting.set(fact, (waiting.get(fact) ?? 0) + 1)
  const last = (fact: string) => Number(silentDiagnoses.includes(fact))
  return [...waiting].sort(([a, m], [b, n]) => last(a) - last(b) || n - m || (a < b ? -1 : 1)).map(([fact]) => fact)
}
