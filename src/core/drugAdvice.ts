/**
 * Each drug that may come into question, judged by the safety rules as if it were taken (design contract §1, `drugs`).
 * Drugs are judged from facts; the two facts that rest on that are derived here, and then all guidelines are judged once.
 */

import { assess, type JudgedGuideline } from './assess.ts'
import { factsUsed, tests } from './check.ts'
import type { Sets } from './codes.ts'
import type { IsoDate } from './dates.ts'
import { type Chart, drugsWereRead } from './derive/chart.ts'
import type { DrugTable, Substance } from './drugs.ts'
import { between, type Evidence, type Fact, type Facts, isFalse, isTrue, known } from './facts.ts'
import type { Severity, When, Written } from './guideline.ts'
import { suppose } from './suppose.ts'
import type { Trial } from './trials.ts'
import type { Vocabulary } from './vocabulary.ts'

export const safetyGuideline = 'drug-safety'

export type DrugAdvice = {
  substance: string
  use: Substance['role']
  line: number
  verdict: 'ruledOut' | 'caution' | 'nothingFound'
  /** The rules that the verdict rests on, the strictest first. */
  because: string[]
  /** Facts that were not checked: known, they could rule it out or call for caution. */
  missing: string[]
  tried: 'yes' | 'no' | 'unknown'
}

/** A rule, or one branch of it, that is about a drug and grave enough to speak against it. */
type Hazard = { rule: string; severity: Severity; when: When }
type Taken = { supposed: Record<string, true>; used: string[]; hazards: Hazard[]; judge: (facts: Facts) => Promise<JudgedGuideline> }
type Candidate = { substance: string; drug: Substance; line: number; taken: Taken | null }
type Verdict = Pick<DrugAdvice, 'verdict' | 'because' | 'missing'>

/** Made ready once: the drugs with a line in drugs.json, what taking each means for the facts, and the rules that ask for those. */
export function drugAdviser(
  safety: Written,
  asOf: IsoDate,
  { vocabulary, table, sets }: { vocabulary: Vocabulary; table: DrugTable; sets: Sets },
): (chart: Chart, facts: Facts) => Promise<DrugAdvice[]> {
  /** Drugs that mean the same for the facts are judged once. */
  const taken = new Map<string, Taken | null>()
  const candidates = Object.entries(table.substances).flatMap(([substance, drug]): Candidate[] => {
    if (drug.line === undefined) return []
    const supposed = ongoingFacts(substance, vocabulary, sets)
    const key = supposed.join()
    if (!taken.has(key)) taken.set(key, ifTaken(safety, supposed, asOf))
    return [{ substance, drug, line: drug.line, taken: taken.get(key)! }]
  })

  return async (chart, facts) => {
    const verdicts = new Map<Taken | null, Verdict>()
    for (const one of new Set(candidates.map(({ taken }) => taken))) verdicts.set(one, await verdictOn(one, facts))
    return candidates.map(({ substance, drug, line, taken }) => {
      const { verdict, because, missing } = verdicts.get(taken)!
      return {
        substance,
        use: useOf(substance, drug, chart.trials),
        line,
        verdict,
        because,
        missing: [...new Set([...missing, ...asked(substance, drug, facts, table)])].sort(),
        tried: tried(substance, drug, chart, facts),
      }
    })
  }
}

/** The facts that are true of whoever takes it. */
const ongoingFacts = (substance: string, { facts }: Vocabulary, sets: Sets): string[] => {
  const belongsTo = sets({ system: 'atc', code: substance, display: null })
  return Object.entries(facts).flatMap(([name, fact]) => (fact.kind === 'ongoing' && belongsTo.includes(fact.codes) ? [name] : []))
}

/** The part of the safety rules that asks for these facts; null where none does. */
function ifTaken(safety: Written, supposed: readonly string[], asOf: IsoDate): Taken | null {
  const about = new Set(safety.criteria.filter(({ when }) => tests(when).some(({ fact }) => supposed.includes(fact))).map(({ id }) => id))
  const isAbout = (when: When) => tests(when).some(({ fact }) => about.has(fact))
  const hazards = safety.recommendations.flatMap(({ id, when, severity, branches }): Hazard[] =>
    (branches ?? (severity ? [{ when, severity }] : []))
      .filter((branch) => branch.severity !== 'inform' && isAbout(branch.when))
      .map((branch) => ({ rule: id, ...branch })),
  )
  if (hazards.length === 0) return null
  const byId = new Map(safety.recommendations.map((one) => [one.id, one]))
  const needed = new Set(hazards.flatMap(({ when }) => tests(when).map(({ fact }) => fact)))
  const part: Written = {
    ...safety,
    criteria: safety.criteria.filter(({ id }) => needed.has(id)),
    recommendations: hazards.map(({ rule, when }, i) => {
      const { branches: _, ...rest } = byId.get(rule)!
      return { ...rest, id: `${rule} ${i}`, when }
    }),
  }
  return { supposed: Object.fromEntries(supposed.map((name) => [name, true])), used: factsUsed(part), hazards, judge: assess(part, asOf) }
}

