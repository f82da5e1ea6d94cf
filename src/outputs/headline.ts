/** The answer in one sentence: which of the advice that is met comes first. Read off the assessment; nothing is decided here. */

import type { JudgedGuideline } from '../core/assess.ts'
import type { Assessment } from '../core/evaluate.ts'
import { isTrue } from '../core/facts.ts'
import type { Action, Recommendation, Written } from '../core/guideline.ts'
import type { Judged } from '../core/judge.ts'
import type { Level } from '../core/level.ts'

export type Advice = { guideline: Written; parameters: JudgedGuideline['parameters']; recommendation: Judged<Recommendation>; key: string }

/** Order of importance on the screen. */
const order: readonly Action[] = ['emergency', 'investigate', 'stop', 'refer', 'adjust', 'treat', 'avoid', 'followUp', 'document', 'inform']

/** Who is treated there already needs no referral there and no other treatment first: follow-up comes before both. */
const treated = ({ facts }: Assessment): boolean => ['advancedTreatmentOngoing', 'underNeurologyCare'].some((name) => isTrue(facts[name]))

function rank({ recommendation: { action, severity } }: Advice, isTreated: boolean): number {
  if (severity === 'contraindicated') return 0.5
  if (severity === 'inform') return order.length * 2
  return isTreated && (action === 'refer' || action === 'treat') ? order.length : order.indexOf(action)
}

/** Everything advised by guidelines in force, most important first; a region's own before the nation's where they say the same thing. */
export function advised(of: Assessment): Advice[] {
  const isTreated = treated(of)
  return of.guidelines
    .filter(({ inForce }) => inForce)
    .flatMap(({ guideline, parameters, recommendations }) =>
      recommendations
        .filter(({ verdict }) => verdict === 'met')
        .map((recommendation): Advice => ({ guideline, parameters, recommendation, key: `${guideline.id}/${recommendation.id}` })),
    )
    .map((advice, i) => ({ advice, i }))
    .sort((a, b) => rank(a.advice, isTreated) - rank(b.advice, isTreated) || a.i - b.i)
    .map(({ advice }) => advice)
}

/** What of the advice concerns this patient now: who is treated there already needs neither a referral nor another treatment first. */
export const pertinent = (of: Assessment): Advice[] =>
  advised(of).filter(({ recommendation: { action } }) => !treated(of) || (action !== 'refer' && action !== 'treat'))

/** The advice the headline gives; null where a fact alone places the patient, or nothing is decided. */
export function headline(of: Assessment): Advice | null {
  const all = advised(of)
  const weighty = all.filter(
    ({ recommendation: { action, severity } }) => action !== 'inform' && action !== 'document' && severity !== 'inform',
  )
  const pressing = all.find(
    ({ recommendation: { action, severity } }) => action === 'emergency' || action === 'investigate' || severity === 'contraindicated',
  )
  if (pressing) return pressing
  const leading = all.find(({ recommendation: { leads } }) => leads)
  if (leading && !isTrue(of.facts['advancedTreatmentOngoing'])) return leading
  if (treated(of)) return weighty[0] ?? null
  const deciding = all.filter(({ key }) => of.careLevel.because.includes(key))
  return deciding.find(({ guideline }) => guideline.region === null) ?? deciding[0] ?? weighty[0] ?? null
}

/** Guidelines in force, those that the answer rests on first, those that nothing hangs on last. */
export function byRelevance({ guidelines, careLevel }: Assessment): JudgedGuideline[] {
  const rankOf = ({ guideline, recommendations }: JudgedGuideline): number => {
    if (recommendations.some(({ id }) => careLevel.because.includes(`${guideline.id}/${id}`))) return 0
    if (recommendations.some(({ verdict, action, severity }) => verdict === 'met' && action !== 'inform' && severity !== 'inform')) return 1
    if (recommendations.some(({ verdict, action }) => verdict === 'unknown' && action === 'refer')) return 2
    if (recommendations.some(({ verdict }) => verdict === 'unknown')) return 3
    return 4
  }
  return guidelines
    .filter(({ inForce }) => inForce)
    .map((one) => ({ one, rank: rankOf(one) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}

/** The facts that a possible level waits for, those that most of its undecided advice waits for first. */
export function heldOpenBy({ guidelines, careLevel }: Assessment, level: Level): string[] {
  const open = guidelines
    .filter(({ inForce }) => inForce)
    .flatMap(({ recommendations }) => recommendations)
    .filter(({ verdict, action }) => verdict === 'unknown' && (action === 'refer' || (level !== 'neurology' && level !== 'paediatrics')))
  const waits = (fact: string) => open.filter(({ missing }) => missing.includes(fact)).length
  const may = careLevel.mayChangeTo.find((one) => one.level === level)
  return (may?.ifKnown ?? []).toSorted((a, b) => waits(b) - waits(a))
}
