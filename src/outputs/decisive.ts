/** What could still change the answer: the level of care, its urgency or the leading advice. Nothing is decided here; what is open is supposed met, and compared. */

import type { JudgedAdvice, JudgedGuideline } from '../core/assess.ts'
import { factsUsed, tests } from '../core/check.ts'
import type { Assessment } from '../core/evaluate.ts'
import { type Facts, range } from '../core/facts.ts'
import { type Severity, stricter } from '../core/guideline.ts'
import { careLevel, neurologyFacts } from '../core/level.ts'
import { suppose } from '../core/suppose.ts'
import type { FactDefinition, Vocabulary } from '../core/vocabulary.ts'
import { headline } from './headline.ts'

/** For each way in which the answer could still change, the facts it waits for. Empty: the answer stands, whatever is asked. */
export function openWays(of: Assessment, vocabulary: Vocabulary): string[][] {
  const answer = answerOf(of)
  const adultAge = vocabulary.numbers.adultAge.value
  const changes = (where: JudgedGuideline, one: JudgedAdvice) => answerOf(supposing(of, where, one, adultAge)) !== answer
  const ways = of.guidelines
    .filter(({ inForce }) => inForce)
    .flatMap((where) =>
      where.recommendations.flatMap((one) => {
        const open = openPart(one)
        if (open) return changes(where, { ...one, ...open.met }) ? [open.waits] : []
        const losing = one.verdict === 'met' ? provenSoFar(where, one, of.facts, vocabulary) : []
        return losing.length > 0 && changes(where, { ...one, verdict: 'notMet' }) ? losing : []
      }),
    )
  return [...ways, ...byFactAlone(of, adultAge)]
}

/** The answer as one word. Of several reasons to refer, each sends the same letter to the same place. */
export function answerOf(of: Assessment): string {
  const first = headline(of)
  const advice = first?.recommendation.action === 'refer' ? 'refer' : first?.key
  return [of.careLevel.level, of.careLevel.urgency, advice].join(' ')
}

/** How an advice would stand if what is open in it were met, and the facts that this waits for; null where nothing is open. */
function openPart(one: JudgedAdvice): { met: Pick<JudgedAdvice, 'verdict' | 'severity'>; waits: string[] } | null {
  if (one.verdict === 'notMet' || (one.verdict === 'met' && !one.mayBecome)) return null
  const strictest =
    one.mayBecome ?? (one.branches ?? []).reduce<Severity | undefined>((found, branch) => stricter(found, branch.severity), one.severity)
  return { met: { verdict: 'met', ...(strictest ? { severity: strictest } : {}) }, waits: [...one.missing] }
}

/** Advice on what is known so far (no failure proven, no pregnancy known, no diary) may be lost again: what each such part waits for. */
function provenSoFar({ criteria }: JudgedGuideline, one: JudgedAdvice, facts: Facts, vocabulary: Vocabulary): string[][] {
  const used = new Set(tests(one.when).map(({ fact }) => fact))
  return factsUsed({ criteria: criteria.filter(({ id }) => used.has(id)) })
    .map((name) => behind(vocabulary.facts[name]).filter((fact) => facts[fact]?.status !== 'known'))
    .filter((open) => open.length > 0)
}

function behind(definition: FactDefinition | undefined): readonly string[] {
  switch (definition?.kind) {
    case 'pregnancyProven':
      return ['pregnant']
    case 'provenCount':
      return [definition.of]
    case 'diaryKept':
      return definition.of
    default:
      return []
  }
}

function supposing(of: Assessment, where: JudgedGuideline, supposed: JudgedAdvice, adultAge: number): Assessment {
  const recommendations = where.recommendations.map((one) => (one.id === supposed.id ? supposed : one))
  const guidelines = of.guidelines.map((one) => (one === where ? { ...where, recommendations } : one))
  return { ...of, guidelines, careLevel: careLevel(guidelines, of.facts, adultAge) }
}

/** Facts that place a patient without any advice: care by neurology for an adult, the diagnosis itself for a child, the age for either. */
function byFactAlone(of: Assessment, adultAge: number): string[][] {
  const age = range(of.facts['age'])
  if (age === null || (age.low < adultAge && age.high >= adultAge)) return of.careLevel.level === 'emergency' ? [] : [['age']]
  const placing = age.high < adultAge ? ['migraine'] : neurologyFacts
  const changes = (name: string) => {
    const facts = suppose(of.facts, { [name]: true })
    return answerOf({ ...of, facts, careLevel: careLevel(of.guidelines, facts, adultAge) }) !== answerOf(of)
  }
  return placing.filter((name) => of.facts[name]?.status !== 'known' && changes(name)).map((name) => [name])
}
