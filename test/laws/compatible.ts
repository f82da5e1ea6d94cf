/** Whether two readings of one patient can both be true. */

import type { Fact, Facts } from '../../src/core/facts.ts'
import { range } from '../../src/core/facts.ts'
import { rules } from '../../src/rules.ts'

/** What is recorded so far (contract §2): it may rise as more is read, and says so. */
const soFar: readonly string[] = ['pregnancyProven', 'provenCount', 'diaryKept', 'monthsOnTreatment', 'botulinumRounds']
export const isSoFar = (name: string): boolean => soFar.includes(rules.vocabulary.facts[name]!.kind)

/** Null where they agree; else the two in words. `part` was read with less. */
export function contradiction(name: string, whole: Fact, part: Fact): string | null {
  if (whole.status === 'unknown' || part.status === 'unknown') return null
  const [all, some] = [range(whole), range(part)]
  const agrees = (() => {
    if (all && some) return isSoFar(name) ? some.low <= all.low : some.low <= all.high && all.low <= some.high
    if (whole.status !== 'known' || part.status !== 'known') return false
    return whole.value === part.value || (isSoFar(name) && part.value === false)
  })()
  return agrees ? null : `${name}: ${text(whole)}, now ${text(part)}`
}

export const contradictions = (whole: Facts, part: Facts): string[] =>
  Object.keys(whole).flatMap((name) => contradiction(name, whole[name]!, part[name]!) ?? [])

export const text = (fact: Fact): string =>
  fact.status === 'known' ? `${fact.value}` : fact.status === 'between' ? `${fact.low}..${fact.high}` : '?'

/** The names of the facts that are no longer the same. */
export const changed = (whole: Facts, part: Facts): string[] =>
  Object.keys(whole).filter((name) => text(whole[name]!) !== text(part[name]!))
