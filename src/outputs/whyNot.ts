/** Advice that is not given now, and what would bring it; above all the referral that lies nearest. */

import type { JudgedGuideline } from '../core/assess.ts'
import { safetyGuideline } from '../core/drugAdvice.ts'
import type { Assessment } from '../core/evaluate.ts'
import { type Facts, isTrue, range } from '../core/facts.ts'
import type { Recommendation } from '../core/guideline.ts'
import type { Judged } from '../core/judge.ts'
import { silentDiagnoses } from '../core/level.ts'
import type { FactDefinition, Vocabulary } from '../core/vocabulary.ts'
import { type Change, changesToAdvise } from './change.ts'

/** `changes` is null where no change of facts would bring it. */
export type NotNow = { recommendation: Judged<Recommendation>; changes: Change[] | null }

/**
 * What a guideline does not advise now. Not what only another past would bring (nobody grows younger, no trial is undone),
 * nor hazards and red flags: whoever is without them lacks nothing.
 */
export function notNow(judged: JudgedGuideline, facts: Facts, vocabulary: Vocabulary): NotNow[] {
  if (judged.guideline.id === safetyGuideline) return []
  return judged.recommendations
    .filter(({ verdict, action }) => verdict !== 'met' && action !== 'emergency' && action !== 'investigate')
    .map((recommendation) => ({ recommendation, changes: changesToAdvise(judged, recommendation.explanation) }))
    .filter(({ changes }) => !changes?.some((change) => isUndoing(change, facts, vocabulary)))
}

const growing: readonly FactDefinition['kind'][] = [
  'age',
  'trialCount',
  'provenCount',
  'consecutiveMonths',
  'advancedTreatmentWeeks',
  'botulinumRounds',
  'monthsOnTreatment',
]
function isUndoing({ fact, to }: Change, facts: Facts, vocabulary: Vocabulary): boolean {
  const kind = vocabulary.facts[fact]?.kind
  if (kind === 'diaryKept') return to === false && isTrue(facts[fact])
  return (
    kind !== undefined && growing.includes(kind) && typeof to === 'number' && to < (range(facts[fact])?.low ?? Number.NEGATIVE_INFINITY)
  )
}

export type Nearest = NotNow & { guideline: JudgedGuideline['guideline'] }

/**
 * Where care is not at neurology and nothing calls for a referral: the referral that lacks least. What hangs on an
 * unlikely diagnosis comes last, or one rare "yes" would always be the nearest.
 */
export function nearestReferral(of: Assessment, vocabulary: Vocabulary): Nearest | null {
  if (['neurology', 'paediatrics', 'emergency'].includes(of.careLevel.level)) return null
  const unlikely = ({ fact }: Change) => vocabulary.facts[fact]?.ask === 'tick' || silentDiagnoses.includes(fact)
  const distance = ({ changes }: NotNow) => changes!.length + 100 * changes!.filter(unlikely).length
  return (
    of.guidelines
      .filter(({ inForce }) => inForce)
      .flatMap((judged) => notNow(judged, of.facts, vocabulary).map((one): Nearest => ({ ...one, guideline: judged.guideline })))
      .filter(({ recommendation, changes }) => recommendation.action === 'refer' && changes !== null)
      .sort((a, b) => distance(a) - distance(b))[0] ?? null
  )
}