async function verdictOn(taken: Taken | null, facts: Facts): Promise<Verdict> {
  if (taken === null) return { verdict: 'nothingFound', because: [], missing: [] }
  const asked = Object.fromEntries(taken.used.map((name) => [name, facts[name]!]))
  const supposed = Object.fromEntries(Object.entries(taken.supposed).filter(([name]) => name in asked))
  const { recommendations } = await taken.judge(suppose(asked, supposed))
  const found = (severity: Severity) =>
    taken.hazards.filter((one, i) => one.severity === severity && recommendations[i]!.verdict === 'met').map(({ rule }) => rule)
  const [ruling, warning] = [found('contraindicated'), found('warn')]
  return {
    verdict: ruling.length > 0 ? 'ruledOut' : warning.length > 0 ? 'caution' : 'nothingFound',
    because: [...new Set([...ruling, ...warning])].map((rule) => `${safetyGuideline}/${rule}`),
    missing: recommendations.flatMap(({ missing }) => missing),
  }
}

/** What is asked before this drug is begun and nobody knows yet. */
function asked(substance: string, { group }: Substance, facts: Facts, { askBefore }: DrugTable): string[] {
  return [group, substance]
    .flatMap((name) => (Object.hasOwn(askBefore, name) ? askBefore[name]! : []))
    .filter(({ fact, onlyWith }) => facts[fact]?.status === 'unknown' && !(onlyWith && isFalse(facts[onlyWith])))
    .map(({ fact }) => fact)
}

/** Rimegepant is an advanced treatment only where it is one for this patient. */
const useOf = (substance: string, drug: Substance, trials: readonly Trial[]): Substance['role'] =>
  drug.advancedWhen && trials.some((one) => one.substance === substance && one.role === 'advanced') ? 'advanced' : drug.role

/** Tried for migraine. The record alone never proves that a drug was not: only a history that is said to be complete does. */
function tried(substance: string, drug: Substance, chart: Chart, facts: Facts): DrugAdvice['tried'] {
  const own = chart.trials.filter((one) => one.substance === substance)
  const settles = ({ undetermined, answered }: Trial) => !undetermined && (drug.counts !== 'ask' || answered !== null)
  if (own.some((one) => one.forMigraine === true && settles(one))) return 'yes'
  const mayBe = chart.trials.some((one) => (one.substance === substance || one.substance === null) && one.forMigraine !== false)
  const isClosed =
    drug.role === 'acute'
      ? drug.group === 'triptan' && facts['triptansTried']?.status === 'known' && facts['triptansTried'].value === 0
      : isTrue(facts['preventiveHistoryComplete']) && drugsWereRead(chart)
  return isClosed && !mayBe ? 'no' : 'unknown'
}

/** The facts that rest on the drugs' own judgement. An answer stands. */
export function restingOnDrugs(
  vocabulary: Vocabulary,
  table: DrugTable,
  trials: readonly Trial[],
  facts: Facts,
  drugs: readonly DrugAdvice[],
): Facts {
  const more: Record<string, Fact> = {}
  for (const [name, definition] of Object.entries(vocabulary.facts)) {
    if (facts[name]?.status !== 'unknown') continue
    if (definition.kind === 'firstLineLeft') more[name] = firstLineLeft(table, trials, drugs)
    if (definition.kind === 'ruledOut')
      more[name] = known(drugs.some((one) => one.substance === definition.substance && one.verdict === 'ruledOut'))
  }
  return { ...facts, ...more }
}

/** First-line preventives neither proven failed nor unsuitable: surely those checked and not tried, at most all of them. */
function firstLineLeft({ firstLine }: DrugTable, trials: readonly Trial[], drugs: readonly DrugAdvice[]): Fact {
  const failed = trials.filter(({ substance, counts }) => substance !== null && firstLine.includes(substance) && counts === 'yes')
  const left = drugs.filter(
    ({ substance, verdict }) =>
      firstLine.includes(substance) && verdict === 'nothingFound' && !failed.some((one) => one.substance === substance),
  )
  const sure = left.filter(({ missing, tried }) => missing.length === 0 && tried === 'no')
  const evidence: Evidence[] = failed.flatMap((one) => one.evidence)
  return drugs.length === 0 ? between(0, firstLine.length, evidence) : between(sure.length, left.length, evidence)
}
