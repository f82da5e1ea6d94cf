/**
 * What to ask: as little as can still change the answer. Every way in which it could change waits for some facts; the
 * questions are chosen so that each of these ways waits for at least one of them, and few ways for none but the last.
 */

import { trialSilence } from '../core/derive/chart.ts'
import type { DrugTable } from '../core/drugs.ts'
import type { Assessment, Rules } from '../core/evaluate.ts'
import { isListed, type Trial } from '../core/trials.ts'
import type { FactDefinition, Form, Vocabulary } from '../core/vocabulary.ts'
import { openWays } from './decisive.ts'

export type Question =
  | { kind: 'number' | 'choice'; fact: string }
  /** Whether all preventives ever tried stand in the list: it is complete, or older ones are added. */
  | { kind: 'history'; fact: 'preventiveHistoryComplete' }
  /** Some numbers of one form. */
  | { kind: 'form'; form: Form; facts: string[] }
  | { kind: 'trial'; substance: string; trial: Trial; about: 'outcome' | 'forMigraine' | 'adequate' }

export type Questions = {
  /** The smallest list that can still change the answer, the most decisive first. */
  asked: Question[]
  /** What is unlikely: one screen of boxes, none of them ticked an answer to all. */
  acute: string[]
  semiAcute: string[]
  ticks: string[]
  /** These change other advice, never the answer. */
  further: Question[]
}

export function questions(of: Assessment, { vocabulary, drugs }: Pick<Rules, 'vocabulary' | 'drugs'>): Questions {
  const { facts } = vocabulary
  const ways = openWays(of, vocabulary)
  const relevant = [...new Set(ways.flat())]
  const isTicked = (name: string) => facts[name]?.redFlag !== undefined || facts[name]?.ask === 'tick'
  /** What also waits for a box is open until the boxes are answered; only then is it asked further. */
  const waits = ways.filter((way) => !way.some(isTicked))
  const asking = chooser(of, facts, drugs)
  const asked = smallest(waits.map((way) => way.flatMap((name) => asking(name, relevant))))
  const rest = of.missing.filter((name) => !relevant.includes(name) && !facts[name]?.redFlag)
  const flags = (sort: string) => Object.keys(facts).filter((name) => facts[name]!.redFlag === sort && relevant.includes(name))
  return {
    asked,
    acute: flags('acute'),
    semiAcute: flags('semiAcute'),
    ticks: Object.keys(facts).filter((name) => facts[name]!.ask === 'tick' && relevant.includes(name)),
    further: once(rest.flatMap((name) => asking(name, rest))).filter((one) => !asked.some((other) => nameOf(other) === nameOf(one))),
  }
}

/** What tells one question from another. */
export const nameOf = (one: Question): string =>
  'fact' in one ? one.fact : 'form' in one ? one.form : `${one.substance} ${one.trial.start?.text} ${one.about}`
const once = (all: readonly Question[]): Question[] => [...new Map(all.map((one) => [nameOf(one), one])).values()]

/** The question that most ways wait for, then the one that most of the rest wait for, until every way waits for one. */
function smallest(ways: readonly (readonly Question[])[]): Question[] {
  const asked: Question[] = []
  let left = ways
  while (left.some((way) => way.length > 0)) {
    const waiting = (one: Question) => left.filter((way) => way.some((other) => nameOf(other) === nameOf(one))).length
    const best = once(left.flat()).reduce((a, b) => (waiting(b) > waiting(a) ? b : a))
    asked.push(best)
    left = left.filter((way) => !way.some((one) => nameOf(one) === nameOf(best)))
  }
  return asked
}

const counts = ['trialCount', 'provenCount', 'preventiveOngoing', 'adequatePreventiveOngoing', 'advancedTreatmentOngoing']

/** The question that settles a fact: itself, its form, or the trial that a count waits for. What lies within another is asked after it. */
function chooser(of: Assessment, facts: Vocabulary['facts'], table: DrugTable): (name: string, among: readonly string[]) => Question[] {
  const open = trialQuestions(of.trials)
  /** Trials and a complete history settle the count only where all was read and used and nothing stays open that no reply can settle. */
  const canClose =
    trialSilence({ record: of.record, table }).proves &&
    !of.trials.some((trial) => isListed(trial) && trial.role !== 'acute' && trial.counts === 'unknown' && !isAsked(trial))
  const asking = (name: string, among: readonly string[]): Question[] => {
    const definition = facts[name]
    if (!definition || definition.type === 'text') return []
    if (definition.ask === 'tick') return [{ kind: 'choice', fact: name }]
    if (definition.kind === 'kindsWithDays') return once(definition.of.flatMap((one) => asking(one, among)))
    if (definition.kind === 'month' && definition.within && among.includes(definition.within.fact) && definition.ask !== 'month')
      return asking(definition.within.fact, among)
    if (definition.ask) {
      const form = definition.ask
      return [{ kind: 'form', form, facts: among.filter((one) => facts[one]?.ask === form) }]
    }
    if (counts.includes(definition.kind)) return counted(name, definition)
    return definition.question ? [{ kind: definition.type === 'number' ? 'number' : 'choice', fact: name }] : []
  }
  return asking

  /** One trial at a time, then whether the history is whole; the count itself where that would not settle it. */
  function counted(name: string, definition: FactDefinition): Question[] {
    const ofTriptans = definition.kind === 'trialCount' && definition.of === 'triptan'
    const [first] = open
    if (definition.type === 'boolean') return first ? [first] : [{ kind: 'choice', fact: name }]
    if (canClose && !ofTriptans && first) return [first]
    if (canClose && !ofTriptans && of.answers.facts['preventiveHistoryComplete'] === undefined)
      return [{ kind: 'history', fact: 'preventiveHistoryComplete' }]
    const whole = definition.kind === 'provenCount' ? definition.of : definition.kind === 'trialCount' ? definition.within : undefined
    return [{ kind: 'number', fact: whole !== undefined && of.facts[whole]?.status !== 'known' ? whole : name }]
  }
}

/**
 * Each preventive whose place in the count a word can settle: how it went against migraine, where that is not known;
 * else whether it was for migraine; then whether it was enough. What ended for another reason stays open.
 */
function trialQuestions(trials: readonly Trial[]): Question[] {
  return trials.flatMap((trial): Question[] => {
    const about = openPart(trial)
    return isAsked(trial) && about ? [{ kind: 'trial', substance: trial.substance!, trial, about }] : []
  })
}

const isAsked = (trial: Trial): boolean =>
  isListed(trial) && trial.substance !== null && trial.counts === 'unknown' && trial.role !== 'acute' && openPart(trial) !== null

function openPart({ outcome, forMigraine, adequate }: Trial): 'outcome' | 'forMigraine' | 'adequate' | null {
  if (outcome === 'unknown') return 'outcome'
  if (forMigraine === null) return 'forMigraine'
  return outcome === 'noEffect' && adequate === null ? 'adequate' : null
}
