/**
 * Each drug that may come into question, judged by the safety rules as if it were taken (design contract §1, `drugs`).
 * Drugs are judged from facts; the two facts that rest on that are derived here, and then all guidelines are judged once.
 */

import type { JudgedGuideline } from './assess.ts'
import { tests } from './check.ts'
import type { Sets } from './codes.ts'
import { type Chart, drugsWereRead } from './derive/chart.ts'
import type { DrugTable, Substance } from './drugs.ts'
import { between, type Evidence, type Fact, type Facts, isFalse, isTrue, known } from './facts.ts'
import type { Severity, When, Written } from './guideline.ts'
import { type Explanation, missing as undecidedIn } from './rails.ts'
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

/** A rule, or one branch of it, that is about a drug. */
type Hazard = { rule: string; branch: number | null; severity: Severity }
type Candidate = { substance: string; drug: Substance & { line: number }; supposed: Record<string, true>; hazards: Hazard[] }
type Tools = { vocabulary: Vocabulary; table: DrugTable; sets: Sets }

/** Made ready once: the drugs with a line in drugs.json, what taking each means for the facts, and which rules ask for those. */
export function drugAdviser(
  safety: Written,
  judge: (facts: Facts) => Promise<JudgedGuideline>,
  { vocabulary, table, sets }: Tools,
): (chart: Chart, facts: Facts) => Promise<DrugAdvice[]> {
  const candidates = Object.entries(table.substances).flatMap(([substance, drug]): Candidate[] => {
    if (drug.line === undefined) return []
    const belongsTo = sets({ system: 'atc', code: substance, display: null })
    const supposed = Object.fromEntries(
      Object.entries(vocabulary.facts).flatMap(([name, { kind, ...more }]) =>
        kind === 'ongoing' && 'codes' in more && belongsTo.includes(more.codes as string) ? [[name, true as const]] : [],
      ),
    )
    return [{ substance, drug: { ...drug, line: drug.line }, supposed, hazards: hazardsOf(safety, Object.keys(supposed)) }]
  })

  return async (chart, facts) => {
    const judged = new Map<string, Promise<JudgedGuideline>>()
    const asIfTaken = (supposed: Candidate['supposed']) => {
      const key = Object.keys(supposed).join()
      const before = judged.get(key) ?? judge(suppose(facts, supposed))
      judged.set(key, before)
      return before
    }
    return Promise.all(
      candidates.map(async ({ substance, drug, supposed, hazards }) => ({
        substance,
        use: useOf(substance, drug, chart.trials),
        line: drug.line,
        ...verdictOn(hazards, hazards.length > 0 ? await asIfTaken(supposed) : null, asked(substance, drug, facts, table)),
        tried: tried(substance, drug, chart, facts),
      })),
    )
  }
}

function hazardsOf({ criteria, recommendations }: Written, supposed: readonly string[]): Hazard[] {
  const about = new Set(criteria.filter(({ when }) => tests(when).some(({ fact }) => supposed.includes(fact))).map(({ id }) => id))
  const isAbout = (when: When) => tests(when).some(({ fact }) => about.has(fact))
  return recommendations.flatMap(({ id, when, severity, branches }): Hazard[] =>
    branches
      ? branches.flatMap((branch, i) => (isAbout(branch.when) ? [{ rule: id, branch: i, severity: branch.severity }] : []))
      : severity && isAbout(when)
        ? [{ rule: id, branch: null, severity }]
        : [],
  )
}

function verdictOn(
  hazards: readonly Hazard[],
  judged: JudgedGuideline | null,
  asked: readonly string[],
): Pick<DrugAdvice, 'verdict' | 'because' | 'missing'> {
  const rules = new Map(judged?.recommendations.map((one) => [one.id, one]))
  const factsOf = new Map(judged?.criteria.map(({ id, missing }) => [id, missing]))
  const tree = ({ rule, branch }: Hazard): Explanation => {
    const { explanation } = rules.get(rule)!
    return branch === null || !('of' in explanation) ? explanation : explanation.of[branch]!
  }
  const grave = hazards.filter(({ severity }) => severity !== 'inform')
  const found = (severity: Severity) => grave.filter((one) => one.severity === severity && tree(one).verdict === 'met')
  const [ruling, warning] = [found('contraindicated'), found('warn')]
  return {
    verdict: ruling.length > 0 ? 'ruledOut' : warning.length > 0 ? 'caution' : 'nothingFound',
    because: [...new Set([...ruling, ...warning].map(({ rule }) => `${safetyGuideline}/${rule}`))],
    missing: [...new Set([...grave.flatMap((one) => undecidedIn(tree(one)).flatMap((id) => factsOf.get(id) ?? [])), ...asked])].sort(),
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
