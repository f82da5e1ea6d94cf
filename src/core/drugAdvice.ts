/**
 * Each drug that may come into question, judged by the safety rules as if it were taken (design contract §1, `drugs`).
 * Drugs are judged from facts; the two facts that rest on that are derived here, and then all guidelines are judged once.
 */

import { assess, type JudgedGuideline } from './assess.ts'
import { factsUsed, tests } from './check.ts'
import type { Sets } from './codes.ts'
import type { IsoDate } from './dates.ts'
import { type Chart, trialSilence } from './derive/chart.ts'
import type { DrugTable, Substance } from './drugs.ts'
import { between, type Evidence, type Fact, type Facts, given, isFalse, isTrue, known, restingOn, unknown } from './facts.ts'
import type { Severity, When, Written } from './guideline.ts'
import type { Kind, PatientRecord } from './record.ts'
import { wasNotRead } from './silence.ts'
import { sourcesOf } from './sources.ts'
import { suppose } from './suppose.ts'
import type { Trial } from './trials.ts'
import type { Vocabulary } from './vocabulary.ts'

export const safetyGuideline = 'drug-safety'

export type DrugAdvice = {
  substance: string
  use: Substance['role']
  line: number
  /** `cannotJudge`: what could rule it out was not read. */
  verdict: 'ruledOut' | 'caution' | 'nothingFound' | 'cannotJudge'
  /** The rules that the verdict rests on, the strictest first. */
  because: string[]
  /** Facts that were not checked: known, they could rule it out or call for caution. */
  missing: string[]
  /** The kinds of resource that were not read and that a contraindication waits for. */
  unread: Kind[]
  tried: 'yes' | 'no' | 'unknown'
}

/** A rule, or one branch of it, that is about a drug and grave enough to speak against it. */
type Hazard = { rule: string; severity: Severity; when: When }
type Taken = { supposed: Record<string, true>; used: string[]; hazards: Hazard[]; judge: (facts: Facts) => Promise<JudgedGuideline> }
type Candidate = { substance: string; drug: Substance; line: number; taken: Taken | null }
type Verdict = Pick<DrugAdvice, 'verdict' | 'because' | 'missing' | 'unread'>

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

  /** Of the facts that a contraindication waits for, the kinds that were not read. */
  const unreadKinds = (record: PatientRecord) => {
    const notRead = new Map<Kind, boolean>()
    return (missing: readonly string[]): Kind[] => {
      const kinds = new Set(missing.flatMap((name) => (vocabulary.facts[name] ? sourcesOf(vocabulary.facts[name]) : [])))
      return [...kinds].filter((kind) => {
        const before = notRead.get(kind) ?? wasNotRead(record, kind)
        notRead.set(kind, before)
        return before
      })
    }
  }

  return async (chart, facts) => {
    const unreadOf = unreadKinds(chart.record)
    const aside = setAside(chart, facts, vocabulary, sets)
    /** Drugs that mean the same, and would replace the same, are judged once. */
    const verdicts = new Map<Taken | null, Map<string, Verdict>>()
    const judged = async ({ taken, drug: { group } }: Candidate): Promise<Verdict> => {
      const replaced = aside(group)
      const known = verdicts.get(taken) ?? new Map<string, Verdict>()
      verdicts.set(taken, known)
      const key = replaced.join()
      const verdict = known.get(key) ?? (await verdictOn(taken, facts, replaced, unreadOf))
      known.set(key, verdict)
      return verdict
    }
    const all: DrugAdvice[] = []
    for (const candidate of candidates) {
      const { substance, drug, line } = candidate
      const { verdict, because, missing, unread } = await judged(candidate)
      all.push({
        substance,
        use: useOf(substance, drug, chart.trials),
        line,
        verdict,
        because,
        missing: [...new Set([...missing, ...asked(substance, drug, facts, table)])].sort(),
        unread,
        tried: tried(substance, drug, chart, facts),
      })
    }
    return all
  }
}

/** Of a drug's group, the facts that are true only by what it would replace: an ongoing trial for migraine of that group. */
function setAside(chart: Chart, facts: Facts, { facts: vocabulary }: Vocabulary, sets: Sets): (group: string) => string[] {
  const remembered = new Map<string, string[]>()
  const ongoing = Object.entries(vocabulary).flatMap(([name, fact]) =>
    fact.kind === 'ongoing' && isTrue(facts[name]) ? [{ name, codes: fact.codes }] : [],
  )
  return (group) => {
    const before = remembered.get(group)
    if (before) return before
    const isReplaced = (one: Trial) => one.group === group && one.ongoing === true && one.forMigraine === true
    const found = chart.trials.some(isReplaced)
      ? ongoing.flatMap(({ name, codes }) => {
          const taken = chart.trials.filter((one) => one.inUse !== false && one.codes.some((code) => sets(code).includes(codes)))
          return taken.length > 0 && taken.every(isReplaced) ? [name] : []
        })
      : []
    remembered.set(group, found)
    return found
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

async function verdictOn(
  taken: Taken | null,
  facts: Facts,
  replaced: readonly string[],
  unreadOf: (missing: readonly string[]) => Kind[],
): Promise<Verdict> {
  if (taken === null) return { verdict: 'nothingFound', because: [], missing: [], unread: [] }
  const asked = Object.fromEntries(taken.used.map((name) => [name, facts[name]!]))
  const without = Object.fromEntries(replaced.map((name) => [name, false]))
  const supposed = Object.fromEntries(Object.entries({ ...without, ...taken.supposed }).filter(([name]) => name in asked))
  const { recommendations } = await taken.judge(suppose(asked, supposed))
  const found = (severity: Severity) =>
    taken.hazards.filter((one, i) => one.severity === severity && recommendations[i]!.verdict === 'met').map(({ rule }) => rule)
  const [ruling, warning] = [found('contraindicated'), found('warn')]
  const waits = taken.hazards.flatMap(({ severity }, i) => (severity === 'contraindicated' ? recommendations[i]!.missing : []))
  const unread = unreadOf(waits)
  return {
    verdict: ruling.length > 0 ? 'ruledOut' : warning.length > 0 ? 'caution' : unread.length > 0 ? 'cannotJudge' : 'nothingFound',
    unread,
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
      : isTrue(facts['preventiveHistoryComplete']) && trialSilence(chart).proves
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
    const waitingFor = (of: readonly DrugAdvice[]) => of.flatMap(({ missing }) => missing.map((one) => facts[one]))
    if (definition.kind === 'firstLineLeft') {
      const firstLine = drugs.filter(({ substance }) => table.firstLine.includes(substance))
      more[name] = restingOn(firstLineLeft(table, trials, drugs), [...waitingFor(firstLine), facts['preventivesTried']])
    }
    if (definition.kind === 'ruledOut') {
      const own = drugs.filter(({ substance }) => substance === definition.substance)
      more[name] = restingOn(ruledOut(own[0]), waitingFor(own))
    }
  }
  return { ...facts, ...more }
}

/** Ruled out; not so only where nothing that could rule it out is open. */
function ruledOut(drug: DrugAdvice | undefined): Fact {
  if (drug?.verdict === 'ruledOut') return known(true)
  return drug && drug.verdict !== 'cannotJudge' && drug.missing.length === 0 ? given(false) : unknown('notRecorded')
}

/** First-line preventives neither proven failed nor unsuitable: surely those checked and not tried, at most all of them. */
function firstLineLeft({ firstLine }: DrugTable, trials: readonly Trial[], drugs: readonly DrugAdvice[]): Fact {
  const failed = trials.filter(({ substance, counts }) => substance !== null && firstLine.includes(substance) && counts === 'yes')
  const left = drugs.filter(
    ({ substance, verdict }) =>
      firstLine.includes(substance) &&
      (verdict === 'nothingFound' || verdict === 'cannotJudge') &&
      !failed.some((one) => one.substance === substance),
  )
  const sure = left.filter(({ verdict, missing, tried }) => verdict === 'nothingFound' && missing.length === 0 && tried === 'no')
  const evidence: Evidence[] = failed.flatMap((one) => one.evidence)
  return drugs.length === 0 ? between(0, firstLine.length, evidence) : between(sure.length, left.length, evidence)
}
